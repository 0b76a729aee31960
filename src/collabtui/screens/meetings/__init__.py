"""The page Meetings, and what starts a new one. `page` is the door; `meeting_page` that of one meeting."""
