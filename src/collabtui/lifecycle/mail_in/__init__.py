"""A mail that came in: assessed, applied or put before the facilitator, answered. `receive` is the door."""
