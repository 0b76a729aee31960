"""The forms of a matter (HANDBOOK 4): each a function from what is kept to a document. `filling` is the door."""
