"""Files that go along with mails: the background of a meeting, and what owners have handed in."""
