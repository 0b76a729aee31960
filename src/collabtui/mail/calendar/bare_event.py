"""Calendar objects that give nothing away: which event, of which date, and when (RFC 5546 section 3.2)."""

_WHICH = frozenset({"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "RECURRENCE-ID", "ORGANIZER", "STATUS"})
_WHEN = _WHICH | {"RRULE", "EXDATE", "TRANSP"}


def bare_cancellation(ics: bytes) -> bytes:
    """The CANCEL without title, place, description and people."""
    from icalendar import Calendar

    found = Calendar.from_ical(ics)
    for event in found.walk("VEVENT"):
        for name in [name for name in event if name.upper() not in _WHICH]:
            del event[name]
    return bytes(found.to_ical())


def bare_request(ics: bytes, title: str, address: str) -> bytes:
    """The REQUEST with all its dates under another title, without place and description; of its people the one at
    `address` alone."""
    from icalendar import Calendar

    found = Calendar.from_ical(ics)
    for event in found.walk("VEVENT"):
        there = event.get("ATTENDEE") or []
        own = [one for one in (there if isinstance(there, list) else [there]) if _is_at(str(one), address)]
        for name in [name for name in event if name.upper() not in _WHEN]:
            del event[name]
        event.add("summary", title)
        for one in own:
            event.add("attendee", one, encode=False)
    return bytes(found.to_ical())


def _is_at(attendee: str, address: str) -> bool:
    return attendee.lower() == f"mailto:{address.lower()}"
