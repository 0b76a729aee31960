"""The SMTP envelope of a mail: from whom, to whom, and which extensions it needs on its way."""

import re
from dataclasses import dataclass

_WORD = r'[^\s<>()\[\],;:\\"@\x00-\x1f\x7f]+'
_ADDRESS = re.compile(f"{_WORD}@{_WORD}")


@dataclass(frozen=True, slots=True)
class Envelope:
    sender: str
    recipient: str
    eight_bit: bool
    """The mail has bytes above 127: BODY=8BITMIME (RFC 6152)."""
    international: bool
    """An address keeps such characters even with its domain in ASCII: SMTPUTF8 (RFC 6531)."""

    @property
    def encoding(self) -> str:
        return "utf-8" if self.international else "ascii"


def seal(raw: bytes, sender: str, recipient: str) -> Envelope:
    """Raises ValueError, with the address, where it cannot stand in an SMTP command: quoted local parts, comments and
    names beside the address included."""
    addresses = routable(sender), routable(recipient)
    return Envelope(*addresses, eight_bit=not raw.isascii(), international=not "".join(addresses).isascii())


def routable(address: str) -> str:
    """With the domain as it is looked up (RFC 5891): `li@例子.test` goes to `li@xn--fsqu00a.test`."""
    local, _, domain = address.rpartition("@")
    ascii_domain = domain if domain.isascii() else domain.encode("idna").decode()
    routed = f"{local}@{ascii_domain}"
    if not _ADDRESS.fullmatch(routed):  # checked at the end: IDNA makes a space of some letters
        raise ValueError(address)
    return routed
