"""Composition: content → a message ready to be sent. `compose` is the door."""
