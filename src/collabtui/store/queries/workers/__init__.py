"""The workers on a database, and their queues."""
