"""The page Inbox. `page` is the door."""
