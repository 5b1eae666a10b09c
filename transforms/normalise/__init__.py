"""Draft to the rows of the core tables."""
