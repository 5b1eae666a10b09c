"""Forms written without any table, as lines of text that begin with the form's labels: laid out as tables."""
