"""The bytes of mails as they go over the wire, made by the standard library. Its header classes take 1 MB, and most
sittings of the screens send nothing: whoever writes a mail imports this then."""

from email import message_from_bytes
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache

from collabtui.domain.model import one_line
from collabtui.mail.compose.header_encoding import no_encoded_word

LONGEST_NAME = 200
"""Letters of a name in an address: it is not folded, and a line may have 998 bytes (RFC 5322 section 2.1.1)."""


_OF_PARTS = frozenset({"content-type", "content-transfer-encoding", "content-disposition", "mime-version"})
"""Fields of a part, which say the same in mail after mail."""


class _HeaderClasses(HeaderRegistry):
    """Makes the class of a header field once, and reads a field of a part once; the library does so for each field of
    each mail."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type] = {}
        self._read = lru_cache(maxsize=64)(super().__call__)

    def __call__(self, name: str, value: str) -> BaseHeader:
        return self._read(name, value) if name.lower() in _OF_PARTS else super().__call__(name, value)

    def __getitem__(self, name: str) -> type:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]


WIRE = SMTP.clone(header_factory=_HeaderClasses())
"""Refuses line breaks in header fields, and ends its lines in CRLF."""


def empty_mail() -> EmailMessage:
    """Refuses line breaks in header fields, and ends its lines in CRLF."""
    return EmailMessage(policy=WIRE)


def in_seven_bits(raw: bytes) -> bytes:
    """A mail whose texts have bytes above 127, for a server that takes no such (RFC 6152 section 3): it may cut the
    eighth bit off. Its header stays as it is, and so does a mail that does not say what those bytes are."""
    mail = message_from_bytes(raw, policy=SMTP.clone(cte_type="7bit", refold_source="none"))
    try:
        return mail.as_bytes()
    except (UnicodeError, LookupError):
        return raw


@lru_cache(maxsize=64)
def named_address(name: str, address: str) -> Address:
    """Kept, since all mails of a pass have the same sender."""
    return Address(display_name=no_encoded_word(one_line(name))[:LONGEST_NAME], addr_spec=address)
