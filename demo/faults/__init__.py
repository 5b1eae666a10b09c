"""Known faults to plant in drafts, with what must be found of each, and near misses that must not be found."""
