"""The reading of every labelled reply, by the rules that `explain` names: a line for each, kept in the repository."""

import json
from collections.abc import Iterator

from collabtui.domain.mail.reply import Clause, Proposal, ReplyContext, Understanding
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
    for number in voices.TABLES:
        yield from voices.texts(number)


def reading(name: str, text: str, situation: ReplyContext) -> str:
    """`name | clause = rule of its items | ? what is proposed | ! why it waits`; what does not count is in brackets."""
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
    if found.needs_date:
        yield "! no day"
    if found.doubt:
        yield f"! {found.doubt}"


def kept_readings() -> dict[str, str]:
    """By the name of the reply."""
    lines = KEPT.read_text(encoding="utf-8").split("\n") if KEPT.exists() else []
    return {line.partition(" | ")[0]: line for line in lines if line}
