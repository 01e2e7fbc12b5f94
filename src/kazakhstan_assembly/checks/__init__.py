"""What proves a package: checks by family, and the validators of others."""
