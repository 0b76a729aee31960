"""Raw bytes → what the steps after it need of a mail. Any bytes give an answer, and none raises."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Literal

from collabtui.mail.parse.addresses import Mailbox, mailboxes, normal_address
from collabtui.mail.parse.body import ADDED, CALENDARS, Body, body_of, html_of
from collabtui.mail.parse.headers import Headers, decode_words, one_line, parse_headers
from collabtui.mail.parse.mime_parts import MimePart, parse

ReportKind = Literal["", "delivery-status", "disposition-notification", "feedback-report"]

_MESSAGE_ID = re.compile(r"<[^<>]{1,998}>")
_METHOD = re.compile(r"^METHOD[^:\r\n]{0,80}:[ \t]*([A-Za-z-]{1,20})", re.MULTILINE | re.IGNORECASE)
_RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_REPORTS: dict[str, ReportKind] = {
    "message/delivery-status": "delivery-status",
    "message/global-delivery-status": "delivery-status",
    "message/disposition-notification": "disposition-notification",
    "message/global-disposition-notification": "disposition-notification",
    "message/feedback-report": "feedback-report",
}
_RETURNED = {"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"}
_LONGEST_REPORT = 65_536
TABLE_FILES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv")
_TEXT_FILES = (".txt", ".md", ".markdown")
_LONGEST_TYPED = 131_072


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it came in. Texts are decoded; addresses are as `mailboxes.normal_address` makes them."""

    message_id: str
    """With angle brackets; empty when there is none."""
    in_reply_to: str
    references: tuple[str, ...]
    sender: str
    """The one address in From; empty when there is none, or when From can be read as naming several."""
    sender_name: str
    recipients: tuple[str, ...]
    """Every address that the mail was sent or delivered to, the delivered ones first."""
    subject: str
    date: datetime | None
    """When it was written, as its sender's clock had it; always aware. Of several fields the earliest counts: the mail
    overrides no more than it would under any of them."""
    body: Body
    calendar: str | None
    """The iCalendar file that has a METHOD (RFC 5546), and others of the same one behind it."""
    calendar_method: str
    """In upper case; empty when there is no such file."""
    calendar_methods_differ: bool
    """Its part has the `method` of something else (RFC 6047 section 2.4): programs go by the one or by the other."""
    attached: bool
    """A file came with it: anything that has a name, or is said to be an attachment, but for what mail programs add
    (signatures, business cards, calendar files)."""
    tables: tuple[str, ...]
    """Names of attached tables: .xlsx, .ods, .csv."""
    texts: tuple[str, ...]
    """The contents of attached text files (.txt, .md), of which none is longer than anything a person types."""
    headers: Headers
    is_head_cut_off: bool
    """The header, or From in it, is longer than what is read of it: who wrote the mail is not known, nor where its text
    begins."""
    authentication_results: tuple[str, ...]
    """From top to bottom, unparsed (`mail.identity.auth_results_syntax` reads them)."""
    content_type: str
    """Of the whole mail, in lower case, without parameters."""
    report_kind: ReportKind
    report: tuple[Headers, ...]
    """The groups of fields of a report (RFC 3464 section 2.1, RFC 8098 section 3)."""
    returned: Headers | None
    """The header of the first mail that is attached: in a bounce, of the one that came back."""

    @property
    def taken_in(self) -> datetime | None:
        """The instant at which the server that is nearest to us took it in: the topmost Received field (RFC 5321
        section 4.4), which no sender writes. Aware."""
        return _date(self.headers.raw("received").rpartition(";")[2])

    @property
    def return_path(self) -> str:
        """The address that its sender's server was given for what cannot be delivered, as our server wrote it (RFC 5321
        section 4.4); empty where there is none, or it is not told."""
        return normal_address(self.headers.raw("return-path"))

    @property
    def returns_to_nobody(self) -> bool:
        """Whether nobody would hear of it if this mail could not be delivered: the empty return path (RFC 5321 section
        4.5.5), or what gateways make of it. People's mail has a return path, or the server does not tell it."""
        path = self.headers.raw("return-path").lower()
        return path.startswith(("<>", "<mailer-daemon")) or path == "mailer-daemon"


def read_html(raw: bytes) -> str | None:
    """The HTML form of a mail, where that is all that is asked for."""
    return html_of(_parsed(raw))


def _parsed(raw: bytes) -> MimePart:
    raw = raw.removeprefix(BOM_UTF8)  # from a pipe of a shell that puts it before whatever it passes on
    if b"\n" not in raw[:_LONGEST_REPORT]:
        raw = raw.replace(b"\r", b"\n")
    return parse(raw)


