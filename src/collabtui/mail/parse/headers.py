"""Header fields, read once from bytes and decoded only where somebody asks."""

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple
from urllib.parse import unquote_to_bytes

from collabtui.mail.parse.charset import decode_text, decode_unlabelled
from collabtui.mail.parse.transfer_encoding import from_base64

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_WORD = re.compile(r"=\?([^?*\s]*)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LONGEST_FIELD = 65_536


class Headers:
    """The fields of one header block. Names are given in lower case."""

    def __init__(self, fields: dict[str, list[bytes]]) -> None:
        self._fields = fields

    def __bool__(self) -> bool:
        return bool(self._fields)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def all(self, name: str) -> tuple[str, ...]:
        """Every field of that name from top to bottom, unfolded; encoded words are left as they are."""
        return tuple(map(_unfolded, self._fields.get(name, ())))

    def exceeds(self, name: str) -> bool:
        """Whether more stands in the topmost field of that name than is read of it."""
        return name in self._fields and len(self._fields[name][0]) > _LONGEST_FIELD

    def raw(self, name: str) -> str:
        """The topmost field of that name as `all` gives it; empty when there is none."""
        return _unfolded(self._fields[name][0]) if name in self._fields else ""

    def text(self, name: str) -> str:
        """The topmost field of that name for a reader: decoded, on one line, without control characters."""
        return one_line(decode_words(self.raw(name)))


def _unfolded(value: bytes) -> str:
    return decode_unlabelled(value[:_LONGEST_FIELD]).replace("\r", "").replace("\n", "").strip()


def one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def parse_headers(block: bytes) -> tuple[Headers, int]:
    """The fields at the start of `block`, and the offset at which what belongs to them ends.

    The header ends at an empty line or before the first line that cannot belong to it. The line that mbox files put
    above a mail, also quoted, is passed over. Never raises.
    """
    fields: dict[str, list[bytes]] = {}
    for start, end in _folded_lines(block):
        found = _FIELD.match(block, start, end)
        if found:
            fields.setdefault(found[1].decode("ascii").lower(), []).append(found[2])
        elif not block[start:end].strip(b"\r\n"):
            return Headers(fields), end
        elif not block.startswith((b"From ", b">From ", b" ", b"\t"), start):
            return Headers(fields), start
    return Headers(fields), len(block)


def _folded_lines(block: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each line together with the lines that go on with it (RFC 5322 section 2.2.3)."""
    start = 0
    while start < len(block):
        end = block.find(b"\n", start) + 1 or len(block)
        while block.startswith((b" ", b"\t"), end) and block[start:end].strip(b"\r\n"):
            end = block.find(b"\n", end) + 1 or len(block)
        yield start, end
        start = end


def decode_words(text: str) -> str:
    """Encoded words (RFC 2047) decoded. Clients cut a character in two between words, so neighbours of one charset are
    put together before they are read."""
    if "=?" not in text:
        return text
    out: list[str] = []
    at, label, pending = 0, "", b""
    for found in _WORD.finditer(text):
        between = text[at : found.start()]
        if pending and (between.strip() or found[1].lower() != label):
            out.append(decode_text(pending, label))
            pending = b""
        if between.strip() or not at:
            out.append(between)
        label, at = found[1].lower(), found.end()
        pending += _word_bytes(found[2], found[3])
    return "".join((*out, decode_text(pending, label), text[at:]))


def _word_bytes(encoding: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8", "replace")
    return from_base64(data) if encoding in "bB" else binascii.a2b_qp(data, header=True)


TokenKind = Literal["word", "quoted", "comment", "special", "space"]


class HeaderToken(NamedTuple):
    kind: TokenKind
    text: str
    """Without quotes, parentheses and backslashes."""


_IN_QUOTES = re.compile(r'(?:[^"\\]|\\.)*', re.DOTALL)
_IN_COMMENT = re.compile(r"[^()\\]+|\\.|[()]|\\$", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@lru_cache
def _outside(specials: str) -> re.Pattern[str]:
    own = re.escape(specials)
    return re.compile(rf'(?P<space>\s+)|(?P<special>[{own}])|(?P<word>[^\s"({own}]+)|(?P<open>["(])')


def tokens(text: str, specials: str) -> Iterator[HeaderToken]:
    """The tokens of `text`; each character of `specials` is a token of its own. A quoted string or a comment that
    does not end goes on to the end of the text."""
    outside, at = _outside(specials), 0
    while found := outside.match(text, at):
        at = found.end()
        if found["open"] == '"':
            inside = _IN_QUOTES.match(text, at)
            at = inside.end() + 1 if inside else at
            yield HeaderToken("quoted", _ESCAPED.sub(r"\1", inside[0] if inside else ""))
        elif found["open"]:
            end = _end_of_comment(text, at)
            yield HeaderToken("comment", text[at : end - 1])
            at = end
        elif found["special"]:
            yield HeaderToken("special", found[0])
        else:
            yield HeaderToken("word" if found["word"] else "space", found[0])


def _end_of_comment(text: str, at: int) -> int:
    depth = 1
    while depth and (found := _IN_COMMENT.match(text, at)):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        at = found.end()
    return at if not depth else len(text) + 1


_PART = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


class Parametered(NamedTuple):
    value: str
    """In lower case: `text/plain`, `attachment`; empty when there is none."""
    parameters: Mapping[str, str]
    """Names in lower case, values decoded."""
    differing: frozenset[str] = frozenset()
    """Names that are given twice, with other values, of which each program takes the one or the other."""

    def get(self, name: str) -> str:
        return self.parameters.get(name, "")


@lru_cache(maxsize=64)
def parse_parameters(field: str) -> Parametered:
    """Never raises; of a parameter that is given twice the first one counts. Most mails have the same few fields."""
    first, *rest = _split(field)
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    differing: set[str] = set()
    in_pieces: dict[str, bool] = {}
    for text in rest:
        name, equals, value = text.partition("=")
        found = _PART.fullmatch(name.strip().lower())
        if equals and found:
            piece = value.strip(), bool(found[3])
            same = pieces.setdefault(found[1], {}).setdefault(int(found[2] or 0), piece) == piece
            numbered = found[2] is not None
            if not same or in_pieces.setdefault(found[1], numbered) != numbered:
                differing.add(found[1])
    values = {name: _joined(parts) for name, parts in pieces.items()}
    return Parametered(first.strip().lower(), MappingProxyType(values), frozenset(differing))


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
