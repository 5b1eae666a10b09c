"""Text files: tables by tabs, by commas, or drawn with characters."""
