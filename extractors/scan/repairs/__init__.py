"""Misreads set right where one reading is left, else doubted."""
