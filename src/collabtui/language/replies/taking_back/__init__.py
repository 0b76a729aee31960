"""Turns of a clause in which what it seems to say does not hold yet."""
