"""Rights of who acts: whether he may do what he is about to do, and the account by which he writes."""
