"""Entries of a list: 1 done, 2 waits for the vendor, who never calls. What stands under the number or the name of one
item, up to that of the next, is said of that one, and leaves what the others have in their own entries as certain as
it is.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.certainty.reading_places import comes_before, heads, stands_apart
from collabtui.language.replies.readings import Reading

_GOVERNS = ("hearsay", "condition", "hedged", "wish", "repaired", "contradiction", "negated", "question")
"""Rules of what may hold for all that its sentence says."""


def is_in_entry_of_another(other: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether `other` belongs to the entry of an item of which `one` says nothing."""
    if not other.of_entry or other.rule == "repaired" or not one.refs or not one.named:
        return False
    head = _head(other, one, readings)
    if head is None or not (other.of_one or _goes_on_in_sentence(other, head, one)):
        return False
    if not set(head.refs).isdisjoint(one.refs) or not set(other.refs).isdisjoint(one.refs):
        return False
    if comes_before(other, one):
        return _has_entry(one, other, readings) and stands_apart(other, one) and not heads(other, one)
    if head is not other and (comes_before(head, one) or _ends_line_of_both(other, head, one, readings)):
        return False
    return stands_apart(other, one) or _is_of_its_own(other, head, one)


def _goes_on_in_sentence(other: Reading, head: Reading, one: Reading) -> bool:
    """2 is stuck, so please give me until Friday: behind its item, in a sentence of its own."""
    return other is not head and not stands_apart(other, head) and stands_apart(other, one)


def _ends_line_of_both(other: Reading, head: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    """1 done, 2 open. To be confirmed: a sentence of its own at the end of the line may be about the whole of it."""
    if one.block is not other.block or not stands_apart(other, head) or _asks_for_something(other):
        return False
    return not any(comes_before(other, later) and later.numbered for later in readings if later.block is other.block)


_REQUEST = late_regex(
    r"\W*(?:please |so |or |and |also )*(?:could|can|would|will|shall|should|may) "
    r"(?!it\b|that\b|this\b|they\b|these\b|those\b|both\b|all\b|be\b)\w+ \w+ \w+"
    r"|\W*(?:另外|顺便|还有)?[,，]?(?:麻烦|请问?|能不能|能否|可否|可不可以|要不要|是否可以|有没有可能).{4,}"
)


def _asks_for_something(other: Reading) -> bool:
    """Could Rosa ask her sister's agency? It wants a thing done, and doubts none that was."""
    text = other.block.folded.text[other.start : other.end]
    return other.rule == "question" and _REQUEST.match(text) is not None


def _has_entry(one: Reading, other: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a number begins its entry, or in the line of `other` a title; of it, or of what it goes on with."""
    before = [one, *(each for each in readings if _goes_on_with(one, each))]
    return any(each.numbered or (each.titled and other.block is each.block) for each in before)


def _goes_on_with(one: Reading, before: Reading) -> bool:
    """预算表在做，大概六成 (the budget is in the works, 60 % or so): both are of one entry."""
    return not stands_apart(before, one) and before.start < one.start and before.refs == one.refs and before.counts


def _head(other: Reading, one: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The clause that begins the entry of `other`: the last one that begins with an item, up to there; or that names
    one, in a sentence in which nothing is said of that of `one`."""
    line = [before for before in readings if before.block is other.block and before.start <= other.start]
    for before in reversed(line):
        in_sentence = before.names and before.sentence == other.sentence and stands_apart(other, one)
        if before.refs and (before.numbered or before.titled or in_sentence):
            return before
    return None


def _is_of_its_own(other: Reading, head: Reading, one: Reading) -> bool:
    """Within one sentence: what its own number begins, or what follows a head that says something else than `one`."""
    if other is head:
        # 3 done when they deliver, 4 after the vote; not `and 3 when they deliver`, which may be said of both
        return other.rule not in _GOVERNS or bool(other.denies) or not other.joined
    governs = other.rule in _GOVERNS and not (other.rule == "question" and other.of_request)
    return not governs and (head.status, head.percent) != (one.status, one.percent)
