"""Bytes to Draft: one reader a format, one stitcher and one form reader for all of them."""
