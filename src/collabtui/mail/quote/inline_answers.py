"""Answers between the lines of ours that a reply quotes, and under the last of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from collabtui.mail.parse.clean import keys, without_links
from collabtui.mail.quote.alignment import AlignedPlace
from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.quote_headers import begins_with_label
from collabtui.mail.quote.regions import Zone
from collabtui.mail.quote.sent_mail import ItemLineStart, SentPart, is_strong
from collabtui.mail.quote.signatures_and_disclaimers import has_words_of_answer, is_banner, is_footer, without_tail

_TOKEN = re.compile(r"\S+")
_JOINTS = " \t:：-–—,，、;；=>→|*_"


class Written(NamedTuple):
    """Characters start…end of a line are the writer's own; the others are a row of ours."""

    start: int
    end: int
    ref: str


def written_beside_row(text: str, part: SentPart) -> Written | None:
    """The words behind or before a row of ours, or behind number and title; None when the line has none of them, or
    nothing else."""
    return _written(text, part.openings, part)


def written_beside_whole_row(text: str, part: SentPart) -> Written | None:
    """The same in the writer's own text, where number and title are his own words."""
    if not is_strong(keys(text)):
        return None
    return _written(text, [opening for opening in part.openings if opening.whole], part)


def _written(text: str, openings: Iterable[ItemLineStart], part: SentPart) -> Written | None:
    key = keys(text)
    for opening in openings:
        if len(opening.key) == len(key):
            continue
        if key.startswith(opening.key):
            return _behind(text, opening, part)
        if opening.whole and key.endswith(opening.key):
            return _trimmed(text, 0, _past_key(text, len(key) - len(opening.key) + 1) - 1, opening.ref)
    return None


def _behind(text: str, opening: ItemLineStart, part: SentPart) -> Written | None:
    """Without the rest of the row, if that is there too: the due date of a row is not the writer's."""
    place = part.joined.find(opening.key)
    begin, length = _past_words(text, _past_key(text, len(opening.key)), part.joined[place + len(opening.key) :])
    left = part.joined[place + len(opening.key) + length : _end_of_piece(part, place)] if place >= 0 else ""
    key, end = keys(text[begin:]), len(text)
    if left and key != left and key.endswith(left):
        end = begin + _past_key(text[begin:], len(key) - len(left))
    return _trimmed(text, begin, end, opening.ref)


def _end_of_piece(part: SentPart, place: int) -> int:
    piece = part.piece_at(place)
    return piece.start + len(piece.key)


def _past_words(text: str, at: int, ours: str) -> tuple[int, int]:
    """Past the words of `text` that go on as ours do; and how many characters of ours they are."""
    length = 0
    for token in _TOKEN.finditer(text, at):
        key = keys(token.group())
        if key and not ours.startswith(key, length):
            break
        at, length = token.end(), length + len(key)
    return at, length


def _trimmed(text: str, begin: int, end: int, ref: str) -> Written | None:
    own = text[begin:end].rstrip(_JOINTS)
    bare = own.lstrip(_JOINTS)
    return Written(begin + len(own) - len(bare), begin + len(own), ref) if bare else None


def _past_key(text: str, length: int) -> int:
    """Characters of `text` that make the first `length` characters of its key."""
    made = 0
    for at, letter in enumerate(without_links(text), 1):
        made += len(keys(letter))
        if made >= length:
            return at
    return len(text)


class AnswerPiece(NamedTuple):
    """A piece of the reply, and where it is in ours."""

    row: int
    start: int
    end: int
    """Characters start…end of the body."""
    key: str
    place: AlignedPlace | None


class InlineAnswer(NamedTuple):
    row: int
    start: int
    end: int
    """Characters start…end of the body."""
    ref: str | None


class InlineMatch(NamedTuple):
    answers: list[InlineAnswer]
    doubtful: bool = False
    """One of them belongs to no row, or may be what is left of a damaged line of ours."""


def written_between(
    rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart, pieces: Sequence[AnswerPiece]
) -> InlineMatch:
    """Answers in the order of the body; only where our mail is quoted at first hand."""
    if all(piece.place for piece in pieces):
        return InlineMatch([])
    return _Quoted(rows, zones, part, pieces).found()


