"""Clauses that tell of a part of an item or of a step towards it: 初稿已发 (the draft is sent), half set up.

What was only nearly read as done is then proposed as in progress, as no yes to it may close what is still to be done.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.item_statements.operations import is_only_a_step, is_plainly_done
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import SoughtWords, stands_in
from collabtui.language.word_patterns import one_of

_CLOCK = late_regex(r"\bhalf(?: past)? (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)")
"""Half past eight is a time."""
_OTHERS_GO_ON = ("hearsay", "promise", "future")
"""Rules of readings behind a step: what others do with it, and when."""
_LONGEST = 60
"""Characters of a passage whose words are about one thing."""


@cache
def _words(kind: str) -> tuple[str, ...]:
    return words_of_both("operations", kind)


@cache
def _sought(kind: str) -> SoughtWords:
    return SoughtWords(_words(kind))


def with_parts_in_progress(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Looks at what is proposed as done, beside what its sentence says behind it."""
    titles = {item.ref: item.title.lower() for item in situation.items}
    for at, one in enumerate(readings):
        if not one.proposed or one.status != "done" or one.percent is None:
            continue
        behind = list(_behind(one, readings[at + 1 :]))
        title = "\n".join(titles.get(ref, "") for ref in one.refs)
        text = one.block.folded.text[one.start : one.end]
        open_ends = one.nearer or (one.likely and not is_plainly_done(text))
        if _is_part(one, text, title) or any(_is_left(other, one) for other in behind if open_ends):
            one.offer_as_in_progress()


def _behind(one: Reading, later: Sequence[Reading]) -> Iterator[Reading]:
    """What its sentence goes on to say of it."""
    for other in later:
        if not _is_in_sentence(other, one):
            return
        yield other


def with_steps_beside_done(readings: Sequence[Reading]) -> None:
    """Done, sent to the printer: what is done for certain has no step to go. Done, sent to the vendor for confirmation:
    it has, and may be changed yet."""
    done = {ref for one in readings if one.status == "done" and one.counts for ref in one.refs}
    for one in readings:
        if one.nearer and one.proposed and one.refs and done.issuperset(one.refs):
            if is_passed_on(one.block.folded.text[one.start : one.end]):
                _propose_done(readings, one.refs)
            one.rule, one.was, one.status, one.percent = "talk", "", None, None
            one.waits, one.proposed, one.idle, one.handed_over = False, False, True, False


def _propose_done(readings: Sequence[Reading], refs: Refs) -> None:
    for one in readings:
        if one.status == "done" and one.counts and not set(one.refs).isdisjoint(refs):
            one.propose("open-words")


def is_passed_on(text: str) -> bool:
    """Whether a folded clause tells that something went to somebody who has a word on it yet."""
    latin, han = _passed_on()
    return latin.stand_in(text) or han.search(text) is not None


def names_a_draft(text: str) -> bool:
    """The draft is in the group: whether a folded clause tells of what is not final."""
    return _sought("drafts").stand_in(text)


def _is_in_sentence(other: Reading, one: Reading) -> bool:
    return other.block is one.block and other.sentence == one.sentence and set(other.refs) <= set(one.refs)


def _is_part(one: Reading, text: str, title: str) -> bool:
    if len(text) > _LONGEST:
        return False
    text = _CLOCK.sub("", text)
    if any(stands_in(word, text) and word not in title for word in _words("parts")):
        return True
    if is_plainly_done(text) or not (one.likely or one.nearer):
        return False
    return is_only_a_step(text, title) or is_passed_on(text)


@cache
def _passed_on() -> tuple[SoughtWords, re.Pattern[str]]:
    """交给销售核对 (given to sales to check), sent for approval; not 已核对 (checked), 交了."""
    words = _words("passed-on")
    han = one_of(word for word in words if not word.isascii())
    return SoughtWords(word for word in words if word.isascii()), re.compile(rf"[给发交送][^了,]{{1,8}}{han}")


def _is_left(other: Reading, one: Reading) -> bool:
    return _is_still_open(other) or (one.nearer and other.rule in _OTHERS_GO_ON)


def _is_still_open(other: Reading) -> bool:
    """Testing tomorrow, 就等盖章 (only the stamp is missing)."""
    text = other.block.folded.text[other.start : other.end].lstrip(" ,;，；、")
    return any(stands_in(word, text) if word.isascii() else text.startswith(word) for word in _words("still-open"))
