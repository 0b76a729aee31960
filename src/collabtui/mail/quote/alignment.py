"""Alignment of the pieces of a reply with those of the mail that was sent, in the order in which they stand there.

Long lines are found wherever they are. Between two of them only the stretch of the sent mail between the same two
counts, so that 完成 under a quoted row is an answer although our own mail has that word elsewhere.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.quote_headers import is_like_one
from collabtui.mail.quote.regions import Zone
from collabtui.mail.quote.sent_mail import STRONG, SentPart
from collabtui.mail.quote.signatures_and_disclaimers import has_words_of_answer

_PAIRS = 20_000
"""Pairs of pieces that are compared between two long lines; more are looked up one by one."""
_ALIKE = 0.7
"""Share of its letter triples that a damaged line still has in common with ours."""


class AlignedPlace(NamedTuple):
    """Characters begin…end of `SentPart.joined`."""

    begin: int
    end: int


def aligned(part: SentPart, keys: Sequence[str]) -> list[AlignedPlace | None]:
    """For each key its place in the sent part, None for what is not ours."""
    found = anchors(part, keys)
    begin, first = 0, 0
    for number, place in enumerate([*found, AlignedPlace(len(part.joined), len(part.joined))]):
        if place is None:
            continue
        if first < number:
            found[first:number] = _between(part, keys[first:number], begin, place.begin)
        begin, first = place.end, number + 1
    return found


def anchors(part: SentPart, keys: Sequence[str]) -> list[AlignedPlace | None]:
    """Only the long pieces, and no examples of answers: those are found by what stands around them."""
    found: list[AlignedPlace | None] = []
    near = 0
    for key in keys:
        begin = part.find(key, near) if len(key.encode()) >= STRONG else None
        if begin is None or part.piece_at(begin).sample:
            found.append(None)
        else:
            near = begin + len(key)
            found.append(AlignedPlace(begin, near))
    return found


def _between(part: SentPart, keys: Sequence[str], begin: int, end: int) -> list[AlignedPlace | None]:
    """Pieces of a reply against the stretch begin…end of ours; there is none where the reply goes back."""
    ours = part.between(begin, end)
    if begin > end or len(keys) * len(ours) > _PAIRS:
        return [_whole(part, key) for key in keys]
    found: list[AlignedPlace | None] = [None] * len(keys)
    if not ours:
        return found
    places = [begin, *accumulate(map(len, ours), initial=begin)][1:]
    if keys == ours:
        return [AlignedPlace(*bounds) for bounds in pairwise(places)]
    at, our = 0, 0
    for block in SequenceMatcher(None, keys, ours, autojunk=False).get_matching_blocks():
        found[at : block.a] = _fragments(keys[at : block.a], ours[our : block.b], places[our])
        for offset in range(block.size):
            place = places[block.b + offset]
            found[block.a + offset] = AlignedPlace(place, place + len(keys[block.a + offset]))
        at, our = block.a + block.size, block.b + block.size
    return found


def _whole(part: SentPart, key: str) -> AlignedPlace | None:
    places = part.places(key)
    return AlignedPlace(places[0], places[0] + len(key)) if places else None


def _fragments(keys: Sequence[str], ours: Sequence[str], begin: int) -> list[AlignedPlace | None]:
    """Pieces that a client wrapped in other places than we did, or damaged, and what was written between."""
    if not keys or not ours:
        return [None] * len(keys)
    stretch = "".join(ours)
    run = _run(keys, stretch, set(accumulate(map(len, ours))))
    ends = list(accumulate(map(len, keys[:run]), initial=begin))
    found: list[AlignedPlace | None] = [AlignedPlace(start, end) for start, end in pairwise(ends)]
    triples = _triples(stretch)
    return found + [AlignedPlace(begin, begin) if _is_damaged(key, triples) else None for key in keys[run:]]


def _run(keys: Sequence[str], stretch: str, ends: set[int]) -> int:
    """How many keys from the first on, put together, are whole pieces of ours from the first on."""
    run, length = 0, 0
    for number, key in enumerate(keys, 1):
        if not stretch.startswith(key, length):
            break
        length += len(key)
        if length in ends:
            run = number
    return run


def _is_damaged(key: str, ours: frozenset[str]) -> bool:
    """A line of ours with some characters lost or replaced on its way, and no word of an answer among them."""
    if len(key.encode()) < STRONG:
        return False
    known = [key[at : at + 3] in ours for at in range(len(key) - 2)]
    if sum(known) < _ALIKE * len(known):
        return False
    foreign = "".join(letter for at, letter in enumerate(key) if not any(known[max(at - 2, 0) : at + 1]))
    return not has_words_of_answer([foreign])


def _triples(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 3] for at in range(len(key) - 2))


_ALONE = 2 * STRONG
"""Bytes of a line from which on it is ours although nothing around it is."""


def with_bare_quote(rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart) -> Sequence[Zone]:
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


def _first_of_ours(rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart) -> int | None:
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


def _is_ours(part: SentPart, place: AlignedPlace, following: AlignedPlace | None) -> bool:
    """Whether a line is ours and not by chance like one: an example of an answer is what an answer looks like."""
    piece = part.piece_at(place.begin)
    if piece.sample or piece.title or place.begin != piece.start:
        return False
    whole = place.end >= piece.start + len(piece.key)
    if whole and (piece.ref or len(piece.key.encode()) >= _ALONE):
        return True
    return following is not None and following.begin == place.end
