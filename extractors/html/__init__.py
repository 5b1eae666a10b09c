"""Web pages: saved from portals, by Word or by Excel, alone or packed with their parts (.mht)."""
