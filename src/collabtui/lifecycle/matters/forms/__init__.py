"""The forms of a matter: each a function from what is kept to a document. `filling` is the door."""
