"""The indicator table of a form: its headings, columns, levels and targets."""
