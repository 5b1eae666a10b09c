"""Workbooks of Excel and WPS: cells as they are shown, merged ranges, lines above and between tables."""
