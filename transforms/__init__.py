"""Draft to tables (normalise), tables to marts (compare): pure functions."""
