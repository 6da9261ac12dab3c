"""Forms of output: each is a function of an expression or of a whole derivation."""
