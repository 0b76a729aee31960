"""A mail that comes more than once: it counts once, whatever its way has added to it."""
