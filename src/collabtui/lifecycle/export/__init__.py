"""A meeting in other formats. `meeting_export` is the door."""
