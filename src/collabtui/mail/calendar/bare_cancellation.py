"""A cancellation that gives nothing away: which event, and of which date (RFC 5546 section 3.2.5)."""

_KEPT = frozenset({"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "RECURRENCE-ID", "ORGANIZER", "STATUS"})


def bare(ics: bytes) -> bytes:
    """The iTIP object without title, place, description and people."""
    from icalendar import Calendar

    found = Calendar.from_ical(ics)
    for event in found.walk("VEVENT"):
        for name in [name for name in event if name.upper() not in _KEPT]:
            del event[name]
    return bytes(found.to_ical())
