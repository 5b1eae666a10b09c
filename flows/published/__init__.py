"""What a person does with a release: look at values and forms, correct, waive, write letters."""
