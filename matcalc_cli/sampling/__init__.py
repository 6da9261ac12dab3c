"""Random points at which functions are evaluated: what is drawn, how, and where it may not be."""
