"""Forms: the data that fill them, their names, and those that meetings hand out."""
