"""Prompts and notebooks: where statements come one at a time."""
