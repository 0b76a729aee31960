"""Checks of a mail at the instant at which it leaves."""
