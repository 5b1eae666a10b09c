"""Where in a draft the forms are, and which of its tables go on with one."""
