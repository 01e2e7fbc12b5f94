"""The pages of the documentation site that the build writes."""
