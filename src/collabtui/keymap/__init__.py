"""Keys that a user sets for himself. `user_keys` is the door."""
