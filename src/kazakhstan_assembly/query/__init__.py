"""What people ask of a package: descriptions, words, citations, differences."""
