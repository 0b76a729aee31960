"""Tables that teams have, on their way to actions: what their columns mean, whom they name, which action each row is.
`import_table` is the door."""
