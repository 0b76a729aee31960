"""Passes for people, addresses, teams and departments, and for the minutes that a reply is about."""

import re
from collections.abc import Iterable

from collabtui.language.replies.items.titles import is_word
from collabtui.language.replies.marking.greetings_by_name import greeting_at_start, names_like_days, salutation
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.words_together import (
    receivers,
    with_relatives,
    with_teams,
)
from collabtui.language.replies.words import likely_names
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import kinds

_BRACKETED = re.compile(r"\[([^\]\x00-\x7f]{1,4})\]")


def mark_names(known: Known, draft: Draft) -> Draft:
    """Addresses, emoticons, people and the minutes; of those that overlap the first and longest counts."""
    text = draft.text
    return draft.with_spans(
        [
            *likely_names.addresses(text),
            *_greetings(known, draft),
            *_emoticons(known, text),
            *_signatures(known, text),
            *_people(known, text),
            *names_like_days(text, known.words.of_kind("surname")),
            *_minutes(known, text),
        ]
    )


def _greetings(known: Known, draft: Draft) -> Iterable[OverlaySpan]:
    """李工好 (hello Engineer Li), 李明好, before whatever comes; 李工： at the very beginning."""
    found = greeting_at_start(draft.text, known.people)
    if found is None and draft.block.shown[0] == 0 and ":" in draft.text:
        found = salutation(draft.text, known.people)
    return () if found is None else (found,)


def _emoticons(known: Known, text: str) -> Iterable[OverlaySpan]:
    """[强] (thumb up): what chat programs make of small pictures."""
    for match in _BRACKETED.finditer(text) if "[" in text else ():
        if match[1] in known.words.of_kind("emoticon"):
            yield OverlaySpan(match.start(), match.end(), "mark")


def _signatures(known: Known, text: str) -> Iterable[OverlaySpan]:
    """【陈静】已完成 ([Chen Jing] done), 陈静: 已完成: before an answer the writer's own name only says whose it is."""
    for name in known.own_names if "[" in text or ":" in text else ():
        for match in [] if name not in text else re.finditer(rf"\[{re.escape(name)}\]:?|^{re.escape(name)}:", text):
            yield OverlaySpan(match.start(), match.end(), "mark")


def _people(known: Known, text: str) -> Iterable[OverlaySpan]:
    """Other people, by their whole name or, where it is written in Latin letters, by a part of it.

    @李明 only calls him.
    """
    for name in known.people:
        at = text.find(name)
        while at >= 0:
            called = text[:at].endswith("@")
            if is_word(text, at, at + len(name)) and not _ends_in_a_day(text, at, at + len(name)):
                yield OverlaySpan(at - called, at + len(name), "greeting" if called else "person")
            at = text.find(name, at + 1)


_TOMORROW = ("明天", "明早", "明晚", "明日")


def _ends_in_a_day(text: str, start: int, end: int) -> bool:
    """小李明天做 (little Li does it tomorrow), although there is a 李明."""
    return text[start - 1 : start] in ("小", "老", "阿") and start > 0 and text.startswith(_TOMORROW, end - 1)


def _minutes(known: Known, text: str) -> Iterable[OverlaySpan]:
    """M1, the ref of the minutes that are answered."""
    ref = (known.situation.minutes or "").lower()
    at = text.find(ref) if ref else -1
    if at >= 0 and is_word(text, at, at + len(ref)):
        yield OverlaySpan(at, at + len(ref), "minutes")


def mark_likely_names(known: Known, draft: Draft) -> Draft:
    if draft.spoken.isdisjoint(likely_names.HANDS) and " with " not in draft.text:
        return draft
    surnames = known.words.of_kind("surname")
    return draft.with_spans(likely_names.likely_names(draft.block, draft.tokens, surnames, known.people))


def mark_teams(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_teams(draft.tokens)) if "team" in draft.spoken else draft


def mark_receivers(known: Known, draft: Draft) -> Draft:
    if "hand-over" not in draft.spoken or draft.text.isascii():
        return draft
    names, surnames = known.words.of_kind("receiver"), known.words.of_kind("surname")
    return draft.with_spans(receivers(draft.text, draft.tokens, names, surnames))


def mark_department_it(_: Known, draft: Draft) -> Draft:
    """IT tested it: the department, where not all is written in capitals."""
    written = draft.block.written(0, len(draft.text))
    if "IT" not in written or written.upper() == written:
        return draft
    return draft.with_tokens(
        [
            one._replace(kinds=kinds("text"))
            if one.text == "it" and draft.block.written(one.start, one.end) == "IT"
            else one
            for one in draft.tokens
        ]
    )


def mark_minutes_as_they(_: Known, draft: Draft) -> Draft:
    """Thanks for the minutes, they are correct: right behind a word for them, it is of them that he says so."""
    tokens = list(draft.tokens)
    for at in range(1, len(tokens)):
        if not tokens[at].text.startswith("they"):
            continue
        before = next((one for one in reversed(tokens[:at]) if not one.of("mark", "and")), None)
        if before is None or not before.of("minutes"):
            continue
        if tokens[at].of("agree"):
            tokens[at] = tokens[at]._replace(kinds=tokens[at].kinds - kinds("slip"))
        elif tokens[at].text == "they" and any(one.of("is") for one in tokens[at + 1 : at + 2]):
            tokens[at] = tokens[at]._replace(kinds=kinds("minutes"))
    return draft if tokens == list(draft.tokens) else draft.with_tokens(tokens)


def mark_relatives(_: Known, draft: Draft) -> Draft:
    kinds_needed = {"relative", "except"} <= draft.spoken
    return draft.with_tokens(with_relatives(draft.tokens)) if kinds_needed else draft
