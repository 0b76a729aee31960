"""Replies to minutes that list a person's items, read on a Wednesday, with what was found in few words."""

from datetime import date

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WRITTEN = date(2026, 9, 16)


def read_listed(
    text: str, titles: tuple[str, ...], *, people: tuple[str, ...] = (), sender: str = "", minutes: bool = True
) -> Understanding:
    """`titles` are due from Thursday on, a day apart."""
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 9, 16 + n), owner_names=(sender,) if sender else ())
        for n, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles[0].isascii() else "zh",
        written=WRITTEN,
        hour=10,
        minutes="M1" if minutes else None,
        answers_ours=True,
        people=people,
    )
    return understand(new_text(text), situation)


def states(found: Understanding) -> list[str]:
    """What is applied: A1 done, A2 60."""
    return [f"{one.ref} {_state(one.status, one.percent)}" for one in found.updates if one.status]


def notes(found: Understanding) -> list[str]:
    return [f"{one.ref} {one.note}" for one in found.updates if one.note]


def asked(found: Understanding) -> list[str]:
    """What the facilitator is asked for: A1 postpone 25, A2 reassign Lou."""
    return [f"{one.ref} {one.ask} {one.due.day if one.due else one.to or ''}".strip() for one in found.requests]


def offered(found: Understanding) -> list[str]:
    """What is asked back, in the same words."""
    return [
        f"{one.ref} {_state(one.status, one.percent) if one.status else one.ask}"
        f" {one.due.day if one.due else one.to or ''}".strip()
        for one in found.proposals
    ]


def waiting(found: Understanding) -> list[str]:
    return [one.text for one in found.clauses if one.strength == "wait"]


def _state(status: str | None, percent: int | None) -> str:
    return str(percent) if status == "in-progress" and percent else str(status)
