"""Changes that run side by side."""
