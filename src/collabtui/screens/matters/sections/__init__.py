"""What belongs to a matter, one module a kind; `section_list` has them in order."""
