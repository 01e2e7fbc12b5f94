"""From the curator's files to the tables: what scripts/build.py runs."""
