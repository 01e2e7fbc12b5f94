"""Questions to a package: describe, find, read, trace, cite and compare."""
