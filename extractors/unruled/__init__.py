"""Tables of forms that no lines, or too few, rule into cells: read where gaps tell the cells apart, else refused."""
