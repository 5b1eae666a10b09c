"""The rules R01 to R30 of the field: one module a rule, with its texts and data in the TOML file beside it."""
