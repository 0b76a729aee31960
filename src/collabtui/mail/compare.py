"""A reply against the mail that it answers: what is ours, and what was written between our lines.

What equals a line of ours is quoted, whatever stands above it. What was added between two lines of ours, where the
reply quotes our mail at first hand, is an answer to the row it stands under. In a quote of a quote the same was written
by somebody else, or earlier.
"""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.mail.alignment import Place, aligned, anchors
from collabtui.mail.between import Answer, Piece, written_between
from collabtui.mail.heads import is_like_one
from collabtui.mail.rows import Row
from collabtui.mail.sent_lines import STRONG, SentMail, SentPart
from collabtui.mail.started import Start, rest, starts
from collabtui.mail.zones import Zone

_ALONE = 2 * STRONG
"""Bytes of a line from which on it is ours although nothing around it is."""


class Compared(NamedTuple):
    zones: list[Zone]
    """As they are now that our lines are known."""
    answers: list[Answer]
    """What was written between our lines, or behind one of them."""
    under: dict[int, str]
    """Number of a row of the writer's own → ref of our row right above it."""
    doubtful: bool
    """Something stands below our lines that belongs to none of them, or that may be a rest of ours."""


def compare(rows: Sequence[Row], zones: Sequence[Zone], mail: SentMail) -> Compared:
    placed = _with_bare_quote(rows, zones, mail)
    begins = starts(mail)
    part, pieces = _best_part(rows, placed, mail)
    ours = {piece.row for piece in pieces if piece.place}
    placed = [_quoted(zone) if row in ours else zone for row, zone in enumerate(placed)]
    copied = _copied(rows, placed, begins, mail.parts)
    for answer in copied:
        placed[answer.row] = _quoted(placed[answer.row])
    if part is None:
        return Compared(placed, copied, {}, doubtful=False)
    found = written_between(rows, placed, part, pieces, begins)
    return Compared(placed, [*copied, *found.answers], _under(placed, part, pieces), found.doubtful)


def _quoted(zone: Zone) -> Zone:
    return Zone("quote", 0, flat=False) if zone.layer == "own" else zone


def _best_part(rows: Sequence[Row], zones: Sequence[Zone], mail: SentMail) -> tuple[SentPart | None, list[Piece]]:
    """The part of the sent mail that the reply quotes, and the quoted pieces with their places in it."""
    candidates = [(part, _placed(rows, zones, part)) for part in mail.parts]
    part, pieces = max(candidates, key=lambda candidate: _weight(candidate[1]), default=(None, []))
    return (part, pieces) if _weight(pieces) else (None, [])


def _weight(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.key) for piece in pieces if piece.place)


def _placed(rows: Sequence[Row], zones: Sequence[Zone], part: SentPart) -> list[Piece]:
    """From the first quoted row on. A short line of the writer's own below a mark is his, whatever it is equal to."""
    found: list[Piece] = []
    quoted = False
    for number, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        quoted = quoted or zone.layer != "own"
        if quoted and zone.layer != "head":
            found += [
                Piece(number, piece.start, piece.end, piece.key, None)
                for piece in row.pieces
                if zone.layer == "quote" or len(piece.key.encode()) >= STRONG
            ]
    places = aligned(part, [piece.key for piece in found])
    return [piece._replace(place=place) for piece, place in zip(found, places, strict=True)]


# A quote without any mark


def _with_bare_quote(rows: Sequence[Row], zones: Sequence[Zone], mail: SentMail) -> Sequence[Zone]:
    """Where lines of ours stand in what looks like the writer's own text, a quote begins there."""
    begin = min((begin for part in mail.parts if (begin := _bare(rows, zones, part)) is not None), default=None)
    if begin is None:
        return zones
    bare = Zone("quote", 1, flat=True)
    placed = [bare if number >= begin and zone.layer == "own" else zone for number, zone in enumerate(zones)]
    above = next((number for number in range(begin - 1, -1, -1) if rows[number].text), None)
    if above is not None and is_like_one(rows[above].text):
        placed[above] = Zone("head", 1, flat=True)
    return placed


def _bare(rows: Sequence[Row], zones: Sequence[Zone], part: SentPart) -> int | None:
    """The first row of such a quote: a line that has to be ours, and what stands above it in our mail too."""
    first = next((number for number, zone in enumerate(zones) if zone.layer != "own"), len(rows))
    own = [(number, piece.key) for number, row in enumerate(rows[:first]) for piece in row.pieces]
    places = [*anchors(part, [key for _, key in own]), None]
    for at, (number, _) in enumerate(own):
        place = places[at]
        if place and _is_ours(part, place, places[at + 1]):
            return _with_lines_above(part, own[:at], place.begin, number)
    return None


def _with_lines_above(part: SentPart, above: Sequence[tuple[int, str]], place: int, begin: int) -> int:
    for number, key in reversed(above):
        if not part.joined.endswith(key, 0, place):
            break
        place, begin = place - len(key), number
    return begin


def _is_ours(part: SentPart, place: Place, following: Place | None) -> bool:
    """Whether a line is ours and not by chance like one: an example of an answer is what an answer looks like."""
    piece = part.piece_at(place.begin)
    if piece.sample or place.begin != piece.start:
        return False
    whole = place.end >= piece.start + len(piece.key)
    if whole and (piece.ref or len(piece.key.encode()) >= _ALONE):
        return True
    return following is not None and following.begin == place.end


# Lines that the writer copied and went on with, and lines of his own under a quoted row


def _copied(
    rows: Sequence[Row], zones: Sequence[Zone], begins: Sequence[Start], parts: Sequence[SentPart]
) -> list[Answer]:
    whole = [start for start in begins if start.whole]
    found = []
    for number, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        if zone.layer == "own" and row.pieces and (own := rest(row.text, whole, parts)):
            found.append(Answer(number, row.start + own.start, row.end, own.ref))
    return found


def _under(zones: Sequence[Zone], part: SentPart, pieces: Sequence[Piece]) -> dict[int, str]:
    above = {piece.row: part.piece_at(piece.place.begin).ref for piece in pieces if piece.place}
    found: dict[int, str] = {}
    ref = None
    for number, zone in enumerate(zones):
        if number in above:
            ref = above[number]
        elif zone.layer == "own" and ref:
            found[number] = ref
    return found
