"""Remarks beside a status that nobody read: 1 完成。骗你的 (done; kidding). The status is then only proposed.

Whatever is short and names nothing may be about what stands right before it, in its sentence, the next one or the next
line. What is longer tells of something by itself.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.certainty.reading_places import comes_before
from collabtui.language.replies.readings import Reading

_NOWHERE = 1_000_000
_SHORT_HAN = 6
_SHORT_LATIN = 24
"""Characters of a remark that is too short to be about anything else."""
_ROW = late_regex(r" ?\d+ ?[.)、]")
_WITHDRAWS = frozenset(("negated", "hedged", "wish", "almost", "future", "hearsay", "condition", "question"))
"""Codes of what, before a colon, the status behind it is under."""


def is_left_open(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a remark beside the status `one` may take it back."""
    following = _block_behind(one, readings)
    named = _next_named(one, readings)
    begins, ends = (named.start, named.end) if named is not None else (_NOWHERE, _NOWHERE)
    return any(
        _heads(one, other)
        or _has_for_subject(one, other)
        or (other.start < begins and _is_remark_behind(one, other, following))
        or (other.start < ends and _is_of_another(one, other))
        for other in readings
        if other is not one
    )


def explains_delay(other: Reading, one: Reading) -> bool:
    """Not begun yet, we've had chickenpox: behind what is not begun, why."""
    return one.status == "not-started" and other.explains_delay and comes_before(one, other)


def leads_to(other: Reading, one: Reading) -> bool:
    """没预算，推不动 (no budget, at a standstill): what there is not, right before it, is why it is blocked; any note
    is that before `so` (the kitchen needs numbers, so blocked).
    Why it is to be dropped stands there as well (手册今年不更新了，3取消: the handbook will not be updated)."""
    cancels = one.ask == "cancel" and one.counts and other.refs == one.refs and not other.of_request
    tells = (other.rule == "note" and other.counts) or (other.rule == "unknown" and other.explains_delay)
    explains = tells and one.status == "blocked" and _LED.match(one.folded)
    if not (one.status == "blocked" or cancels) or not (other.rule == "negated" or explains) or other.status:
        return False
    together = other.block is one.block and other.sentence == one.sentence
    return together and other.end <= one.start and set(other.refs) <= set(one.refs)


_LED = late_regex(r"\W*(?:(?:so|hence|therefore|thus)\b|所以|因此|因而|故)")


def _next_named(one: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The next statement in its line that names an item: what stands behind its beginning is about that one."""
    named = (other for other in readings if other.block is one.block and other.start >= one.end and other.names)
    stated = (other for other in named if other.of_work or other.waits or other.counts)
    return min(stated, key=lambda other: (other.end, other.start), default=None)


def _block_behind(one: Reading, readings: Sequence[Reading]) -> object:
    """The line that something was said in right below that of `one`."""
    at = next(at for at, other in enumerate(readings) if other is one)
    return next((other.block for other in readings[at:] if other.block is not one.block), None)


def _is_remark_behind(one: Reading, other: Reading, following: object) -> bool:
    if (
        other.names
        or other.aside
        or other.idle
        or other.elsewhere
        or other.is_absence
        or (other.of_outcome and one.status == "done")
        or _is_of_excepted(one, other)
        or (other.rule == "reason" and other.sentence != one.sentence)
    ):
        return False
    if other.block is not one.block:
        return other.block is following and not other.counts and _is_whole_line(other) and _is_short(other)
    if other.sentence == one.sentence:
        return other.start > one.start and (_shades_done(other) if one.status == "done" else _may_be_share(one, other))
    return other.sentence == one.sentence + 1 and not other.counts and _is_short(other) and not _lists(one, other)


def _is_of_excepted(one: Reading, other: Reading) -> bool:
    """All done except 2 (by Friday): the bracket is of the one that is left out."""
    return other.bracketed and other.counts and bool(other.refs) and set(other.refs).isdisjoint(one.refs)


def _lists(one: Reading, other: Reading) -> bool:
    """1 done; legal was asked; …: each is about another thing."""
    return ";" in one.block.folded.text[one.end : other.start]


def _shades_done(other: Reading) -> bool:
    """1 is done, next week; for project X; awaiting a stamp; you know."""
    return (
        other.set_off
        and _is_short(other)
        and (other.strange if other.rule == "note" else not (other.counts or other.waited) or other.rule == "promise")
    )


def _may_be_share(one: Reading, other: Reading) -> bool:
    """做緊，差唔多一半 (in the works, half of it, nearly): how far it is was not read."""
    return one.percent is None and other.waits and other.rule == "almost"


def _is_short(one: Reading) -> bool:
    text = one.block.folded.text[one.start : one.end].strip()
    return len(text) <= (_SHORT_LATIN if text.isascii() else _SHORT_HAN)


def _is_whole_line(one: Reading) -> bool:
    """No row below a quoted one or of a list with numbers, no heading, no label with what it is the label of."""
    text = one.block.folded.text
    if _ROW.match(text):
        return False
    around = text[: one.start] + text[one.end :]
    return one.block.item is None and not any(char.isalnum() or char in ":[]" for char in around)


def _heads(one: Reading, other: Reading) -> bool:
    """待确认：1 已完成 (to be confirmed: 1 done)."""
    if other.block is not one.block or other.end > one.start or other.rule not in _WITHDRAWS or other.names:
        return False
    return one.block.folded.text[other.end : one.start].strip() == ":"


def _has_for_subject(one: Reading, other: Reading) -> bool:
    """1 done, 2 done... is what I would love to write."""
    behind = other.block is one.block and other.start >= one.end and other.sentence <= one.sentence + 1
    return other.goes_on and not (other.counts or other.beside) and behind


def _is_of_another(one: Reading, other: Reading) -> bool:
    """1 is done, draft: an item of somebody else's is named behind it, of which nothing is said."""
    if other.block is not one.block or other.sentence != one.sentence or other.start < one.end:
        return False
    is_others = other.rule == "others-item" and not other.of_work
    return other.names and is_others and _is_short(other) and one.status == "done"
