"""The mail that was answered, made ready to be looked up line by line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from collabtui.mail.parse.body import AnsweredMail, SentItem
from collabtui.mail.parse.clean import clean, keys
from collabtui.mail.quote.body_rows import BodyRow, rows
from collabtui.mail.quote.html_to_lines import render_own
from collabtui.mail.quote.signatures_and_disclaimers import has_words_of_answer

STRONG = 15
"""Bytes of a key (five Chinese or fifteen Latin characters) from which on a line is no coincidence."""

_JOINED = 400
"""Characters of a line that can be rows of ours, joined on their way."""
_KEPT = 16
"""Sent mails that are kept ready: a mail is explained, taken in and read again, and answered more than once."""
_REF = re.compile(r"\b[ADQR]\d{1,6}\b")
_SAMPLE = re.compile(r"\W{0,3}\d{1,2}\W")
_BEFORE_SAMPLE = re.compile(r"(?:例如|\bfor example|\be\.g\.)\s*[:：]?\s*\Z")
"""How a line of ours ends that has an example of an answer right below it."""


def is_strong(key: str) -> bool:
    return len(key.encode()) >= STRONG


class SentPiece(NamedTuple):
    """A line of the sent mail, or a cell of one of its tables."""

    key: str
    start: int
    """Where its key begins in `SentPart.joined`."""
    ref: str | None
    """The action, decision, risk or question that its row is about."""
    title: bool
    """It is the title of an action and nothing else, which a person may write himself."""
    sample: bool
    """It is about nothing, and begins with a number or stands below a word for an example: one of an answer, which an
    answer may well be equal to."""


class ItemLineStart(NamedTuple):
    """A way in which a line about an item may begin."""

    key: str
    ref: str
    whole: bool
    """It is a row of the mail, not just number and title, which a person writes himself."""


class SentPart:
    """The text part or the HTML part."""

    def __init__(self, pieces: Sequence[SentPiece], items: Sequence[SentItem]) -> None:
        self.pieces = pieces
        self.joined = "".join(piece.key for piece in pieces)
        """All keys, one after the other."""
        self._items = items
        self._starts = [piece.start for piece in pieces]
        self._whole: dict[str, list[int]] = {}
        for piece in pieces:
            self._whole.setdefault(piece.key, []).append(piece.start)

    def places(self, key: str) -> Sequence[int]:
        """Indexes of the pieces whose whole key it is."""
        return self._whole.get(key, ())

    def find(self, key: str, near: int) -> int | None:
        """The index at which `key` begins: the next place after `near`, or the first one.

        It has to be a whole piece of ours, or to go on where `near` left off, or to be long and to begin a piece: what
        is found in the middle of a sentence of ours may be an answer that took our words.
        """
        if places := self.places(key):
            at = bisect_left(places, near)
            return places[at] if at < len(places) else places[0]
        if self.joined.startswith(key, near):
            return near
        place = self.joined.find(key, near)
        if place < 0 or not self._begins(place):
            place = self.joined.find(key)
        return place if place >= 0 and self._begins(place) else None

    def is_sentence(self, key: str) -> bool:
        """Whether `key` is a long line of ours that is no row about something and no example of an answer."""
        places = self.places(key) if is_strong(key) else ()
        return bool(places) and all(piece.ref is None and not piece.sample for piece in map(self.piece_at, places))

    def is_sample(self, key: str) -> bool:
        """Whether `key` is an example of an answer, and nothing else of ours."""
        return bool(places := self.places(key)) and all(self.piece_at(place).sample for place in places)

    def is_made_of_pieces(self, key: str) -> bool:
        """Whether `key` is pieces of ours and nothing else, and no short answer in words that we use too: 1 done."""
        if len(key) > _JOINED:
            return False
        ends = {0}
        for at in range(len(key)):
            if at in ends:
                ends |= {end for end in range(at + 1, len(key) + 1) if key[at:end] in self._whole}
        made = len(key) in ends and bool(key)
        return made and (not has_words_of_answer([key]) or (is_strong(key) and key not in self._whole))

    def is_ambiguous(self, key: str) -> bool:
        """Whether it stands in rows about different things."""
        return len({self.piece_at(place).ref for place in self.places(key)}) > 1

    def _begins(self, place: int) -> bool:
        return self.piece_at(place).start == place

    def ends_piece(self, place: int) -> bool:
        """Whether no piece goes on at `place`."""
        return place >= len(self.joined) or self._begins(place)

    def piece_at(self, place: int) -> SentPiece:
        return self.pieces[bisect_right(self._starts, place) - 1]

    def between(self, begin: int, end: int) -> list[str]:
        """The keys, or the parts of keys, that stand from `begin` to `end`."""
        if begin >= end:
            return []
        first, last = bisect_right(self._starts, begin) - 1, bisect_left(self._starts, end)
        bounds = [begin, *self._starts[first + 1 : last], end]
        return [self.joined[start:stop] for start, stop in pairwise(bounds)]

    @cached_property
    def openings(self) -> Sequence[ItemLineStart]:
        """Longest first. What could begin the row of two items begins none."""
        found: dict[str, ItemLineStart | None] = {}
        titles = {item.ref: keys(item.title) for item in self._items}
        for item in self._items:
            for key in _names(item, titles[item.ref]):
                found[key] = None if key in found else ItemLineStart(key, item.ref, whole=False)
        for key, ref in ((piece.key, piece.ref) for piece in self.pieces):
            if ref and (titles.get(ref) or keys(ref)) in key and is_strong(key):
                known = found.setdefault(key, ItemLineStart(key, ref, whole=True))
                if known and known.ref != ref:
                    found[key] = None
        return sorted(filter(None, found.values()), key=lambda opening: len(opening.key), reverse=True)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Keys of number and title, which a person writes himself, and what each is about."""
        return {opening.key: opening.ref for opening in self.openings if not opening.whole}


