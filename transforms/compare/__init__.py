"""Core tables to marts: reuse, near reuse, templates, sharing, budgets, peers, measures, and what moved over years."""
