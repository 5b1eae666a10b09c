"""Tables cut by page breaks: the pieces, one a page, become one run of whole rows."""
