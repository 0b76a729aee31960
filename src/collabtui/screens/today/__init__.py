"""The page Today. `page` is the door."""
