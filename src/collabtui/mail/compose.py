"""What is said → a mail: text and HTML in one message, to one person."""

from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP

from collabtui.domain.model import Value, one_line
from collabtui.mail.address import PRODUCT_HEADER
from collabtui.rendering import Rendered

LONGEST_NAME = 200
"""Letters of a name in an address: it is not folded, and a line may have 998 bytes (RFC 5322 section 2.1.1)."""


class _HeaderClasses(HeaderRegistry):
    """Makes the class of a header field once; the library makes a new one for each field of each mail."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]


_WIRE = SMTP.clone(header_factory=_HeaderClasses())


class Envelope(Value):
    """Who writes to whom, and what makes the mail and its answer findable."""

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


def compose(envelope: Envelope, rendered: Rendered, calendar: CalendarPart | None = None) -> bytes:
    """The whole mail, CRLF, ready to be sent. Building it through `EmailMessage` is what keeps a line break in a name
    or a title from becoming a header: it refuses those, so they are made spaces first."""
    mail = EmailMessage(policy=_WIRE)
    mail["From"] = _address(envelope.sender_name, envelope.sender)
    mail["To"] = _address(envelope.to_name, envelope.to)
    if envelope.reply_to != envelope.sender:
        mail["Reply-To"] = _address(envelope.sender_name, envelope.reply_to)
    mail["Subject"] = one_line(rendered.subject)
    mail["Date"] = envelope.written
    mail["Message-ID"] = envelope.message_id
    if envelope.in_reply_to:
        mail["In-Reply-To"] = envelope.in_reply_to
        mail["References"] = " ".join((*envelope.references, envelope.in_reply_to))
    if envelope.automatic:
        # RFC 3834 section 5: an answer to a mail is a reply, everything else that no person sent is generated
        mail["Auto-Submitted"] = "auto-replied" if envelope.in_reply_to else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    mail[PRODUCT_HEADER] = envelope.kind
    mail.set_content(rendered.text)
    mail.add_alternative(rendered.html, subtype="html")
    if calendar:
        _attach(mail, calendar)
    return mail.as_bytes()


def _attach(mail: EmailMessage, calendar: CalendarPart) -> None:
    """Twice: as an alternative, from which Outlook and Gmail make their buttons, and as a file for everyone else."""
    text = calendar.ics.decode()
    mail.add_alternative(text, subtype="calendar", params={"method": calendar.method})
    mail.add_attachment(calendar.ics, maintype="application", subtype="ics", filename="invite.ics")


def _address(name: str, address: str) -> Address:
    return Address(display_name=one_line(name)[:LONGEST_NAME], addr_spec=address)
