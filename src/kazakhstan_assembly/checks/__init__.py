"""The checks of a data package, one module per family, and calls of other validators."""
