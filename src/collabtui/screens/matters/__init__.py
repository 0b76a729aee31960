"""The page Matters. `page` is the door."""
