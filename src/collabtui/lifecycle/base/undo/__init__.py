"""A change put into reverse, as an undo takes it back. `inverse_change` is the door."""
