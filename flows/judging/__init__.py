"""Which drafts of a batch may stand: suites, rules, the gate, newer drafts in the place of older ones."""
