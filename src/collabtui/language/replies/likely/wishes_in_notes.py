"""Notes that ask for something without a word for it: 消防检查约到18号 (agreed for the 18th, which is after it is
due), getting delayed due to the seal kit, 演练场地被占了 (the place is taken), the drill is cancelled by Estates, or
scratch that.

What is a later day, a block or a cancelling is offered beside the note, so that no mail is closed on it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from collabtui.language.dates.find_days import DayReading
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.across_pieces.values_of_sentences import block_of
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.item_statements.cancelled_by_others import is_given_up
from collabtui.language.replies.items.other_items_meant import shares_han_pair
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.loose_values import loose_day
from collabtui.language.word_patterns import one_whole, whole_words

_OF_NOTES = ("note", "promise", "talk", "unknown", "negated")
_BLOCKS = ("note", "promise")
_BEFORE, _BEHIND = 12, 16
"""Characters around the words for it in which the day stands."""
_TAKEN_BACK = late_regex(r"[?？]")


def with_wishes_in_notes_proposed(
    readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems
) -> list[Reading]:
    """The readings, each note that asks for something with what it asks for behind it."""
    found: list[Reading] = []
    for one in readings:
        found.append(one)
        if len(one.refs) == 1 and not _is_stated(one, readings):
            settled = _says("settled-wish", one.block.folded.text[one.start : _end_of_item(one, readings)])
            found += [] if settled else _wishes(one, blocks, own)
    return found


def _is_stated(one: Reading, readings: Iterable[Reading]) -> bool:
    """Whether more is said of its item than notes."""
    return any(other.refs and set(other.refs) & set(one.refs) and (other.status or other.ask) for other in readings)


def _end_of_item(one: Reading, readings: Iterable[Reading]) -> int:
    """Where, in its line, the next item is named."""
    behind = (other for other in readings if other.block is one.block and other.start >= one.end and other.names)
    return min((other.start for other in behind if other.refs != one.refs), default=len(one.block.folded.text))


def _wishes(one: Reading, blocks: Sequence[Marked], own: OwnItems) -> list[Reading]:
    text = one.block.folded.text[one.start : one.end]
    if one.rule not in _OF_NOTES or _TAKEN_BACK.search(text):
        return []
    if (dropped := _cancelled().search(text)) and one.rule in _BLOCKS:
        itself = shares_han_pair(text[: dropped.start()], own.title(one.refs[0]))
        return [_offered(one, "cancel" if itself or text.isascii() else "blocked")]
    if one.rule in _BLOCKS and one.names and is_given_up(text):
        return [_offered(one, "cancel")]
    if one.rule in _BLOCKS and _says("taken-away", text):
        return [_offered(one, "blocked")]
    later = _later_day(one, text, blocks, own)
    if later is not None:
        return [later]
    of_item = one.rule in _BLOCKS and (one.names or not text.isascii())
    return [_offered(one, "postpone")] if of_item and _says("running-late", text) else []


def _later_day(one: Reading, text: str, blocks: Sequence[Marked], own: OwnItems) -> Reading | None:
    due, set_for = own.due(one.refs[0]), whole_words("never", "set-for").search(text)
    books = whole_words("never", "books").match(own.title(one.refs[0])) and not _says("only-then", text)
    if due is None or not one.note or set_for is None or books:
        return None
    days = _days(one, blocks)
    if days and all(day.reason == "vague" and day.kind == "vague" for day in days) and _says("only-then", text):
        return _offered(one, "postpone")
    first, last = max(set_for.start() - _BEFORE, 0), set_for.end() + _BEHIND
    named = [day.day for day in days if day.day]
    near = {day.day for day in days if first <= day.start - one.start < last}
    loose = loose_day(text[first:last], own.written, due, due) if not named else None
    later = {day for day in (*near, loose) if day and day > due}
    if len(later) != 1 or any(day <= due for day in named):
        return None
    return replace(_offered(one, "postpone"), due=later.pop())


def _days(one: Reading, blocks: Sequence[Marked]) -> list[DayReading]:
    marked = block_of(one, blocks)
    return [day for day in (marked.days if marked else ()) if one.start <= day.start < one.end]


def _offered(one: Reading, what: Literal["postpone", "cancel", "blocked"]) -> Reading:
    found = Reading(one.block, one.start, one.end, what, counts=True, refs=one.refs, sentence=one.sentence)
    if what == "blocked":
        found.status, found.note = what, one.place_behind_number
    else:
        found.ask = what
    found.propose("likely")
    found.likely = True
    return found


def _says(kind: str, text: str) -> bool:
    return whole_words("never", kind).search(text) is not None


@cache
def _cancelled() -> re.Pattern[str]:
    """The drill is cancelled by Estates: said of the thing itself, by whomever."""
    drops = one_whole(words_of_both("never", "drops"))
    is_now = r"\b(?:is|was|are|were|has been|have been|got|gets|being) (?:now |already )?"
    return re.compile(rf"{is_now}{drops} by\b|被[^,，。]{{1,8}}?取消")
