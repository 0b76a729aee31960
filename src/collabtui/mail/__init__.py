"""Meaning to messages and back, at the level of the message. Knows no database."""
