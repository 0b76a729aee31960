"""Composition of a mail, to one person: text, HTML and the subject, as `text.templates` has rendered them (the subject
is the line `Subject:` of a template)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import PRODUCT_HEADER
from collabtui.domain.model import Value, one_line
from collabtui.mail.parse.attached_files import AttachedFile
from collabtui.text.templates import Rendered

if TYPE_CHECKING:
    from email.message import EmailMessage


class MessageHeaders(Value):
    """Sender and recipient of a mail, and what makes the mail and its answer findable."""

    sender_name: str
    sender: str
    to_name: str
    to: str
    reply_to: str
    message_id: str
    """With angle brackets."""
    written: datetime
    kind: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False


class CalendarPart(Value):
    """An iTIP object; `method` stands in the MIME type too, which RFC 6047 section 2.4 asks for."""

    method: str
    ics: bytes


def compose(
    headers: MessageHeaders,
    rendered: Rendered,
    calendar: CalendarPart | None = None,
    files: Iterable[AttachedFile] = (),
) -> bytes:
    """The whole mail, CRLF, ready to be sent. Building it through `EmailMessage` is what keeps a line break in a name
    or a title from becoming a header: it refuses those, so they are made spaces first."""
    from email.utils import format_datetime

    from collabtui.mail.compose.header_encoding import address_field, text_field
    from collabtui.mail.compose.mail_bytes import empty_mail, named_address

    mail = empty_mail()
    mail["From"] = address_field("From", named_address(headers.sender_name, headers.sender))
    mail["To"] = address_field("To", named_address(headers.to_name, headers.to))
    if headers.reply_to != headers.sender:
        mail["Reply-To"] = address_field("Reply-To", named_address(headers.sender_name, headers.reply_to))
    mail["Subject"] = text_field("Subject", one_line(rendered.subject))
    mail["Date"] = text_field("Date", format_datetime(headers.written))
    mail["Message-ID"] = text_field("Message-ID", headers.message_id)
    if headers.in_reply_to:
        mail["In-Reply-To"] = text_field("In-Reply-To", headers.in_reply_to)
        mail["References"] = text_field("References", " ".join((*headers.references, headers.in_reply_to)))
    if headers.automatic:
        # RFC 3834 section 5: an answer to a mail is a reply, everything else that no person sent is generated
        kind = "auto-replied" if headers.in_reply_to else "auto-generated"
        mail["Auto-Submitted"] = text_field("Auto-Submitted", kind)
        mail["X-Auto-Response-Suppress"] = text_field("X-Auto-Response-Suppress", "All")
    mail[PRODUCT_HEADER] = text_field(PRODUCT_HEADER, headers.kind)
    mail.set_content(rendered.text)
    mail.add_alternative(rendered.html, subtype="html")
    if calendar:
        _attach(mail, calendar)
    for file in files:
        maintype, _, subtype = file.type.partition("/")
        mail.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    return mail.as_bytes()


def _attach(mail: "EmailMessage", calendar: CalendarPart) -> None:
    """Twice: as an alternative, from which Outlook and Gmail make their buttons, and as a file for everyone else."""
    text = calendar.ics.decode()
    mail.add_alternative(text, subtype="calendar", params={"method": calendar.method})
    mail.add_attachment(calendar.ics, maintype="application", subtype="ics", filename="invite.ics")
