"""What somebody at the screens has while the program runs; `services` holds the four parts together."""
