"""The page of a meeting before it. `page` is the door."""
