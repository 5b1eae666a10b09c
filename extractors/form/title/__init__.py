"""The lines over a form: its title, unit, money unit, year, and facts label by label."""
