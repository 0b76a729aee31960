"""What needs the facilitator, most urgent first, each with the place where it gets done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from collabtui.widgets.when import length

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue

Row = dict[str, Any]
MINUTES_DUE = timedelta(hours=24)
"""After the end of a meeting (HANDBOOK 3)."""
AGENDA_DUE = timedelta(days=1)
"""Before its start."""
MOST_REPLIES = 3
"""Replies that are shown one by one; the others are counted."""


@dataclass(frozen=True)
class Need:
    urgency: Literal["broken", "late", "waiting"]
    text: str
    page: str
    """Where it gets done."""
    ref: str = ""

    @property
    def mark(self) -> str:
        return {"broken": "✗", "late": "▲", "waiting": "●"}[self.urgency]

    @property
    def style(self) -> str:
        return "$text-accent" if self.urgency == "waiting" else "$text-error"


def needs(today: Row, replies: list[Row], now: datetime, words: "Catalogue") -> list[Need]:
    """`today` and `replies` as the views of that name return them."""
    return [
        *_nobody(today, words),
        *_running(today, words),
        *_broken(today, words),
        *_minutes(today, now, words),
        *_replies(today, replies, words),
        *_agenda(today, now, words),
        *_counted(today, words),
    ]


def _nobody(today: Row, words: "Catalogue") -> Iterator[Need]:
    if not today["people"]:
        yield Need("waiting", words("today.nobody"), "people")


def _running(today: Row, words: "Catalogue") -> Iterator[Need]:
    for meeting in today["running"]:
        text = words("today.running", ref=meeting["ref"], title=meeting["title"])
        yield Need("waiting", text, "meetings", meeting["ref"])


def _broken(today: Row, words: "Catalogue") -> Iterator[Need]:
    for person in today["bounced"]:
        yield Need(
            "broken", words("today.bounced", name=person["name"], email=person["email"]), "people", person["ref"]
        )
    if failed := today["outbox"]["failed"]:
        yield Need("broken", words("today.failed", n=failed), "inbox", "outbox")


def _minutes(today: Row, now: datetime, words: "Catalogue") -> Iterator[Need]:
    for meeting in today["minutes_owed"]:
        left = datetime.fromisoformat(meeting["ended_at"]) + MINUTES_DUE - now
        key = "today.minutes_late" if left < timedelta() else "today.minutes_owed"
        text = words(key, ref=meeting["ref"], title=meeting["title"], length=length(words, abs(left)))
        yield Need("late" if left < timedelta() else "waiting", text, "meetings", meeting["ref"])


def _replies(today: Row, replies: list[Row], words: "Catalogue") -> Iterator[Need]:
    for reply in replies[:MOST_REPLIES]:
        who = reply["person"]["name"] if reply["person"] else reply["sender"] or "?"
        text = words("today.reply", who=who, what=_asked(reply, words))
        yield Need("waiting", text, "inbox", f"I{reply['id']}")
    if (more := today["waiting"] - min(len(replies), MOST_REPLIES)) > 0:
        yield Need("waiting", words("today.more_replies", n=more), "inbox")


def _asked(reply: Row, words: "Catalogue") -> str:
    """The first thing it asks for, else its subject."""
    for request in reply["requests"]:
        said = request["reason"] or request["text"] or request["to"] or ""
        if request["ask"] == "postpone" and request["due"]:
            day = words.day(datetime.fromisoformat(request["due"]).date())
            return words("today.asks_day", ref=request["ref"] or "", day=day, said=said).rstrip()
        return words("today.asks", ref=request["ref"] or "", ask=request["ask"], said=said).rstrip()
    return str(reply["subject"])


def _agenda(today: Row, now: datetime, words: "Catalogue") -> Iterator[Need]:
    for meeting in today["next"]:
        away = datetime.fromisoformat(meeting["start"]) - now
        if meeting["state"] == "planned" and away <= AGENDA_DUE:
            text = words("today.agenda_owed", ref=meeting["ref"], title=meeting["title"])
            yield Need("late", text, "meetings", meeting["ref"])


def _counted(today: Row, words: "Catalogue") -> Iterator[Need]:
    if today["overdue"]:
        yield Need("late", words("today.overdue", n=today["overdue"]), "actions", "overdue")
    if today["high_risks"]:
        yield Need("waiting", words("today.high_risks", n=today["high_risks"]), "matters")
