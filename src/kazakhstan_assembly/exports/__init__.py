"""The tables in the formats that other programs read."""
