"""One table of tasks, once the names of its columns are found: its rows, and what of it is no task.
`rows_of_table` is the door."""
