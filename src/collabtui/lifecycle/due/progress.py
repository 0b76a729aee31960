"""Progress by a fixed rhythm (HANDBOOK 2, step 4): owners say how their part of a matter stands, by 17:00 of each
working day, or of the last one up to Friday. What cannot wait for that is told at once, whatever the rhythm."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.action import OPEN, Action
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.working_days import IsWorking
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue import Message, queue
from collabtui.store.interface import Reader

BY = time(17)
"""Where the owner lives; after that nobody is asked any more."""
FRIDAY = 4


class Ask(NamedTuple):
    """What one owner is asked about one matter."""

    matter: Matter
    actions: tuple[Action, ...]
    day: date
    """Until `BY` of which he is to answer."""
    message: Message


def progress_owed(reader: Reader, acting: Acting) -> Iterator[Ask]:
    """Whom to ask now; nothing is written. Only while a matter is at work: from its breakdown to its acceptance."""
    for matter in reader.find(Matter, rhythm=["daily", "weekly"]):
        if matter.accepted_at or matter.step in ("request", "kick-off", "retrospective", "archive"):
            continue
        by_owner: dict[str, list[Action]] = {}
        for action in reader.find(Action, matter=matter.ref, status=OPEN):
            if action.owner:
                by_owner.setdefault(action.owner, []).append(action)
        for owner, actions in by_owner.items():
            ask = _ask(acting, matter, reader.get(Person, owner), actions)
            if ask and not reader.find(Outgoing, key=ask.message.key, limit=1):
                yield ask


def ask_for_progress(acting: Acting) -> list[Outgoing]:
    """Each owner once a period and matter: the key of the mail is the period's."""
    if not any(progress_owed(acting.store, acting)):
        return []
    with acting.transaction() as tx:
        asks = list(progress_owed(tx, acting))
        return [mail for ask in asks if (mail := queue(tx, acting, ask.message))]


def is_day_of(rhythm: str, day: date, is_working: IsWorking) -> bool:
    """Whether progress is told on that day: each working day, or the last one of the week up to Friday."""
    if not is_working(day):
        return False
    rest = (day + timedelta(days=ahead) for ahead in range(1, FRIDAY - day.weekday() + 1))
    return rhythm == "daily" or (day.weekday() <= FRIDAY and not any(map(is_working, rest)))


def _ask(acting: Acting, matter: Matter, owner: Person, actions: list[Action]) -> Ask | None:
    """None where it is not the day or the hour, or he has told of everything today."""
    now = acting.now.astimezone(ZoneInfo(owner.timezone))
    if not time.fromisoformat(acting.config.reminders.at) <= now.time() < BY:
        return None
    untold = tuple(action for action in actions if not _told_today(action, owner, now))
    if not untold or not is_day_of(matter.rhythm, now.date(), acting.is_working):
        return None
    return Ask(matter, untold, now.date(), _message(matter, owner, untold, now))


def _told_today(action: Action, owner: Person, now: datetime) -> bool:
    return action.updated_by == owner.name and action.updated_at.astimezone(now.tzinfo).date() == now.date()


def _message(matter: Matter, owner: Person, actions: tuple[Action, ...], now: datetime) -> Message:
    year, week, _ = now.isocalendar()
    period = str(now.date()) if matter.rhythm == "daily" else f"{year}-W{week:02}"
    return Message(
        kind="reminder",
        key=f"progress:{matter.ref}:{period}:{owner.ref}",
        person=owner,
        template="progress",
        context={
            "matter": matter,
            "by": now.replace(hour=BY.hour, minute=BY.minute),
            "lines": [_line(number, action, now.date()) for number, action in enumerate(actions, 1)],
        },
        items=tuple(
            NumberedItem(number=number, ref=action.ref, title=action.title) for number, action in enumerate(actions, 1)
        ),
        matter=matter.ref,
        automatic=True,
    )


def _line(number: int, action: Action, today: date) -> dict[str, Any]:
    return {"number": number, "action": action, "days": (action.due - today).days if action.due else None}
