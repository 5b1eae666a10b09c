"""How a batch runs, and what a person can do with what it published: Prefect's flow, settings, the command line."""
