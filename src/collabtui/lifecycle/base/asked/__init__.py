"""Deadlines of answers by whoever is asked."""
