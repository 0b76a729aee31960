"""The page of a running meeting. `page` is the door."""
