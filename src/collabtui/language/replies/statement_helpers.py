"""Statements of a piece, made: what each is made of, and the words of the writer that are taken over."""

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule, Statement
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.words.vocabulary import foreign

_SEPARATES = frozenset(",:、-")


def reading(piece: Piece, rule: ClauseRule, refs: Refs = ()) -> Reading:
    return Reading(piece.block, piece.start, piece.end, rule, True, refs, sentence=piece.sentence, names=piece.named)


def waiting(piece: Piece, code: ClauseRule, refs: Refs = ()) -> Reading:
    """A reading that says nothing, for a reason, and makes a person look."""
    return Reading(
        piece.block,
        piece.start,
        piece.end,
        code,
        counts=False,
        refs=refs,
        waits=True,
        sentence=piece.sentence,
        names=piece.named,
    )


def talk(piece: Piece, rule: Statement = "talk", *, idle: bool = False) -> Reading:
    """A reading that says nothing and makes nobody wait; `idle` may stand beside anything."""
    found = waiting(piece, rule)
    found.waits, found.idle = False, idle
    return found


def place(piece: Piece) -> ClausePlace:
    """All of its words."""
    return ClausePlace(piece.block, piece.start, piece.end)


def further(begun: ClausePlace | None, piece: Piece) -> ClausePlace:
    """A reason that goes on, in the same line, is one reason."""
    if begun is None or begun.block is not piece.block:
        return begun or place(piece)
    return begun._replace(start=min(begun.start, piece.start), end=max(begun.end, piece.end))


def take_back(one: Reading, code: ClauseDoubt) -> None:
    """It no longer counts, for a reason, and denies what it said."""
    one.denies, one.rule, one.counts, one.waits = one.rule, code, False, True


def is_clean(piece: Piece, kinds: frozenset[str]) -> bool:
    """Whether a statement is of the item itself: nothing foreign before its last word, behind it only where it went or
    the address of what was made.

    `1 已发给客户` is, `1 供应商已发` and `1 完成了初稿` are not.
    """
    last = max((at for at, token in enumerate(piece.tokens) if token.within(kinds)), default=len(piece.tokens) - 1)
    behind = piece.tokens[last + 1 :]
    gone = next((at for at, token in enumerate(behind) if token.of("to")), len(behind))
    if piece.tokens[last].of("to"):
        gone = 0
    of_it = [token for token in behind[:gone] if not token.of("address")]
    return not foreign([*piece.tokens[: last + 1], *of_it])


def stated_place(piece: Piece) -> ClausePlace:
    """Place of what is said, without the number that names the item and without courtesies around it."""
    tokens = piece.tokens
    first, last = 0, len(tokens)
    while first < last and tokens[first].of("greeting", "thanks", "mark"):
        first += 1
    first = _behind_number(piece, first)
    while first < last and tokens[first].of("mark", "topic-marker"):
        first += 1
    while last > first and tokens[last - 1].of("greeting", "thanks", "mark", "and"):
        if tokens[last - 1].of("greeting") and last - 1 > first and tokens[last - 2].of("the"):
            # shared with the team
            break
        last -= 1
    if first >= last:
        return ClausePlace(piece.block, piece.start, piece.end)
    return ClausePlace(piece.block, tokens[first].start, max(token.end for token in tokens[first:last]))


def _behind_number(piece: Piece, first: int) -> int:
    """Past the number or ref that a piece begins with: `2`, and `regarding 2:` with what separates it."""
    tokens = piece.tokens
    at = next((at for at in range(first, len(tokens)) if not tokens[at].of("filler", "the")), len(tokens))
    if at == len(tokens) or not tokens[at].of("mention") or tokens[at].of("title"):
        return first
    text, end = piece.block.folded.text, tokens[at].end
    separated = text[end:].lstrip()[:1] in _SEPARATES or text[end - 1] in _SEPARATES
    return at + 1 if at == first or separated else first
