"""A matter from request to archive. `edit_matters` is the door; each step has its module."""
