"""A meeting and its parts: agenda, clock, series, minutes by version, sign-off. Start at `meeting`."""
