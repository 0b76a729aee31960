"""Encoding of header fields, written straight away where nothing in them is out of the ordinary (RFC 5322, RFC 2047).

The standard library parses each field that it is given and folds the tree anew: half of what composing a mail costs.
Whatever is not plain text, plain names and plain addresses is left to it, and so is every refusal.
"""

import re
from base64 import b64encode
from email.headerregistry import Address
from email.policy import Policy
from typing import Self

_LINE = 78
"""Characters of a line (RFC 5322 section 2.1.1)."""
_PLAIN = re.compile(r"(?!.*=\?)[!-~]+(?: [!-~]+)*")
_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_ADDRESS = re.compile(r"[A-Za-z0-9_+=-]+(?:\.[A-Za-z0-9_+=-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff]")
_ENCODED_WORD = "=?"
"""What an encoded word begins with."""
_ENCODED = len("=?utf-8?b??=")


class WrittenField(str):
    """A header field that the standard library takes as it is: it asks for its `name`, and how it folds."""

    name: str
    line: str

    @classmethod
    def of(cls, name: str, value: str, written: str) -> Self:
        """`value` as it reads, `written` as it stands on the wire, without the name."""
        field = cls(value)
        field.name, field.line = name, f"{name}: {written}\r\n"
        return field

    def fold(self, *, policy: Policy) -> str:
        del policy  # its lines are as long as ours
        return self.line


def no_encoded_word(name: str) -> str:
    """A name that is left to the library: see `text_field`."""
    return name.replace(_ENCODED_WORD, "= ?")


def text_field(name: str, text: str) -> str:
    """The field, written where that can be; else the text, for the library to write or refuse. It takes `=?…?=` in a
    text for encoded words and writes what they hold, line breaks too: what has such is never left to it."""
    if _PLAIN.fullmatch(text):
        written = _folded(name, text)
        return WrittenField.of(name, text, written) if written else text
    if _ENCODED_WORD in text:
        text = _NO_TEXT.sub(" ", text)
    elif text.isascii() or _NO_TEXT.search(text):
        return text
    return WrittenField.of(name, text, _encoded(text, _LINE - len(name) - 2))


def address_field(name: str, address: Address) -> Address | WrittenField:
    """The same of a name and an address."""
    shown, spec = address.display_name, address.addr_spec
    if len(spec) > _LINE - 3 or not _ADDRESS.fullmatch(spec):
        return address
    if _WORDS.fullmatch(shown) and len(f"{name}: {shown} <{spec}>") <= _LINE:
        return WrittenField.of(name, str(address), f"{shown} <{spec}>")
    if shown.isascii() or _NO_TEXT.search(shown):
        return address
    written = _encoded(shown, _LINE - len(name) - 2)
    if "\n" in written:  # a reader may put spaces between the words of a name
        return address
    apart = " " if len(name) + len(written) + len(spec) + 5 <= _LINE else "\r\n "
    return WrittenField.of(name, str(address), f"{written}{apart}<{spec}>")


def _folded(name: str, text: str) -> str:
    """In lines, broken at spaces; empty where a word is longer than a line."""
    lines, room = [""], _LINE - len(name) - 2
    for word in text.split(" "):
        if len(word) > room and not lines[-1]:
            return ""
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
            room = _LINE - 1
            if len(word) > room:
                return ""
        lines[-1] += f" {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _encoded(text: str, room: int) -> str:
    """Encoded words of whole characters, one a line; the first line has `room` columns."""
    words, piece = [], b""
    for character in text:
        raw = character.encode()
        if (len(piece) + len(raw) + 2) // 3 * 4 + _ENCODED > min(room, 75):
            words.append(piece)
            piece, room = b"", _LINE - 1
        piece += raw
    words.append(piece)
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in words)
