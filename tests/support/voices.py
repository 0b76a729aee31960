"""Blind answers with their offices beside them, and what the reply reader makes of them; see `data/README.md`."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.labelled_replies import DATA
from support.written_replies import new_text

TABLES = (1, 2, 3, 4, 5)
KEPT_TABLES = TABLES[:3]
"""Those of which every reading is kept: the two large ones are only measured."""


class Fact(NamedTuple):
    """`kind` is a status, a request, an answer or a risk; `value` its percent, day or successor, "" for any."""

    ref: str | None
    kind: str
    value: str = ""

    def meets(self, wanted: "Fact") -> bool:
        same = self.ref == wanted.ref or wanted.kind == "correct"
        return same and self.kind == wanted.kind and wanted.value in ("", self.value)


class Heard(NamedTuple):
    id: str
    text: str
    wanted: Sequence[Fact]
    applied: Sequence[Fact]
    proposed: Sequence[Fact]
    noted: bool
    waits: bool
    nothing: bool
    """Nothing may be applied, whatever is wanted."""
    may_be_silent: bool
    stored: Sequence[Fact]

    @property
    def false(self) -> list[Fact]:
        """Statuses and answers that were applied unwanted; what is stored already changes nothing."""
        moved = [fact for fact in self.applied if fact.kind not in _ASKS and fact not in self.stored]
        return [fact for fact in moved if self.nothing or not any(fact.meets(one) for one in self.wanted)]

    @property
    def missed(self) -> list[Fact]:
        return [one for one in self.wanted if not any(fact.meets(one) for fact in (*self.applied, *self.proposed))]

    @property
    def silent(self) -> bool:
        touched = {fact.ref for fact in (*self.applied, *self.proposed)}
        if self.waits or self.may_be_silent:
            return False
        if not self.wanted:
            return not (touched or self.noted)
        return any(one.ref not in touched for one in self.missed) and not self.noted


_ASKS = ("postpone", "reassign", "cancel", "correct", "accept", "other")


def texts(table: int) -> Iterator[tuple[str, str, ReplyContext]]:
    """Of each answer its id, what is written in it, and what it answers."""
    for case in _cases(table):
        yield case["id"], case["text"], _situation(case)


def wanted(table: int) -> Iterator[list[Fact]]:
    """Of each answer, in the same order, what has to be read in it."""
    for case in _cases(table):
        yield list(_wanted(case["want"]))


def _cases(table: int) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"voices_{table}.jsonl").read_text("utf-8").splitlines()]


def heard(table: int) -> Iterator[Heard]:
    for case in _cases(table):
        situation = _situation(case)
        found = understand(new_text(case["text"]), situation)
        yield Heard(
            case["id"],
            case["text"],
            list(_wanted(case["want"])),
            list(_applied(found)),
            list(_proposed(found)),
            any(one.note or one.accept for one in found.updates),
            bool(found.doubt),
            case["want"]["nothing"],
            case["want"]["silent_ok"],
            [Fact(item.ref, item.status, str(item.percent)) for item in situation.items],
        )


def _situation(case: dict[str, Any]) -> ReplyContext:
    context = case["context"]
    own: list[Item] = []
    others: list[Item] = []
    for one in context["items"]:
        item = Item(
            ref=one["ref"],
            title=one["title"],
            number=one["number"],
            due=date.fromisoformat(one["due"]),
            status=one["status"],
            percent=one["percent"],
            deliverable=one["deliverable"],
            owner_names=(one.get("owner", case["person"]),),
        )
        (others if "owner" in one else own).append(item)
    return ReplyContext(
        items=tuple(own),
        others_items=tuple(others),
        locale=case["lang"],
        written=date.fromisoformat(context["written"]),
        minutes="M1" if context["asked"] in ("minutes", "sign-off") else None,
        only_minutes=context["asked"] == "sign-off",
        invitation=context["asked"] == "invitation",
        people=tuple(name for name in context["people"] if name != case["person"]),
    )


def _wanted(want: dict[str, Any]) -> Iterator[Fact]:
    for one in want["updates"]:
        yield Fact(one["ref"], one["status"], "" if one["percent"] is None else str(one["percent"]))
    for one in want["requests"]:
        yield Fact(one["ref"], one["ask"], "" if one["ask"] == "correct" else one["due"] or one["to"] or "")
    if want["sign_off"] == "agreed":
        yield Fact(None, "agreed")
    if want["rsvp"]:
        yield Fact(None, want["rsvp"])
    if want["risk"]:
        yield Fact(None, "risk")
    yield from (Fact(ref, "accept") for ref in want["accepts"])


def _applied(found: Understanding) -> Iterator[Fact]:
    for one in found.updates:
        if one.status:
            yield Fact(one.ref, one.status, "" if one.percent is None else str(one.percent))
        if one.accept:
            yield Fact(one.ref, "accept")
    for asked in found.requests:
        yield Fact(asked.ref, asked.ask, (asked.due.isoformat() if asked.due else asked.to) or "")
    if found.sign_off == "agreed":
        yield Fact(None, "agreed")
    if found.rsvp:
        yield Fact(None, found.rsvp)


def _proposed(found: Understanding) -> Iterator[Fact]:
    for one in found.proposals:
        value = "" if one.percent is None else str(one.percent)
        yield Fact(one.ref, one.ask or str(one.status), one.due.isoformat() if one.due else one.to or value)