def _names(item: SentItem, title: str) -> list[str]:
    ref = keys(item.ref)
    return [f"{item.number}{title}", f"{item.number}{ref}{title}", f"{ref}{title}", title]


class SentMail:
    """The mail that was answered. Its parts are made ready when they are asked for: mostly one is enough."""

    def __init__(self, sent: AnsweredMail) -> None:
        self.items = sent.items
        self._sent = sent
        self._ready: dict[str, SentPart] = {}

    @cached_property
    def greeting(self) -> str:
        """Key of the first line, in which we greet the recipient by his name."""
        return _greeting(self._sent)

    @cached_property
    def titles(self) -> Sequence[str]:
        """Keys of the titles of its items."""
        return [keys(item.title) for item in self.items]

    def parts(self, *, html_first: bool) -> Iterator[SentPart]:
        """The one that a part of a reply is likely to quote comes first."""
        for name in ("html", "text") if html_first else ("text", "html"):
            if name not in self._ready:
                self._ready[name] = _text_part(self._sent) if name == "text" else _html_part(self._sent)
            if self._ready[name].pieces:
                yield self._ready[name]

    @property
    def ready(self) -> Iterable[SentPart]:
        """Those that were asked for so far."""
        return self._ready.values()

    def is_made_of_pieces(self, key: str) -> bool:
        return any(part.is_made_of_pieces(key) for part in self.ready)

    @property
    def words(self) -> str:
        """All their keys, to look a word up."""
        return "\n".join(part.joined for part in self.ready)


@lru_cache(maxsize=_KEPT)
def _greeting(sent: AnsweredMail) -> str:
    first = next((line for line in sent.text.splitlines() if line.strip()), "")
    return keys(clean(first))


@lru_cache(maxsize=_KEPT)
def _text_part(sent: AnsweredMail) -> SentPart:
    return _part(rows(clean(sent.text)), sent.items)


@lru_cache(maxsize=_KEPT)
def _html_part(sent: AnsweredMail) -> SentPart:
    return _part(rows(render_own(sent.html or "")), sent.items)


def _part(lines: Sequence[BodyRow], items: Sequence[SentItem]) -> SentPart:
    pieces: list[SentPiece] = []
    place = 0
    titles = [(keys(item.title), item.ref) for item in items]
    named = {title for title, _ in titles}
    above = ""
    for line, ref in zip(lines, _refs(lines, titles), strict=True):
        sample = ref is None and bool(_SAMPLE.match(line.text) or _BEFORE_SAMPLE.search(above))
        above = line.text
        for piece in line.pieces:
            pieces.append(SentPiece(piece.key, place, ref, piece.key in named, sample))
            place += len(piece.key)
    return SentPart(pieces, items)


def _refs(lines: Sequence[BodyRow], titles: Sequence[tuple[str, str]]) -> list[str | None]:
    """What each line is about. A line that is indented below a row without a ref of its own belongs to that row."""
    found: list[str | None] = []
    row, indent = None, 0
    for line in lines:
        ref = _ref(line, titles)
        if ref is not None:
            row, indent = ref, line.indent
        elif not line.pieces or line.indent <= indent:
            row = None
        found.append(ref or row)
    return found


def _ref(line: BodyRow, titles: Sequence[tuple[str, str]]) -> str | None:
    refs = _REF.findall(line.text)
    if len(set(refs)) == 1:
        return str(refs[0])
    key = "".join(piece.key for piece in line.pieces)
    titled = [(len(title), ref) for title, ref in titles if title and title in key]
    if titled:
        return max(titled)[1]
    return str(refs[0]) if refs else None
