"""A reply compared with the mail that it answers: what is ours, and what was written between our lines.

What equals a line of ours is quoted, whatever stands above it. What was added between two lines of ours, where the
reply quotes our mail at first hand, is an answer to the row it stands under. In a quote of a quote the same was written
by somebody else, or earlier.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from collabtui.mail.quote.alignment import aligned, with_bare_quote
from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.inline_answers import (
    AnswerPiece,
    InlineAnswer,
    written_beside_row,
    written_beside_whole_row,
    written_between,
)
from collabtui.mail.quote.regions import Zone
from collabtui.mail.quote.sent_mail import STRONG, SentMail, SentPart, is_strong

_SIGN = re.compile(r"[×√\u2600-\u27bf\U0001f300-\U0001faff]")
"""A tick, a cross or a small picture, which say something without a word."""
_FULL = 24
"""Columns of a line that a program broke, at least."""
_FULL_ROW = 40
"""The same for a row about an item, which its writer may cut short himself, to write the day below that is due."""


class Compared(NamedTuple):
    zones: Sequence[Zone]
    """As they are now that our lines are known."""
    answers: Sequence[InlineAnswer] = ()
    """What was written between our lines, or behind one of them."""
    under: Mapping[int, str] = MappingProxyType({})
    """Number of a row of the writer's own → ref of our row right above it."""
    doubtful: bool = False
    """Something stands below our lines that belongs to none of them, or that may be a rest of ours."""
    quotes_us: bool = False
    """A line of ours was found."""


class _Match(NamedTuple):
    """The reply beside one part of the sent mail."""

    part: SentPart
    zones: Sequence[Zone]
    pieces: Sequence[AnswerPiece]
    """From the first quoted row on."""
    is_bare: bool

    @property
    def weight(self) -> int:
        return sum(piece.place.end - piece.place.begin for piece in self.pieces if piece.place)

    @property
    def explains_all(self) -> bool:
        """Whether the quote has a mark above it, and from the first line of ours on nothing but ours."""
        if self.is_bare:
            return False
        quoted = [piece.place is not None for piece in self.pieces if self.zones[piece.row].layer == "quote"]
        return any(quoted) and all(quoted[quoted.index(True) :])


def compare(rows: Sequence[BodyRow], zones: Sequence[Zone], mail: SentMail, *, is_html: bool) -> Compared:
    """`rows` are those of the HTML part of a reply, or those of its text part."""
    match = _best_match(rows, zones, mail.parts(html_first=is_html))
    if match is None:
        return Compared(zones)
    ours = {piece.row for piece in match.pieces if piece.place}
    ours |= _broken_off(rows, match)
    placed = [_quoted(zone) if row in ours else zone for row, zone in enumerate(match.zones)]
    copied = _copied(rows, placed, match.part)
    for answer in copied:
        placed[answer.row] = _quoted(placed[answer.row])
    found = written_between(rows, placed, match.part, match.pieces)
    return Compared(placed, [*copied, *found.answers], _under(rows, placed, match), found.doubtful, bool(ours))


def _broken_off(rows: Sequence[BodyRow], match: _Match) -> set[int]:
    """Rows without a mark right below a quoted one, which go on with that one's line of ours: a program broke it. Else
    the end of an example of ours would be an answer."""
    begun: dict[int, str] = {}
    for number, (above, row) in enumerate(pairwise(rows), 1):
        is_below = number - 1 in begun or match.zones[number - 1].layer == "quote"
        if not (is_below and match.zones[number].layer == "own" and row.pieces):
            continue
        first, rest = begun.get(number - 1) or _key(above), _key(row)
        place = match.part.joined.find(first + rest) if is_strong(first) else -1
        if place < 0 or not _is_one_line(match.part, place, place + len(first)):
            continue
        columns = len(above.text.encode("gb18030", "replace"))
        if columns >= (_FULL_ROW if match.part.piece_at(place).ref else _FULL):
            begun[number] = first + rest
    return set(begun)


def _is_one_line(part: SentPart, begin: int, at: int) -> bool:
    """Whether what goes on at `at` belongs to the line that begins at `begin`, or is the next cell of its row."""
    ref = part.piece_at(begin).ref
    return not part.ends_piece(at) or (at < len(part.joined) and ref is not None and part.piece_at(at).ref == ref)


def _key(row: BodyRow) -> str:
    return "".join(piece.key for piece in row.pieces)


def _quoted(zone: Zone) -> Zone:
    return Zone("quote", 0, flat=False) if zone.layer == "own" else zone


def _best_match(rows: Sequence[BodyRow], zones: Sequence[Zone], parts: Iterable[SentPart]) -> _Match | None:
    """With the part that the reply quotes: a client takes our text, or makes text of our HTML."""
    best: _Match | None = None
    for part in parts:
        match = _match(rows, zones, part)
        if best is None or match.weight > best.weight:
            best = match
        if best.explains_all:
            break
    return best


def _match(rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart) -> _Match:
    """A short line of the writer's own below a quote with marks is his, whatever it is equal to."""
    placed = with_bare_quote(rows, zones, part)
    found: list[AnswerPiece] = []
    quoted = False
    for number, (row, zone) in enumerate(zip(rows, placed, strict=True)):
        quoted = quoted or zone.layer != "own"
        if quoted and zone.layer != "head":
            found += [
                AnswerPiece(number, piece.start, piece.end, piece.key, None)
                for piece in row.pieces
                if zone.layer == "quote" or len(piece.key.encode()) >= STRONG
            ]
    places = aligned(part, [piece.key for piece in found])
    pieces = [piece._replace(place=place) for piece, place in zip(found, places, strict=True)]
    return _Match(part, placed, [_unless_answered(piece, rows, part) for piece in pieces], placed is not zones)


def _unless_answered(piece: AnswerPiece, rows: Sequence[BodyRow], part: SentPart) -> AnswerPiece:
    """A line that is like ours and not the same may be ours with an answer behind it."""
    if piece.place is None or piece.place.begin < piece.place.end:
        return piece
    row = rows[piece.row]
    text = row.text[piece.start - row.start : piece.end - row.start]
    return piece._replace(place=None) if written_beside_row(text, part) else piece


# Lines that the writer copied and went on with, and lines of his own under a quoted row


def _copied(rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart) -> list[InlineAnswer]:
    found = []
    for number, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        if zone.layer == "own" and row.pieces and (own := written_beside_whole_row(row.text, part)):
            found.append(InlineAnswer(number, row.start + own.start, row.start + own.end, own.ref))
    return found


def _under(rows: Sequence[BodyRow], zones: Sequence[Zone], match: _Match) -> dict[int, str]:
    """Right under a quoted row, or under a line that is a title and nothing else."""
    if not any(_is_written(row, zone) for row, zone in zip(rows, zones, strict=True)):
        return {}
    above = {piece.row: match.part.piece_at(piece.place.begin).ref for piece in match.pieces if piece.place}
    titles = match.part.titles
    found: dict[int, str] = {}
    quoted = titled = None
    for number, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        if number in above:
            quoted, titled = above[number], None
        elif _is_written(row, zone):
            title = titles.get(row.pieces[0].key) if row.pieces else None
            if ref := titled or quoted if title is None else None:
                found[number] = ref
            titled = title or titled
        elif not row.text:
            titled = None
    return found


def _is_written(row: BodyRow, zone: Zone) -> bool:
    """The writer's own: words, or a tick (✔) alone."""
    return zone.layer == "own" and bool(row.pieces or _SIGN.search(row.text))
