"""The page of a meeting's minutes. `page` is the door."""
