"""Times of meetings against all that is planned: who and what is booked, and when all are free."""
