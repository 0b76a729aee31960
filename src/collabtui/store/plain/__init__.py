"""All rows of a database as plain values, out and in. Imports nothing of what the records mean."""
