"""Passages of labelled replies, each with the kinds of statement that it may make."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.combine import settled
from collabtui.language.replies.likely.features import features, features_together
from collabtui.language.replies.likely.passages import ATTENDANCE, OF_MINUTES, Passage, Together, is_unsettled, parts
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.marking.quoted_rows import with_quoted_rows
from collabtui.language.replies.marking.reply_tables import with_tables_read
from collabtui.language.replies.piece_by_piece.reply_reader import read_reply
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import vocabulary
from collabtui.language.replies.words.written_in import names_in, read_alone
from support import office_talk, voices
from support.families import (
    BLIND,
    FREE_VOICES,
    HARD_VOICES,
    OFFICE_ANSWERS,
    SIBLINGS,
    THIRD,
    TRAPS,
    VOICES,
    answers,
    context,
)
from support.labelled_replies import DATA, replies, replies_fresh, replies_office, replies_second, situations
from support.written_replies import new_text

LEARNT_FROM = tuple(
    DATA / f"likely_{name}.jsonl"
    for name in (
        *("en", "zh", "second_en", "second_zh", "third_en", "third_zh", "third_mixed"),
        *("fourth_en", "fourth_zh", "fourth_mixed", "fifth_en", "fifth_zh", "sixth_en", "sixth_zh"),
        *("seventh_en", "seventh_zh", "eighth_en", "eighth_zh", "ninth_mixed"),
    )
)
"""Written to learn from, of many trades."""
READ_BLIND = (FREE_VOICES, HARD_VOICES, TRAPS)
"""Measured on before they were learnt from, of the one office of the older tables."""
VOICES_LEARNT = (1, 2, 3)
"""Tables of voices; the others are only measured."""
TABLES = (OFFICE_ANSWERS, VOICES, THIRD, SIBLINGS, *BLIND)
FOLDS = 10
HELD_OUT = 0
"""The tenth that is only measured: what is kept aside is missed where a fresh voice is read."""
_OF_MAIL = OF_MINUTES | ATTENDANCE | {"risk"}
_OF_GRAMMAR = ("k:", "r:", "s:")
"""Features of what the grammar knows: of what it has settled these would say all."""

Facts = frozenset[tuple[str, str]]
"""Ref, or nothing, and kind."""


class LabelledMail(NamedTuple):
    text: str
    situation: ReplyContext
    facts: Facts
    source: str
    is_whole: bool = True
    """Whether nothing else is said in it: a label that it has to wait says not what it means."""


class Row(NamedTuple):
    """A passage, or several together."""

    features: tuple[str, ...]
    kinds: tuple[str, ...]
    """What is said of its items in the mail; one of its passages at least says each."""
    mail: int
    text: str
    is_unsettled: bool
    right: frozenset[str]
    """What is said of its items anywhere in the mail: it would be no mistake to read that here."""
    of_nothing: bool
    """Whether its mail says nothing at all."""
    may_say: frozenset[str]
    is_together: bool = False


def fold(text: str) -> int:
    """Which tenth of the mails one is in, by its text."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % FOLDS


def is_held_out(text: str) -> bool:
    """Whether a mail is kept to measure with."""
    return fold(text) == HELD_OUT


def written_to_learn_from(path: Path) -> Iterator[LabelledMail]:
    for case in answers(path):
        answered = case.get("answers", "minutes")
        items = tuple(
            Item(
                ref=f"A{number}",
                number=number,
                title=one["title"],
                deliverable=one.get("deliverable") or "",
                due=date.fromisoformat(one["due"]) if one.get("due") else None,
            )
            for number, one in enumerate(case["items"], 1)
        )
        situation = ReplyContext(
            items=items,
            locale="en" if case["text"].isascii() else "zh",
            written=date.fromisoformat(case["day"]),
            minutes="M1" if answered == "minutes" else None,
            invitation=answered == "invitation",
        )
        yield LabelledMail(case["text"], situation, facts(case["expect"]), path.stem)


def of_family(path: Path) -> Iterator[LabelledMail]:
    for case in answers(path):
        situation = context(case["person"], date.fromisoformat(case["day"]), case.get("answers", "minutes"))
        yield LabelledMail(case["text"], situation, facts(case["expect"]), path.stem)


def facts(expect: str | list[list[str | int | None]]) -> Facts:
    """`1 done, 2 postpone 2026-05-20`; the days and shares are left to the readers of such."""
    parted = [one.split() for one in expect.split(",")] if isinstance(expect, str) else expect
    found = set()
    for words in ([str(word) for word in one] for one in parted):
        if words[0] in ("nothing", "none") or words == ["nothing", "applied"]:
            continue
        kind = (words[0] if len(words) == 1 else words[1]).removeprefix("rsvp:")
        ref = words[0] if words[0].startswith("A") else f"A{words[0]}"
        found.add(("", kind) if kind in _OF_MAIL or len(words) == 1 else (ref, kind))
    return frozenset(found)


