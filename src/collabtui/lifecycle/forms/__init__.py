"""The forms of a matter (HANDBOOK 4): each is a function from what is kept to a document."""
