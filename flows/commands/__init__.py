"""What a person types and sees: the commands, their options and help, and the telling of results."""