def of_voices(table: int) -> Iterator[LabelledMail]:
    for (_, text, situation), wanted in zip(voices.texts(table), voices.wanted(table), strict=True):
        found = {("" if fact.kind in _OF_MAIL else fact.ref or "", fact.kind) for fact in wanted}
        yield LabelledMail(text, situation, frozenset(found), f"voices_{table}")


def of_replies() -> Iterator[LabelledMail]:
    """Of the tables that say what has to be applied; not of those that are held out."""
    for one in (*replies(), *replies_second(), *replies_fresh(), *replies_office()):
        situation, expect = situations()[one.situation], one.expect
        if not (situation.asking or situation.criteria or situation.choices):
            found: set[tuple[str, str]] = set()
            found |= {(update.ref, update.status) for update in expect.updates if update.status}
            found |= {(update.ref, "accept") for update in expect.updates if update.accept}
            found |= {(asked.ref, asked.ask) for asked in expect.requests if asked.ref and asked.ask != "correct"}
            found |= {("", "correct")} if expect.sign_off == "corrected" else set()
            found |= {("", "agreed")} if expect.sign_off == "agreed" else set()
            found |= {("", expect.rsvp)} if expect.rsvp else set()
            yield LabelledMail(one.text, situation, frozenset(found), "replies", is_whole=not expect.waits)


def of_office_talk() -> Iterator[LabelledMail]:
    """In turn as an answer to minutes and to a reminder, of who has one item or three."""
    for locale in ("zh", "en"):
        for number, text in enumerate((*office_talk.sentences(locale), *office_talk.mails(locale))):
            answered: office_talk.Answered = "minutes" if number % 2 else "reminder"
            situation = office_talk.context(locale, answered, 3 if number % 3 == 0 else 1)
            yield LabelledMail(text, situation, frozenset(), "office_talk")


def labelled_mails() -> Iterator[LabelledMail]:
    """All of the repository, in a fixed order."""
    for path in LEARNT_FROM:
        yield from written_to_learn_from(path)
    for path in READ_BLIND:
        yield from of_family(path)
    for path in TABLES:
        yield from of_family(path)
    for table in VOICES_LEARNT:
        yield from of_voices(table)
    yield from of_replies()
    yield from of_office_talk()


def rows(found: Iterable[LabelledMail], first: int = 0) -> Iterator[Row]:
    """Of each mail its unsettled passages, the same together, and the settled ones by their words alone."""
    for number, mail in enumerate(found, first):
        readings, whole = read(mail)
        left = mail.facts - _said(readings)
        for passage in whole:
            here, open_here = mail.facts & _said(passage.readings), is_unsettled(passage)
            facts_here = (
                {kind for ref, kind in left if not ref or ref in passage.refs} if open_here else {k for _, k in here}
            )
            said = facts_here & passage.may_say
            if said or (open_here and (mail.is_whole or any(one.rule == "note" for one in passage.readings))):
                own = tuple(name for name in features(passage) if open_here or not name.startswith(_OF_GRAMMAR))
                right = frozenset(kind for ref, kind in mail.facts if not ref or ref in passage.refs)
                text = passage.marked.block.written(passage.start, passage.end)
                yield Row(own, tuple(sorted(said)), number, text, open_here, right, not mail.facts, passage.may_say)
        yield from _together(mail, [one for one in whole if is_unsettled(one)], left, number)


def _together(mail: LabelledMail, unsettled: Sequence[Passage], left: Facts, number: int) -> Iterator[Row]:
    both = Together(unsettled)
    if len(unsettled) < 2 or not both.may_say or not mail.is_whole:
        return
    refs = {ref for one in unsettled for ref in one.refs}
    said = {kind for ref, kind in left if not ref or ref in refs} & both.may_say
    right = frozenset(kind for ref, kind in mail.facts if not ref or ref in refs)
    names = tuple(features_together(map(features, both.passages)))
    yield Row(
        names, tuple(sorted(said)), number, mail.text, True, right, not mail.facts, both.may_say, is_together=True
    )


def _said(readings: Iterable[Reading]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for one in readings:
        if one.counts or one.proposed:
            kind = one.status or one.ask or ("accept" if one.accept else "")
            found |= {(ref, kind) for ref in one.refs if kind}
            said = {"agreed": one.agreed, "correct": one.ask == "correct", "risk": one.was == "risk"}
            found |= {("", answer) for answer, given in said.items() if given}
            found |= {("", one.rsvp)} if one.rsvp else set()
    return found


def read(mail: LabelledMail) -> tuple[list[Reading], list[Passage]]:
    """All that the grammar reads in a mail, and the parts of its sentences."""
    said = new_text(mail.text)
    words = vocabulary({}, read_alone(said.shown, names_in(mail.situation)))
    marker = Marker(words, mail.situation)
    lines = with_tables_read(list(blocks(said, words.folding)), marker.titles, words)
    marked = with_quoted_rows([marker.mark(one) for one in lines], marker.titles)
    readings = settled(read_reply(marker, mail.situation, marked), mail.situation)
    return readings, list(parts(readings, marked, mail.situation))
