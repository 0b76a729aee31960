"""A composed mail that is to reach its reader at another address."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from collabtui.mail.compose.wire import named_address


def readdressed(raw: bytes, name: str, old: str, new: str) -> bytes:
    """The same mail to `new`: in To and, where it invites, as the attendee, since calendars show their buttons to
    nobody else (RFC 5546 section 3.2.3). Everything else stays, Message-ID and token among it."""
    mail: EmailMessage = message_from_bytes(raw, policy=SMTP)
    del mail["To"]
    mail["To"] = named_address(name, new)
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            _readdress_calendar(part, old, new)
    return mail.as_bytes()


def _readdress_calendar(part: EmailMessage, old: str, new: str) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    calendar = with_attendee(content, old, new)
    if calendar != content:
        headers = [(field, value) for field, value in part.items() if field.lower() != "content-transfer-encoding"]
        part.clear()
        part.set_content(calendar, "application", "octet-stream", cte="base64")
        for field in ("Content-Type", "Content-Disposition", "MIME-Version"):
            del part[field]
        for field, value in headers:
            part[field] = value


def with_attendee(calendar: bytes, old: str, new: str) -> bytes:
    """The iTIP object with another address of an attendee. Long lines are folded anew (RFC 5545 section 3.1)."""
    from icalendar import Calendar

    found = Calendar.from_ical(calendar)
    moved = False
    for event in found.walk("VEVENT"):
        attendees = event.get("ATTENDEE") or []
        event_attendees = attendees if isinstance(attendees, list) else [attendees]
        kept = []
        for attendee in event_attendees:
            one = attendee
            if str(attendee).lower() == f"mailto:{old}":
                one = type(attendee)(f"mailto:{new}")
                one.params, moved = attendee.params, True
            kept.append(one)
        if event_attendees:
            event["ATTENDEE"] = kept
    return bytes(found.to_ical()) if moved else calendar
