"""Table schemas (declared once), releases, queries, the dictionary."""
