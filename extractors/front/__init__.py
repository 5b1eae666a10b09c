"""What stands before and around the forms: title page, contents list, part 1, the page's own lines."""
