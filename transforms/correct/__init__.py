"""Corrections and waivers of people, applied to what was read: pure functions."""
