"""Risks that mails tell of, and meetings that a risk calls for."""
