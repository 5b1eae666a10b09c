"""What a cell or line says by its words alone: labels, titles, years, numbers, signs."""
