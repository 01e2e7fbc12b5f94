"""Tables, columns and vocabularies, as the schemas declare them."""
