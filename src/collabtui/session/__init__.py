"""The state of somebody at the screens while the program runs; `services` holds the four parts together."""
