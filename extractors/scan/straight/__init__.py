"""A scanned page laid straight: which way is up, tilt, bend, the sheet on its desk."""
