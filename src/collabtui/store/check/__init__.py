"""The invariants of the data. `check_data` is the door."""
