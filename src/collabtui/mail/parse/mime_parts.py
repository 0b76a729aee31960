"""The parts of a mail (RFC 2046), by their place in its bytes.

Nothing is copied before a part's content is asked for, so a mail with a film in it costs no more than its text. The
standard library's parser would make a string of every line of the film.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from collabtui.mail.parse.charset import codec_of, decode_text, is_plain
from collabtui.mail.parse.charset_doubts import is_doubtful, likeliest_text
from collabtui.mail.parse.headers import Parametered, parse_headers, parse_parameters
from collabtui.mail.parse.transfer_encoding import stops_inside, transfer_decoded

_DEEPEST = 12
_MOST_PARTS = 512
_MOST_DELIMITERS = 4096
"""What is looked at in one mail, and in one multipart. What a person writes has a few of each."""
_LONGEST_HEADER = 131_072
_LONGEST_TEXT = 1_048_576
_LONGEST_DELIMITER = 512
_META = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_TOLD_ONCE = ("content-type", "content-transfer-encoding")
_DASHES = re.compile(rb"(?:\A|\n)--([^\s-][^\r\n]{0,200}|-[^\r\n]{4,200})\r?\n")


def parse(raw: bytes) -> "MimePart":
    """The whole mail as a part."""
    return MimePart(_Place(raw, 0, len(raw), closed=False), 0, iter(range(_MOST_PARTS)))


class _Place(NamedTuple):
    """Bytes start…end of a mail."""

    raw: bytes
    start: int
    end: int
    closed: bool
    """A delimiter behind them, or a length, says that they end there; otherwise it is only the end of the mail."""


class MimePart:
    """One part: its header fields, and where in the mail its content stands."""

    def __init__(self, place: _Place, depth: int, budget: Iterator[int], usual_type: str = "text/plain") -> None:
        """`budget` is shared by all parts of a mail and runs out after so many."""
        self._raw, start, self._end, self._closed = place
        self._depth, self._budget, self._usual_type = depth, budget, usual_type
        self.headers, length = parse_headers(self._raw[start : min(self._end, start + _LONGEST_HEADER)])
        self._start = start + length
        self.is_head_cut_off = length == _LONGEST_HEADER and self._start < self._end

    @cached_property
    def content(self) -> Parametered:
        """Content-Type; the usual one where the field is missing or makes no sense (RFC 2045 section 5.2)."""
        found = parse_parameters(self.headers.raw("content-type"))
        return found if "/" in found.value else Parametered(self._usual_type, found.parameters)

    @property
    def type(self) -> str:
        return self.content.value

    @cached_property
    def disposition(self) -> Parametered:
        return parse_parameters(self.headers.raw("content-disposition"))

    @cached_property
    def filename(self) -> str:
        return self.disposition.get("filename") or self.content.get("name")

    @cached_property
    def children(self) -> tuple["MimePart", ...]:
        """The parts of a multipart, also where its last delimiter is missing or its boundary is given wrongly."""
        if not self.type.startswith("multipart/") or self._depth >= _DEEPEST:
            return ()
        places = self._places(self.content.get("boundary").strip().encode())
        if not places and (guessed := _DASHES.search(self._raw, self._start, min(self._end, self._start + 4096))):
            places = self._places(guessed[1].strip())
        return tuple(self._below(place) for place, _ in zip(places, self._budget, strict=False))

    def _below(self, place: _Place) -> "MimePart":
        # RFC 2046 section 5.1.5: the parts of a digest are mails, unless they say otherwise
        usual_type = "message/rfc822" if self.type == "multipart/digest" else "text/plain"
        return MimePart(place, self._depth + 1, self._budget, usual_type)

    def _places(self, boundary: bytes) -> list[_Place]:
        """What stands between the delimiter lines (RFC 2046 section 5.1.1). Where the last one is missing, it is up to
        the multipart around whether anything is."""
        places: list[_Place] = []
        opened = -1
        for before, after, closing in self._delimiters(boundary):
            if opened >= 0:
                places.append(_Place(self._raw, opened, max(opened, before), closed=True))
            if closing:
                return places
            opened = after
        return [*places, _Place(self._raw, opened, self._end, self._closed)] if opened >= 0 else places

    def _delimiters(self, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
        """Where what stands above each delimiter line ends, where what stands below it starts, and whether it is the
        closing one. The line break above belongs to the delimiter."""
        delimiter = b"--" + boundary
        at_start = boundary and self._raw.startswith(delimiter, self._start, self._end)
        found = self._start if at_start else self._next_line(delimiter, self._start)
        for _ in range(_MOST_DELIMITERS if boundary else 0):
            if found < 0:
                return
            at = found + len(delimiter)
            line = self._raw[at : min(self._end, at + _LONGEST_DELIMITER)].split(b"\n", 1)[0]
            rest = line.strip(b" \t\r")
            if rest in (b"", b"--"):
                before = found - (2 if self._raw[found - 2 : found - 1] == b"\r" else 1)
                yield before, min(self._end, at + len(line) + 1), bool(rest)
            found = self._next_line(delimiter, at)

    def _next_line(self, words: bytes, at: int) -> int:
        """Where the next line begins that begins with `words`; -1 when none does."""
        found = self._raw.find(b"\n" + words, at, self._end)
        return found + 1 if found >= 0 else -1

    def holding(self, content: bytes) -> "MimePart | None":
        """The part that stands inside this one in another wrapping; None below the deepest level."""
        place = _Place(content, 0, len(content), closed=not self.cut_off)
        return self._below(place) if self._depth < _DEEPEST else None

    def walk(self) -> Iterator["MimePart"]:
        """This part and all below it, in the order of the mail. Attached mails are not opened."""
        yield self
        for child in self.children:
            yield from child.walk()

    def data(self, most: int = _LONGEST_TEXT) -> bytes:
        """The content with its transfer encoding undone, cut off after `most` bytes."""
        encoded = self._raw[self._start : min(self._end, self._start + 2 * most)]
        return transfer_decoded(encoded, self.headers.raw("content-transfer-encoding"))[:most]

    @property
    def cut_off(self) -> bool:
        """Whether the end of the content is missing, as far as that shows.

        A part of a multipart ends at a delimiter. The lines of a mail end in line breaks (RFC 5322 section 2.1), its
        encodings at whole groups, and what the gateway counted is there. An unencoded text that was cut behind a line
        break, in a mail of one part, is like a whole one.
        """
        if self.children:
            return self.children[-1].cut_off
        content = self._raw[self._start : self._end]
        if stops_inside(content, self.headers.raw("content-transfer-encoding"), closed=self._closed):
            return True
        return not self._closed and (self._depth > 0 or not content.endswith((b"\n", b"\r")) or self._is_short(content))

    def _is_short(self, content: bytes) -> bool:
        """By the field that some servers write; line breaks may have become shorter since."""
        declared = self.headers.raw("content-length")
        longest = len(content) + content.count(b"\n") - content.count(b"\r\n")
        return declared.isascii() and declared.isdigit() and longest < int(declared[:9])

    def text(self) -> str:
        """In the charset of its label; in the likeliest one where that may lie."""
        data = self.data()
        text = decode_text(data, self._label(data))
        return likeliest_text(data, text) if self._is_doubtful(data, text) else text

    @property
    def may_be_misread(self) -> bool:
        """Whether its text may have been written in another charset than that of its label."""
        data = self.data()
        return self._is_doubtful(data, decode_text(data, self._label(data)))

    def _is_doubtful(self, data: bytes, text: str) -> bool:
        label = self._label(data)
        return not is_plain(data, label) and is_doubtful(data, text, codec_of(label))

    @property
    def is_described_twice(self) -> bool:
        """Whether two fields, or two parameters of one, say otherwise what it is made of: programs go by the one or by
        the other."""
        if not self.content.differing.isdisjoint(("boundary", "charset")):
            return True
        return any(len(set(map(_as_compared, self.headers.all(name)))) > 1 for name in _TOLD_ONCE)

    def _label(self, data: bytes) -> str:
        label = self.content.get("charset")
        if not label and self.type == "text/html" and (found := _META.search(data[:2048])):
            label = found[1].decode("ascii")
        return label


def _as_compared(field: str) -> str:
    return "".join(field.split()).lower().rstrip(";")
