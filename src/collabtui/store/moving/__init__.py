"""Everything from one engine to the other: the rows, and what each engine does at either end."""
