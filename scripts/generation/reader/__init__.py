"""The reader: one offline page with the report, its facts marked in it, and every table."""
