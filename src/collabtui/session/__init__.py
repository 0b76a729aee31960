"""The state of somebody at the screens while the program runs; `services` holds the five parts together."""
