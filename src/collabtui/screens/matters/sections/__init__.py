"""The sections of a matter's page, one module a kind; `section_list` has them in order."""
