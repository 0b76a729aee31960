"""The running meeting. `run` is the door."""
