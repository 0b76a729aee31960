"""Headings of a reply in parts: what stands under a plan is no fact, up to the next heading.

下周计划： (plan for next week:) and on the lines below it `1 完成`: it is planned.
"""

from collections.abc import Iterable
from functools import lru_cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.vocabulary import STATEMENTS, Vocabulary

_COUNTED = late_regex(r"^(?:[(\[#*]*(?:[一二三四五六七八九十]|\d{1,2})[、.):] ?|[-*#>\[]+ ?)?")
_ENDS = " :.。]*#-~"
_UNREAD = ("unknown", "plan")
_LONGEST = 40
"""Characters of a heading."""


@lru_cache(maxsize=4)
def _headings(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(words.of_kind("plan-heading")), frozenset(words.of_kind("fact-heading"))


def is_under_plan(marked: Marked, words: Vocabulary, *, planned: bool) -> bool:
    """Whether what follows a line is planned; `planned` is whether the line itself was."""
    text = marked.text.strip()
    if not text or len(text) > _LONGEST:
        return planned
    heading = _COUNTED.sub("", text).strip(_ENDS)
    plans, facts = _headings(words)
    if heading in plans:
        return True
    if heading in facts:
        return False
    if not text.endswith(":") or marked.mentions or any(token.within(STATEMENTS) for token in marked.tokens):
        return planned
    return any(heading.startswith(word) or heading.endswith(word) for word in words.of_kind("plan-heading"))


def heads_what_follows(piece: Piece, words: Vocabulary) -> bool:
    """Whether a piece is the time at the head of what is said of it: 今日：1完成80%；明日计划：2, Today: 1 at 60%."""
    return piece.kinds.isdisjoint(STATEMENTS) and stands_at_the_head(
        piece.block.folded.text, piece.start, piece.end, words
    )


def stands_at_the_head(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a stretch of a line is a heading with its colon."""
    plans, facts = _headings(words)
    return text[end:].lstrip().startswith(":") and text[start:end].strip() in plans | facts


_INLINE = late_regex(
    r"(?:^|(?<=[.;。!?,|\])])) ?(?:[-*#>]+ ?)?(?:(?:[一二三四五六七八九十]|\d{1,2})[、.)] ?)?[\[(]?"
    r"(?P<head>[^\d:\[\]().;。,!?|][^:\[\]().;。,!?|]{0,30}?) ?(?::|\] ?:?)"
)
_OF_PLANS = late_regex(
    r"(?:the )?(?:plans?|targets?|goals?|aims?|next steps?|outlook|forecast)(?: (?:for|of|until)\b.*)?"
)


def planned_from(text: str, words: Vocabulary) -> list[tuple[int, int]]:
    """The stretches of a line that stand behind a heading of its own that is a plan's, up to the next heading.

    Next week: 2 done.
    """
    if ":" not in text and "]" not in text:
        return []
    found: list[tuple[int, int]] = []
    plans, facts = _headings(words)
    first = -1
    for match in _INLINE.finditer(text):
        head = match["head"].strip()
        planned = head in plans or _OF_PLANS.fullmatch(head) is not None
        if first < 0 and planned:
            first = match.end()
        elif first >= 0 and not planned and head in facts:
            found.append((first, match.start()))
            first = -1
    return [*found, (first, len(text))] if first >= 0 else found


def withdraw_planned_in(readings: Iterable[Reading], text: str, words: Vocabulary) -> None:
    """A note beside its item becomes what is planned of it and was not read."""
    found = list(readings)
    for first, last in planned_from(text, words):
        planned = [one for one in found if first <= one.start < last]
        withdraw_planned(planned)
        for one in planned:
            if one.names and one.refs and one.waits and one.rule in _UNREAD:
                _keep_as_note(one)


def _keep_as_note(one: Reading) -> None:
    one.rule, one.counts, one.waits, one.denies = "note", True, False, ""
    one.status, one.percent, one.accept, one.ask, one.due = None, None, False, None, None
    one.note = ClausePlace(one.block, one.start, one.end)


def withdraw_planned(readings: list[Reading]) -> None:
    """Takes back what was read under a plan: it says nothing of now, and denies nothing that was said before."""
    for one in readings:
        if one.moves or one.proposed:
            take_back(one, "plan")
            one.proposed, one.denies = False, ""
