"""Duties towards the departments that a matter asks."""
