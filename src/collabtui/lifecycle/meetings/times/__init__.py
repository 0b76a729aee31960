"""Times of meetings: what is booked, moving to another one, and a meeting at once."""
