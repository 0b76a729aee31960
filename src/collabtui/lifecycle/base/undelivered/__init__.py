"""Mails that could not be delivered, and who reads them instead."""
