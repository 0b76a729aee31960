"""What the cells of a table say of its columns where the names of these say nothing."""
