"""Text whose tables are columns parted by blanks alone: laid out as tables, or left to be refused."""
