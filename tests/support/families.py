"""Labelled whole answers, and what the reply reader makes of them.

Each line of a file is the whole text of an answer to the minutes of a meeting held on 2026-03-02, to its invitation, or
to a reminder: `person`, `text`, `day` (of the mail), perhaps `answers` and `family`, and `expect`: what has to be read,
`nothing` for a trap, `none` for one of which nothing may be proposed either.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.labelled_replies import DATA
from support.written_replies import new_text

OFFICE_ANSWERS = DATA / "families_fresh.jsonl"
VOICES = DATA / "families_second.jsonl"
THIRD = DATA / "families_third.jsonl"
BLIND = [DATA / f"families_blind_{number}.jsonl" for number in range(1, 10)]
SIBLINGS = DATA / "families_siblings.jsonl"
FREE_VOICES, HARD_VOICES, TRAPS = (DATA / f"free_{name}.jsonl" for name in ("everyday", "hard", "traps"))
"""Whole batches, each measured on at its first run."""
LATER_VOICES, LATER_HARD_VOICES, LATER_TRAPS = (
    DATA / f"unlearnt_{name}.jsonl" for name in ("everyday", "hard", "traps")
)
"""Batches after these, of which no weight was learnt."""

OFFICE: dict[str, list[tuple[str, str, str, tuple[int, int]]]] = {
    "张伟": [
        ("A1", "提供产品接口文档", "接口文档", (3, 6)),
        ("A2", "完成压力测试", "测试报告", (3, 13)),
        ("A3", "修复登录缺陷", "发布版本", (3, 20)),
    ],
    "陈静": [("A4", "提供产品推广素材", "素材包", (3, 10)), ("A5", "确认推广预算", "预算表", (3, 12))],
    "Bob Smith": [
        ("A6", "Prepare the launch checklist", "checklist", (3, 9)),
        ("A7", "Book the venue", "signed contract", (3, 16)),
    ],
    "Alice Wong": [("A8", "Draft the press release", "draft", (3, 11))],
    "王芳": [],
    "赵强": [],
}
"""Who has which actions: ref, title, deliverable, month and day of the due date."""
PEOPLE = {
    "zhang": "张伟",
    "chen": "陈静",
    "bob": "Bob Smith",
    "alice": "Alice Wong",
    "wang": "王芳",
    "zhao": "赵强",
}
MEETING_DAY = date(2026, 3, 2)


def context(person: str, day: date, answers: str) -> ReplyContext:
    """What the reader knows of an answer to the minutes, to the invitation or to a reminder; a `reminder ahead` lists
    nothing that is overdue."""
    name = PEOPLE[person]
    held = answers != "invitation"
    own = tuple(_item(row, name, number) for number, row in enumerate(OFFICE[name], 1)) if held else ()
    others = (_item(row, owner, None) for owner, rows in OFFICE.items() for row in rows if owner != name)
    if answers.startswith("reminder"):
        left = range(3) if answers.endswith("ahead") else range(-99, 3)
        listed = [item for item in own if item.due and (item.due - day).days in left]
        numbered = [item.model_copy(update={"number": number}) for number, item in enumerate(listed, 1)]
        others_of_his = [item.model_copy(update={"number": None}) for item in own if item not in listed]
        own = (*numbered, *others_of_his)
    return ReplyContext(
        items=own,
        locale="en" if name.isascii() else "zh",
        written=day,
        minutes="M1" if answers == "minutes" else None,
        invitation=not held,
        others_items=tuple(others) if answers == "minutes" else (),
        people=tuple(other for other in OFFICE if other != name),
    )


def _item(row: tuple[str, str, str, tuple[int, int]], owner: str, number: int | None) -> Item:
    ref, title, deliverable, (month, day) = row
    return Item(
        ref=ref,
        title=title,
        number=number,
        due=date(MEETING_DAY.year, month, day),
        owner_names=(owner,),
        deliverable=deliverable,
    )


Facts = frozenset[str]
"""`A1 done 100`, `A2 postpone 2026-03-20`, `agreed`, `rsvp:accepted`, `risk`."""


class Result(NamedTuple):
    family: str
    text: str
    wanted: Facts
    applied: Facts
    proposed: Facts
    waits: bool
    proposes_nothing: bool = False

    @property
    def false(self) -> Facts:
        """Applied without being wanted; a request waits for the facilitator anyway."""
        return frozenset(
            fact for fact in self.applied - self.wanted if not fact.endswith((" note", " accept")) and not _asks(fact)
        )

    @property
    def astray(self) -> Facts:
        """Proposed or noted though it was not said: a status, an answer, a note on an item that is not spoken of."""
        if not self.wanted and not self.proposes_nothing:
            return frozenset()
        spoken_of = {fact.split(" ")[0] for fact in self.wanted}
        notes = {fact for fact in self.applied if fact.endswith(" note") and fact.split(" ")[0] not in spoken_of}
        said = {fact for fact in self.proposed - self.wanted if not _asks(fact)}
        return frozenset(said | (notes if self.wanted else set()))

    @property
    def understood(self) -> bool:
        return not self.false and self.wanted <= self.applied | self.proposed

    @property
    def silent(self) -> bool:
        """Nothing at all came of what said something."""
        return bool(self.wanted) and not (self.applied or self.proposed or self.waits)


def _asks(fact: str) -> bool:
    return fact in ("correct", "other") or fact.split(" ")[1:2] in (
        ["postpone"],
        ["reassign"],
        ["cancel"],
        ["correct"],
        ["other"],
    )


def applied(found: Understanding) -> Facts:
    facts = {f"{one.ref} {one.status} {one.percent or ''}".strip() for one in found.updates if one.status}
    facts |= {f"{one.ref} note" for one in found.updates if one.note and not one.status}
    facts |= {f"{one.ref or ''} {one.ask} {_value(one.ask, one.due)}".strip() for one in found.requests}
    # of the minutes, whichever item it names
    facts |= {"correct"} if any(one.ask == "correct" for one in found.requests) else set()
    facts |= {f"{one.ref} accept" for one in found.updates if one.accept}
    facts |= {found.sign_off} if found.sign_off == "agreed" else set()
    return frozenset(facts | ({f"rsvp:{found.rsvp}"} if found.rsvp else set()))


def proposed(found: Understanding) -> Facts:
    facts = set()
    for one in found.proposals:
        if one.ask in ("accepted", "declined", "tentative"):
            facts.add(f"rsvp:{one.ask}")
        elif one.ask in ("risk", "agreed") or (one.ask == "correct" and one.ref is None):
            facts.add(str(one.ask))
        elif one.ask:
            facts.add(f"{one.ref} {one.ask} {_value(one.ask, one.due)}".strip())
        else:
            facts.add(f"{one.ref} {one.status} {one.percent or ''}".strip())
    return frozenset(facts)


def _value(ask: str, due: date | None) -> str:
    return due.isoformat() if ask == "postpone" and due else ""


def wanted(expect: Any) -> Facts:
    if expect in ("nothing", "nothing applied", "none"):
        return frozenset()
    if isinstance(expect, str):
        return frozenset(_plain(part.strip().split(" ")) for part in expect.split(","))
    return frozenset(_plain([str(part) for part in parts if part is not None]) for parts in expect)


def _plain(parts: list[str]) -> str:
    if parts[1:2] == ["correct"] or parts[1:2] == ["reassign"]:
        return " ".join(parts[:2])
    return " ".join([*parts, "100"] if parts[1:] == ["done"] else parts)


def answers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def results(path: Path) -> Iterator[Result]:
    for case in answers(path):
        situation = context(case["person"], date.fromisoformat(case["day"]), case.get("answers", "minutes"))
        found = understand(new_text(case["text"]), situation)
        family = case.get("family") or case.get("answers", "")
        yield Result(
            family,
            case["text"],
            wanted(case["expect"]),
            applied(found),
            proposed(found),
            waits=bool(found.doubt),
            proposes_nothing=case["expect"] == "none",
        )
