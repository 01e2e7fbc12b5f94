"""Corruptions of the published tables, and which proofs see them."""
