"""Sentences that keep to themselves: 一号机修好了。二号机厂家下周才来 (no. 1 is repaired. No. 2 waits).

What is said of another item in a sentence of its own, whatever its words, leaves a statement as certain as it is, as
long as none of them can be said of several items, or of what stands before them.
"""

import re
from collections.abc import Sequence

from collabtui.language.replies.certainty.reading_places import heads, sentence_of, stands_apart
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words

_GOVERNS = ("repaired", "contradiction", "out-of-range", "others-item")
"""Rules of what may hold for all that stands in the mail."""


def is_in_sentence_of_another(other: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether all that the sentence of `other` says is said of other items than those of `one`."""
    if not (one.status and one.names and one.refs) or not stands_apart(other, one) or heads(other, one):
        return False
    if _awaits_share(one, readings):
        return False
    sentence = sentence_of(other, readings)
    if _is_headed(sentence) or not all(
        _keeps_to_itself(each) and set(each.refs).isdisjoint(one.refs) for each in sentence
    ):
        return False
    return any(each.names and each.refs for each in sentence)


def _keeps_to_itself(one: Reading) -> bool:
    return one.of_entry and one.rule not in _GOVERNS and not (one.aside or one.regrets)


def _is_headed(sentence: Sequence[Reading]) -> bool:
    """Pending: 2. What the Leeds team sent: a label may be said of all that stands behind it."""
    text = sentence[0].block.folded.text
    first, last = min(each.start for each in sentence), max(each.end for each in sentence)
    return _LABEL.search(text, first, min(last + 2, len(text))) is not None


_LABEL = re.compile(r":(?!\d)")


def _awaits_share(one: Reading, readings: Sequence[Reading]) -> bool:
    """2 is on going, 40 percent: one statement of both."""
    if one.status != "in-progress" or one.percent is not None:
        return False
    return any(each.percent is not None and each.refs == one.refs for each in readings)


_REPORTS = (
    *("note", "unknown", "promise", "future", "hedged", "almost", "condition", "talk", "accept", "open-words"),
    *("contradiction", "unclear-item"),
)
"""Rules of what may be said of work, and was not read as a denial of what the minutes say."""


def is_in_report(other: Reading, readings: Sequence[Reading]) -> bool:
    """No objections. The price list I'll draft this week, finance owes me the rates: a sentence that begins with an
    item tells of its work, unless it has words by which minutes are put right (was agreed, 应该是)."""
    if any(not stands_apart(other, each) for each in readings if each.agreed):
        return False
    sentence = sentence_of(other, readings)
    head = sentence[0]
    if not (head.names and _is_of_work(head)) or any(
        each.of_minutes or each.opposed or each.flawed for each in sentence
    ):
        return False
    if any(_puts_minutes_right(each) or each.aside for each in sentence):
        return False
    unread = [each for each in sentence if not (each.counts and each.refs)]
    return all(
        each.rule in _REPORTS or (each.rule == "negated" and (each is not head or _is_yet_to_be(each)))
        for each in unread
    )


_OF_WORK = ("note", "promise", "future", "almost", "hedged", "condition", "accept", "contradiction", "open-words")


def _is_of_work(head: Reading) -> bool:
    return head.rule in _OF_WORK or head.of_work or (head.rule == "negated" and _is_yet_to_be(head))


def _is_yet_to_be(one: Reading) -> bool:
    """还差两个班没排 (two classes are still to be done): what is not, only not yet."""
    return whole_words("never", "not-yet").search(one.block.folded.text, one.start, one.end) is not None


def _puts_minutes_right(one: Reading) -> bool:
    return whole_words("never", "of-the-record").search(one.block.folded.text, one.start, one.end) is not None
