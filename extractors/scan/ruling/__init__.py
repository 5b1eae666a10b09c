"""The ruled lines of a scanned page, and the cells between them."""
