"""Rights of people, and the mailboxes by which they write."""
