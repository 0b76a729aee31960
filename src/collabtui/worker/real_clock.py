"""The real clock, for what is about processes and not about meetings."""

from datetime import UTC, datetime


def wall_clock() -> datetime:
    return datetime.now(UTC)