def read(raw: bytes) -> Received:
    top = _parsed(raw)
    headers, parts = top.headers, tuple(top.walk())
    sender = _sender(headers)
    calendar, method, methods_differ = _calendar(parts)
    files = [part for part in parts if is_file(part)]
    names = [one_line(decode_words(part.filename)) for part in files]
    report_kind, report = _report(parts)
    return Received(
        message_id=next(_ids(headers, "message-id"), headers.raw("message-id")[:998]),
        in_reply_to=next(_ids(headers, "in-reply-to"), ""),
        references=tuple(islice(_ids(headers, "references"), 256)),
        sender=sender.address,
        sender_name=sender.name,
        recipients=_recipients(headers),
        subject=headers.text("subject"),
        date=min(filter(None, map(_date, headers.all("date"))), default=None),
        body=body_of(top),
        calendar=calendar,
        calendar_method=method,
        calendar_methods_differ=methods_differ,
        attached=bool(files),
        tables=tuple(name for name in names if name.lower().endswith(TABLE_FILES)),
        texts=tuple(text for part in files if (text := _typed_text(part))),
        headers=headers,
        is_head_cut_off=top.is_head_cut_off or headers.exceeds("from"),
        authentication_results=headers.all("authentication-results"),
        content_type=top.type,
        report_kind=report_kind,
        report=report,
        returned=next((parse_headers(part.data())[0] for part in parts[1:] if part.type in _RETURNED), None),
    )


def _ids(headers: Headers, name: str) -> Iterator[str]:
    """Message-IDs; long ones get folded in the middle by some clients."""
    return ("".join(found.split()) for found in _MESSAGE_ID.findall(" ".join(headers.all(name))))


def _sender(headers: Headers) -> Mailbox:
    fields = headers.all("from")
    boxes = [box for field in fields for box in mailboxes(field) if box.address]
    if not boxes:
        # some clients encode the whole field, address and all
        boxes = [box for field in fields for box in mailboxes(decode_words(field))]
    if len({box.address for box in boxes}) != 1:
        return Mailbox("", "")
    return Mailbox(one_line(decode_words(boxes[0].name)), boxes[0].address)


def _recipients(headers: Headers) -> tuple[str, ...]:
    boxes = (box for name in _RECIPIENTS for field in headers.all(name) for box in mailboxes(field))
    return tuple(dict.fromkeys(box.address for box in boxes if box.address))


def _date(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def is_file(part: MimePart) -> bool:
    """Whether it came as a file of its sender's, and not as a signature, a calendar or a business card."""
    named = bool(part.filename) or part.disposition.value == "attachment"
    return named and not part.children and part.type not in ADDED


def _typed_text(part: MimePart) -> str:
    if not part.filename.lower().endswith(_TEXT_FILES):
        return ""
    data = part.data(_LONGEST_TYPED + 1)
    return part.text() if len(data) <= _LONGEST_TYPED else ""


def _calendar(parts: tuple[MimePart, ...]) -> tuple[str | None, str, bool]:
    """All files with the method of the first: many programs attach what stands in the mail once more, and where the
    two differ neither goes before the other."""
    found = [(text, method) for part in parts if (text := _calendar_text(part)) and (method := _method(part, text))]
    if not found:
        return None, "", False
    first = found[0][1]
    announced = {method for part in parts if _calendar_text(part) and (method := _announced_method(part))}
    return "\n".join(dict.fromkeys(text for text, method in found if method == first)), first, bool(announced - {first})


def _calendar_text(part: MimePart) -> str:
    return part.text() if part.type in CALENDARS or part.filename.lower().endswith(".ics") else ""


def _method(part: MimePart, text: str) -> str:
    found = _METHOD.search(text)
    return found[1].upper() if found else _announced_method(part)


def _announced_method(part: MimePart) -> str:
    return part.content.get("method").strip().upper()


def _report(parts: tuple[MimePart, ...]) -> tuple[ReportKind, tuple[Headers, ...]]:
    part = next((part for part in parts if part.type in _REPORTS), None)
    if part is None:
        return "", ()
    return _REPORTS[part.type], tuple(_groups(part.data(_LONGEST_REPORT)))


def _groups(data: bytes) -> Iterator[Headers]:
    """Groups of fields with empty lines between them; lines that are no fields are passed over."""
    while data:
        headers, length = parse_headers(data)
        data = data[length:] if length else data.partition(b"\n")[2]
        if headers:
            yield headers
