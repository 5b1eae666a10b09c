"""Core tables to marts: template reuse, budget per indicator."""
