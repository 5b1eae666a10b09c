"""The batch as Prefect runs it: flow, tasks, and an API of our own; the only rooms that know Prefect."""
