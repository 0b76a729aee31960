"""Content-Type and Content-Disposition: a value and its parameters (RFC 2045 section 5.1, RFC 2231)."""

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from collabtui.mail.charset import decode_text
from collabtui.mail.headers import decode_words
from collabtui.mail.lexical import tokens

_PART = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


class Parametered(NamedTuple):
    value: str
    """In lower case: `text/plain`, `attachment`; empty when there is none."""
    parameters: dict[str, str]
    """Names in lower case, values decoded."""

    def get(self, name: str) -> str:
        return self.parameters.get(name, "")


def parse_parameters(field: str) -> Parametered:
    """Never raises; of a parameter that is given twice the first one counts."""
    first, *rest = _split(field)
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for text in rest:
        name, equals, value = text.partition("=")
        found = _PART.fullmatch(name.strip().lower())
        if equals and found:
            pieces.setdefault(found[1], {}).setdefault(int(found[2] or 0), (value.strip(), bool(found[3])))
    return Parametered(first.strip().lower(), {name: _joined(parts) for name, parts in pieces.items()})


def _split(field: str) -> list[str]:
    parts = [""]
    for kind, text in tokens(field, ";"):
        if kind == "special":
            parts.append("")
        elif kind != "comment":
            parts[-1] += text
    return parts


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    """A value in one piece or in numbered ones, some of them `charset'language'percent-encoded`."""
    values = [parts[number] for number in sorted(parts)]
    if not any(encoded for _, encoded in values):
        return decode_words("".join(value for value, _ in values))
    label, first = "", values[0][0]
    if values[0][1] and first.count("'") >= 2:
        label, _, first = first.split("'", 2)
    texts = [(first, values[0][1]), *values[1:]]
    return decode_text(b"".join(unquote_to_bytes(text) if coded else text.encode() for text, coded in texts), label)
