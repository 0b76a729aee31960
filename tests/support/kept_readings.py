"""The reading of every labelled reply, by the rules that `explain` names: a line for each, kept in the repository."""

import json
from collections.abc import Iterator
from datetime import date

from collabtui.domain.mail.reply import Clause, Item, Proposal, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support import voices
from support.labelled_replies import (
    DATA,
    replies,
    replies_fresh,
    replies_held_out,
    replies_japanese,
    replies_office,
    replies_second,
    situations,
)
from support.written_replies import new_text

KEPT = DATA / "readings.txt"


def texts() -> Iterator[tuple[str, str, ReplyContext]]:
    """Of each reply its name, what is written in it, and what it answers."""
    labelled = (replies, replies_held_out, replies_second, replies_fresh, replies_office, replies_japanese)
    for table in labelled:
        for one in table():
            yield one.id, one.text, situations()[one.situation]
    for number in voices.KEPT_TABLES:
        yield from voices.texts(number)
    for line in (DATA / "fine_points.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["id"], case["text"], answered(case["answers"], case["text"])


def answered(mail: str, text: str) -> ReplyContext:
    """Minutes with two items of the sender and two of others, a reminder of one, an invitation, or a mail that asks two
    readings back; in the language of the answer."""
    locale, chinese = ("en", False) if text.isascii() else ("zh", True)
    titles = ("订购胸牌", "编写手册") if chinese else ("Order the badges", "Write the manual")
    deliverable = ("签好的报价" if chinese else "signed quote") if mail == "reminder" else ""
    count = {"invitation": 0, "reminder": 1}.get(mail, 2)
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 10 + n), deliverable=deliverable)
        for n, title in enumerate(titles[:count], 1)
    )
    asked = (
        Proposal(n=1, ref="A1", status="done", percent=100, why="hedged"),
        Proposal(n=2, ref="A2", status="in-progress", percent=40, why="hedged"),
    )
    return ReplyContext.model_validate(
        {
            "items": items,
            "locale": locale,
            "written": date(2026, 3, 9),
            "minutes": "M1" if mail == "minutes" else None,
            "invitation": mail == "invitation",
            "others_items": (Item(ref="A98", title="Mow the lawn"), Item(ref="A99", title="Ship the boxes")),
            "people": ("孙丽", "Dana Reed"),
            "asked_back": asked if mail == "asked-back" else (),
        }
    )


def reading(name: str, text: str, situation: ReplyContext) -> str:
    """`name | clause = rule and items | ? proposed | + what comes of it | ! why it waits`; (what does not count)."""
    found = understand(new_text(text), situation)
    parts = [*map(_clause, found.clauses), *map(_proposal, found.proposals), *_others(found)]
    return " | ".join([name, *(" ".join(part.split()) for part in parts)])


def _clause(one: Clause) -> str:
    says = " ".join([one.rule, *one.refs])
    return f"{json.dumps(one.text, ensure_ascii=False)} = {says if one.counts else f'({says})'}"


def _proposal(one: Proposal) -> str:
    values = (one.ref, one.status, one.percent, one.ask, one.due, one.to)
    return " ".join(["?", *(str(value) for value in values if value is not None), f"({one.why})"])


def _others(found: Understanding) -> Iterator[str]:
    for update in found.updates:
        values = (update.ref, update.status, update.percent, "accepted" if update.accept else None, update.note)
        yield " ".join(["+", *(str(value) for value in values if value is not None)])
    for request in found.requests:
        asked = (request.ref, request.ask, request.due, request.to, request.text, request.reason)
        yield " ".join(["+", *(str(value) for value in asked if value is not None)])
    answers = (found.sign_off, found.rsvp, "help" if found.asks_help else None, "list" if found.asks_list else None)
    yield from (f"+ {answer}" for answer in answers if answer)
    if found.needs_date:
        yield "! no day"
    if found.doubt:
        yield f"! {found.doubt}"


def kept_readings() -> dict[str, str]:
    """By the name of the reply."""
    lines = KEPT.read_text(encoding="utf-8").split("\n") if KEPT.exists() else []
    return {line.partition(" | ")[0]: line for line in lines if line}
