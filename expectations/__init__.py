"""What the data must satisfy: suites, and the gate that decides publish or quarantine."""
