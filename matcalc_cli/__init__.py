"""matcalc: matrix gradients, derived step by step and checked."""

__version__ = "0.1.0"
