"""Names of time zones in files: the zone that is meant, and the nearest name where there is none."""

from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def known_zone(name: str) -> str | None:
    """The zone's key in the tz database; None for no zone."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def nearest_zone(name: str) -> str:
    return (get_close_matches(name, available_timezones(), n=1, cutoff=0.4) or ["Asia/Shanghai"])[0]
