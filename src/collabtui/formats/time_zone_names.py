"""Names of time zones in files and forms: the zone that is meant, and the nearest name where there is none."""

from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from collabtui.formats.file_words import plain, word_table

LONGEST_ZONE = 100
"""Characters; the longest name of the tz database has a third of them, and its reader recurses by each slash."""


def known_zone(name: str) -> str | None:
    """The zone's key in the tz database; None for no zone."""
    if len(name) > LONGEST_ZONE:
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(typed: str) -> str | None:
    """The zone that somebody means: `Asia/Shanghai`, `london`, `北京时间`. None where it is none, or several."""
    if named := word_table("people", "zones").get(plain(typed)):
        return named
    wanted = plain(typed).replace(" ", "_")
    cities = [zone for zone in available_timezones() if wanted in (zone.casefold(), zone.casefold().rpartition("/")[2])]
    return min(cities, default=None, key=lambda zone: (zone.count("/") != 1, zone))


def nearest_zone(name: str) -> str:
    return (get_close_matches(name[:LONGEST_ZONE], available_timezones(), n=1, cutoff=0.4) or ["Asia/Shanghai"])[0]
