"""The account that a mail goes out from, and what it is made of."""
