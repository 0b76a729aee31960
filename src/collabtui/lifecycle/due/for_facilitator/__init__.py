"""Duties that are the facilitator's alone, also while he is away."""
