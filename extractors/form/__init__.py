"""From rows of cells to a form: found, stitched over pages, read field by field.

From the ground up: ``rows``, ``entries`` and ``column`` are what is handed on; ``words`` says what a text names by itself;
``head``, ``title`` and ``indicators`` read the parts of a form; ``page_breaks`` stitches its table; ``many`` reads tables of
several projects; ``finding`` tells where the forms of a draft are; ``read`` makes a project of one.
"""
