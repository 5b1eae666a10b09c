"""What stands on a scanned page: patches of text, their lines, what they say and what is in doubt."""
