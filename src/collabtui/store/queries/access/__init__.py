"""Mailboxes of people, and their rights."""
