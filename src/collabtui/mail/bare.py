"""A quote of our mail without any mark: its lines stand in what looks like the writer's own text."""

from collections.abc import Sequence

from collabtui.mail.alignment import Place, anchors
from collabtui.mail.heads import is_like_one
from collabtui.mail.rows import Row
from collabtui.mail.sent_lines import STRONG, SentPart
from collabtui.mail.zones import Zone

_ALONE = 2 * STRONG
"""Bytes of a line from which on it is ours although nothing around it is."""


def with_bare_quote(rows: Sequence[Row], zones: Sequence[Zone], part: SentPart) -> Sequence[Zone]:
    """The zones with that quote in them, where there is one: it goes on to the next mark or to the end."""
    begin = _first_of_ours(rows, zones, part)
    if begin is None:
        return zones
    bare = Zone("quote", 1, flat=True)
    placed = [bare if number >= begin and zone.layer == "own" else zone for number, zone in enumerate(zones)]
    above = next((number for number in range(begin - 1, -1, -1) if rows[number].text), None)
    if above is not None and is_like_one(rows[above].text):
        placed[above] = Zone("head", 1, flat=True)
    return placed


def _first_of_ours(rows: Sequence[Row], zones: Sequence[Zone], part: SentPart) -> int | None:
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
    if piece.sample or piece.title or place.begin != piece.start:
        return False
    whole = place.end >= piece.start + len(piece.key)
    if whole and (piece.ref or len(piece.key.encode()) >= _ALONE):
        return True
    return following is not None and following.begin == place.end
