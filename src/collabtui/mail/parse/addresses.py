"""Address fields (RFC 5322 section 3.4): who is named in From, To and Cc.

The standard library's reader changed its mind between Python versions about what a malformed field means. Who wrote a
mail is a question of trust, so it is read here, and an entry that can be read in two ways names nobody.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from collabtui.domain.unicode_normal_form import plain_addresses
from collabtui.mail.parse.headers import tokens

_ADDRESS = re.compile(r"(?!\"\"@)[^\s@<>()\[\],:;\\\x00-\x1f\x7f]+@[^\s@<>()\[\],:;\\\"\x00-\x1f\x7f]+")
_LONGEST = 65_536


class Mailbox(NamedTuple):
    name: str
    """As it stands in the field: encoded words are not decoded."""
    address: str
    """As `normal_address` makes it; empty when the entry holds none, or more than one."""


class _Entry:
    """One entry of the list, while it is read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.bare: list[str] = []
        """The words outside of quotes: only they can be an address."""
        self.comments: list[str] = []
        self.angles: list[str] = []
        self.in_angle = False

    def add(self, text: str, *, quoted: bool) -> None:
        if self.in_angle:
            self.angles[-1] += f'"{text}"' if quoted else text
        else:
            self.words.append(text)
            self.bare.append('""' if quoted else text)

    def mailbox(self) -> Mailbox | None:
        words = "".join(self.words).strip()
        if self.angles:
            address = normal_address(self.angles[0]) if len(self.angles) == 1 else ""
            return Mailbox(" ".join(words.split()) or " ".join(self.comments), address)
        if not words:
            return None
        named = [word for word in "".join(self.bare).split() if "@" in word]
        return Mailbox(" ".join(self.comments), normal_address(named[0]) if len(named) == 1 else "")


@lru_cache(maxsize=128)
def mailboxes(field: str) -> tuple[Mailbox, ...]:
    """The entries of an address field; group names (section 3.4) and source routes (section 4.4) are left out.

    A semicolon separates too: some clients write it so. Never raises. The same few people write most mails."""
    found, entry = [], _Entry()
    for kind, text in tokens(field[:_LONGEST], ",;:<>"):
        if kind == "comment":
            entry.comments.append(text)
        elif kind != "special":
            entry.add(text, quoted=kind == "quoted")
        elif text == "<":
            entry.angles.append("")
            entry.in_angle = True
        elif text == ">":
            entry.in_angle = False
        elif entry.in_angle:
            entry.angles[-1] = ""
        elif text == ":":
            entry = _Entry()
        else:
            found.append(entry.mailbox())
            entry = _Entry()
    found.append(entry.mailbox())
    return tuple(box for box in found if box)


def normal_address(text: str) -> str:
    """The form in which addresses are compared: lower case, the domain in ASCII (RFC 5890 A-labels) without a final
    dot. Empty when it is no address.

    A domain that is another one only after some of its signs are replaced (`example。test`, `ｅxample.test`) stays as
    it is written: whoever checked its sender checked that one. What people type is `typed_address`."""
    address, domain = _in_parts(text)
    if domain.isascii():  # nearly each: nothing is to be encoded
        return f"{address}@{domain}" if domain else ""
    encoded = _in_ascii(domain)
    return f"{address}@{encoded if _read_back(encoded) == domain else domain}"


def typed_address(text: str) -> str:
    """The same of what was typed, in which a slip of the input method (`bob@example。test`) means the plain sign."""
    address, domain = _in_parts(plain_addresses(text))
    return f"{address}@{_in_ascii(domain)}" if domain else ""


def _in_parts(text: str) -> tuple[str, str]:
    """Both empty when it is no address."""
    address = "".join(text.split()).strip("<>").lower().removeprefix("mailto:").rstrip(".")
    if not _ADDRESS.fullmatch(address):
        return "", ""
    local, _, domain = address.rpartition("@")
    return local, domain if domain.isascii() else normalize("NFC", domain)


def _in_ascii(domain: str) -> str:
    """As it is where it is in ASCII already, or cannot be."""
    if domain.isascii():
        return domain
    try:
        return domain[:253].encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _read_back(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
