"""The parts of `check`: reading claims, comparing values, naming the slip."""
