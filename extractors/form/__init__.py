"""From rows of cells to a form: found, stitched over pages, read field by field."""
