"""Many projects in one table: a row each, or rows of indicators each."""
