"""Times of meetings: as they are typed, and against all that is planned: who and what is booked, when all are free."""
