"""From files to rows: found, kept as received, read and normalised in worker processes."""
