"""The check of mails out: what stands beside a mail, in columns, is what the mail itself says.

A reply is recognised by its token and compared with its text; the mail itself is what its reader has, its HTML part
and what is attached among it. Where they say different things, one of them was changed without collabtui. Whoever
changes both alike is not found out here.
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from collabtui.domain.mail.mail_records import PRODUCT_HEADER, raw_digest
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked

_MAILS = """SELECT ref, kind, message_id, token, subject, text, digest, raw
    FROM outgoing JOIN outgoing_raw USING (id)"""


def faults(checked: Checked) -> Iterator[DataFault]:
    for ref, kind, message_id, token, subject, text, digest, raw in checked.objects.streamed(_MAILS):
        mail = message_from_bytes(bytes(raw))
        beside = {
            "kind": _field(mail, PRODUCT_HEADER) == kind,
            "message_id": _field(mail, "Message-ID").strip() == message_id,
            "token": any(token in _field(mail, name) for name in ("Message-ID", "Reply-To")),
            "subject": _subject(mail) == " ".join(subject.split()),
            "text": _plain(_text(mail)) == _plain(text),
        }
        yield from (DataFault("outgoing.differs", ref, field) for field, agrees in beside.items() if not agrees)
        if all(beside.values()) and digest not in ("", raw_digest(bytes(raw))):
            yield DataFault("outgoing.digest", ref)


def _field(mail: Message, name: str) -> str:
    """The value of a header field; the library gives an object where a byte of it is none of ASCII."""
    return str(mail.get(name, ""))


def _subject(mail: Message) -> str:
    """On one line, wherever a long one was folded (RFC 5322 section 2.2.3)."""
    try:
        return " ".join(str(make_header(decode_header(mail.get("Subject", "")))).split())
    except (HeaderParseError, LookupError, UnicodeError):
        return ""


def _text(mail: Message) -> str:
    for part in mail.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            content = part.get_payload(decode=True)
            return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    return ""


def _plain(text: str) -> str:
    """Without what transport changes: line ends, and spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip()
