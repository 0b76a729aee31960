"""A composed mail with another subject, text or identity: what makes its answer findable stays where it was."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from html import escape

from collabtui.domain.model import one_line
from collabtui.mail.compose.header_encoding import text_field
from collabtui.mail.compose.mail_bytes import WIRE

_PAGE = '<html><body><div style="white-space: pre-wrap; font-family: sans-serif">{text}</div></body></html>\n'


def reworded(raw: bytes, subject: str, text: str) -> bytes:
    """The same mail in other words: its HTML part says the same as its text. Message-ID, Reply-To and what is attached
    stay."""
    mail = _read(raw)
    del mail["Subject"]
    mail["Subject"] = text_field("Subject", one_line(subject))
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    for part, content, subtype in ((plain, text, "plain"), (html, _PAGE.format(text=escape(text)), "html")):
        if isinstance(part, EmailMessage):
            part.set_content(content, subtype=subtype)
            if part is not mail:
                del part["MIME-Version"]
    return mail.as_bytes()


def as_another_mail(raw: bytes, message_id: str, written: datetime) -> bytes:
    """The same words once more, as a mail of its own: a server may drop what it knows by its Message-ID."""
    mail = _read(raw)
    for name in ("Message-ID", "Date"):
        del mail[name]
    mail["Date"] = written
    mail["Message-ID"] = message_id
    return mail.as_bytes()


def attached(raw: bytes) -> list[str]:
    """Names of the files that come with it, in its order."""
    return [part.get_filename() or part.get_content_type() for part in _read(raw).iter_attachments()]


def _read(raw: bytes) -> EmailMessage:
    mail: EmailMessage = message_from_bytes(raw, policy=WIRE)
    return mail
