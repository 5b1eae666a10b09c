"""What forms look like, as data files, and their loader."""
