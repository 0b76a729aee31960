"""The page People. `page` is the door."""