class _Quoted:
    """The reply from its first quoted row on, compared with one part of the sent mail."""

    def __init__(
        self, rows: Sequence[BodyRow], zones: Sequence[Zone], part: SentPart, pieces: Sequence[AnswerPiece]
    ) -> None:
        self._rows = rows
        self._zones = zones
        self._part = part
        self._pieces = pieces
        self._above = list(_last_placed(pieces))
        size = len(pieces) - 1
        self._below = [None if at is None else size - at for at in _last_placed(reversed(pieces))][::-1]
        self._beside: dict[int, set[str]] = {}
        for at, piece in enumerate(pieces):
            if ref := self._ref(at):
                self._beside.setdefault(piece.row, set()).add(ref)

    def found(self) -> InlineMatch:
        first_hand = self._first_hand()
        ours = [at for at in first_hand if self._pieces[at].place]
        if not ours:
            return InlineMatch([])
        loose = [at for at in first_hand if not self._pieces[at].place]
        over = self._over([at for at in loose if at < ours[0]])
        runs = self._runs([at for at in loose if ours[0] < at < ours[-1]])
        between = [found for run in runs if (found := self._answer(run))]
        below = self._under(ours[-1], [at for at in loose if at > ours[-1] and self._zones[self._pieces[at].row].flat])
        answers = [answer for found in [over, *between, below] for answer in found.answers]
        return InlineMatch(answers, doubtful=any(found.doubtful for found in [over, *between, below]))

    def _first_hand(self) -> list[int]:
        """Pieces where our own mail is quoted, not a mail that quotes it: what stands between in that one is older."""
        quoted = [at for at, piece in enumerate(self._pieces) if _is_first_quote(self._zones[piece.row])]
        depths = [self._depth(at) for at in quoted if self._pieces[at].place]
        depth = min(depths, default=0)
        if any(0 < self._depth(at) < depth for at in quoted):
            return []
        if depth and any(self._zones[self._pieces[at].row].flat for at in quoted):
            return []
        return [at for at in quoted if self._depth(at) == depth]

    def _depth(self, at: int) -> int:
        return self._rows[self._pieces[at].row].depth

    def _runs(self, loose: Sequence[int]) -> Iterator[Sequence[int]]:
        """Pieces that stand side by side in one row."""
        for _, run in groupby(enumerate(loose), key=lambda pair: (self._pieces[pair[1]].row, pair[1] - pair[0])):
            yield [at for _, at in run]

    def _over(self, loose: Sequence[int]) -> InlineMatch:
        """Between the mark of the quote and the first line of ours: words that were written in the wrong place, if they
        are not the rest of a head or what a gateway set on top of our mail."""
        written = [at for at in loose if not _is_furniture(self._rows[self._pieces[at].row].text)]
        if not has_words_of_answer([self._rows[self._pieces[at].row].text for at in written]):
            return InlineMatch([])
        return InlineMatch([self._whole(run, None) for run in self._runs(written)], doubtful=True)

    def _whole(self, run: Sequence[int], ref: str | None) -> InlineAnswer:
        first, last = self._pieces[run[0]], self._pieces[run[-1]]
        return InlineAnswer(first.row, first.start, last.end, ref)

    def _answer(self, run: Sequence[int]) -> InlineMatch | None:
        first, last = self._pieces[run[0]], self._pieces[run[-1]]
        row = self._rows[first.row]
        text = row.text[first.start - row.start : last.end - row.start]
        if own := written_beside_row(text, self._part):
            answer = InlineAnswer(first.row, first.start + own.start, first.start + own.end, own.ref)
            return InlineMatch([answer], doubtful="\ufffd" in text)
        missing = self._missing(run)
        if missing and not self._zones[first.row].flat:
            return None
        ref = self._ref_of(run)
        doubtful = ref is None or "\ufffd" in text or "".join(self._pieces[at].key for at in run) in missing
        return InlineMatch([self._whole(run, ref)], doubtful)

    def _missing(self, run: Sequence[int]) -> str:
        """What stands in our mail between our lines above and below, and is not here."""
        above, below = self._above[run[0]], self._below[run[-1]]
        before = self._pieces[above].place if above is not None else None
        after = self._pieces[below].place if below is not None else None
        return self._part.joined[before.end : after.begin] if before and after else ""

    def _ref_of(self, run: Sequence[int]) -> str | None:
        beside = self._beside.get(self._pieces[run[0]].row, set())
        if len(beside) == 1:
            return next(iter(beside))
        above = self._above[run[0]]
        return None if above is None else self._ref(above)

    def _ref(self, at: int) -> str | None:
        """What a piece of ours is about; None too where it says the same of two things and does not stand in order."""
        piece = self._pieces[at]
        if piece.place is None or (self._part.is_ambiguous(piece.key) and not self._is_in_order(at, piece.place)):
            return None
        return self._part.piece_at(piece.place.begin).ref

    def _is_in_order(self, at: int, place: AlignedPlace) -> bool:
        above, below = self._above[at], self._below[at]
        before = self._pieces[above].place if above is not None else None
        after = self._pieces[below].place if below is not None else None
        return bool((before and before.end == place.begin) or (after and after.begin == place.end))

    def _under(self, last: int, loose: Sequence[int]) -> InlineMatch:
        """Below the last line of ours: an answer, a footer of some gateway, or the first half of a line of ours."""
        place = self._pieces[last].place
        end = loose[-1] if loose else last
        torn = place is not None and end > last and self._part.joined.startswith(self._pieces[end].key, place.end)
        if torn:
            loose = loose[:-1]
        rows = sorted({self._pieces[at].row for at in loose})
        kept = rows[: without_tail([self._rows[row].text for row in rows], None, alone=False)]
        if not kept:
            return InlineMatch([], doubtful=torn)
        texts = [self._rows[row].text for row in kept]
        ref = self._ref(last)
        if ref is None and self._has_own_text() and not has_words_of_answer(texts):
            return InlineMatch([])
        runs = self._runs([at for at in loose if self._pieces[at].row in kept])
        return InlineMatch([self._whole(run, ref) for run in runs], doubtful=torn or ref is None)

    def _has_own_text(self) -> bool:
        return any(zone.layer == "own" and row.pieces for row, zone in zip(self._rows, self._zones, strict=True))


def _is_first_quote(zone: Zone) -> bool:
    return zone.layer == "quote" and zone.level == 1


def _is_furniture(text: str) -> bool:
    return is_banner(text) or is_footer(text) or begins_with_label(text)


def _last_placed(pieces: Iterable[AnswerPiece]) -> Iterator[int | None]:
    """For each piece the number of the last one before it that is ours."""
    last = None
    for at, piece in enumerate(pieces):
        yield last
        if piece.place:
            last = at
