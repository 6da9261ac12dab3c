"""Stationary points: gradients set to zero, and named moves until the unknown stands alone."""
