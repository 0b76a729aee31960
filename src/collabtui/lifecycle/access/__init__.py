"""Commands on who may do what, and by which mailbox he writes."""
