"""How a batch runs: Prefect flow and thin tasks, settings, the command line."""
