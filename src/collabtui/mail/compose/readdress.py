"""A composed mail that is to reach its reader at another address, or leaves from another one."""

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple
from urllib.parse import quote

from collabtui.mail.compose.mail_bytes import named_address


class Sender(NamedTuple):
    """The author of a mail; `reply_to` has this mail's secret."""

    name: str
    address: str
    reply_to: str


def sent_by(raw: bytes, sender: Sender) -> bytes:
    """The same mail from `sender`: in From, in Reply-To, in the links that open an answer and, where it invites, as the
    organizer. Message-ID and secret stay, so that answers to either address count alike."""
    mail: EmailMessage = message_from_bytes(raw, policy=SMTP)
    before = (mail["Reply-To"] or mail["From"]).addresses[0].addr_spec
    for field, address in (("From", sender.address), ("Reply-To", sender.reply_to)):
        del mail[field]
        mail[field] = named_address(sender.name, address)
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            _change_calendar(part, lambda ics: _with_organizer(ics, sender))
        elif part.get_content_type() == "text/html":
            _change_links(part, f"mailto:{quote(before, safe='@+')}", f"mailto:{quote(sender.reply_to, safe='@+')}")
    return mail.as_bytes()


def _change_links(part: EmailMessage, before: str, after: str) -> None:
    content = part.get_content()
    if before in content:
        part.set_content(content.replace(before, after), subtype="html")
        del part["MIME-Version"]


def _with_organizer(calendar: bytes, sender: Sender) -> bytes:
    from icalendar import Calendar, vCalAddress

    found = Calendar.from_ical(calendar)
    for event in found.walk("VEVENT"):
        if "ORGANIZER" in event:
            event["ORGANIZER"] = vCalAddress(f"mailto:{sender.reply_to}")
            event["ORGANIZER"].params["CN"] = sender.name
    return bytes(found.to_ical())


def readdressed(raw: bytes, name: str, old: str, new: str) -> bytes:
    """The same mail to `new`: in To and, where it invites, as the attendee, since calendars show their buttons to
    nobody else (RFC 5546 section 3.2.3). Everything else stays, Message-ID and token among it."""
    mail: EmailMessage = message_from_bytes(raw, policy=SMTP)
    del mail["To"]
    mail["To"] = named_address(name, new)
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            _change_calendar(part, lambda ics: with_attendee(ics, old, new))
    return mail.as_bytes()


def _change_calendar(part: EmailMessage, change: Callable[[bytes], bytes]) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    calendar = change(content)
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
