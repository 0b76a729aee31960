"""The page of the mails that go out, and of what became of them."""
