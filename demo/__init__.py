"""A made-up province of drafts, with the truth of every field beside them."""
