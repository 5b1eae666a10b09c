"""The head of a form: labels with their values, the spending plan, small tables among them."""
