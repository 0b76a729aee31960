"""The page Set-up. `page` is the door."""
