"""Progress by a fixed rhythm: owners say how their part of a matter stands, by an hour of each working day, or of the
last one up to Friday. What cannot wait for that is told at once, whatever the rhythm."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.deadlines import PROGRESS_BY, is_progress_day
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.nudge import asked_line
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, is_awake
from collabtui.store.interface import Reader


class ProgressDue:
    """Owners of open actions of a matter that is at work: from its breakdown to its acceptance. Each once a period
    and matter, from the hour of reminders on."""

    kinds: tuple[OwedKind, ...] = ("progress",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for matter in reader.find(Matter, rhythm=["daily", "weekly"]):
            if matter.accepted_at or matter.step in ("request", "kick-off", "retrospective", "archive"):
                continue
            by_owner: dict[str, list[Action]] = {}
            for action in reader.find(Action, matter=matter.ref, status=OPEN):
                if action.owner:
                    by_owner.setdefault(action.owner, []).append(action)
            for owner, actions in by_owner.items():
                if mail := _mail(acting, matter, reader.get(Person, owner), actions):
                    yield mail


def _mail(acting: Acting, matter: Matter, owner: Person, actions: list[Action]) -> DueMail | None:
    """None where it is not the day or the hour, or he has told of everything today."""
    now = acting.now.astimezone(ZoneInfo(owner.timezone))
    if not is_awake(acting, owner) or now.time() >= PROGRESS_BY:
        return None
    untold = tuple(action for action in actions if not _is_notified_today(action, owner, now))
    if not untold or not is_progress_day(matter.rhythm, now.date(), acting.is_working):
        return None
    owed = tuple(Owed("progress", action.ref, action.title, now.date(), 0) for action in untold)
    return DueMail(_message(matter, owner, untold, now), owed)


def _is_notified_today(action: Action, owner: Person, now: datetime) -> bool:
    return action.updated_by == owner.name and action.updated_at.astimezone(now.tzinfo).date() == now.date()


def _message(matter: Matter, owner: Person, actions: tuple[Action, ...], now: datetime) -> Message:
    year, week, _ = now.isocalendar()
    period = str(now.date()) if matter.rhythm == "daily" else f"{year}-W{week:02}"
    return Message(
        kind="reminder",
        key=outbox_keys.progress(matter.ref, period, owner.ref),
        person=owner,
        template="progress",
        context={
            "matter": matter,
            "by": now.replace(hour=PROGRESS_BY.hour, minute=PROGRESS_BY.minute),
            "lines": [asked_line(number, action, now.date()) for number, action in enumerate(actions, 1)],
        },
        items=numbered_items(actions),
        matter=matter.ref,
        automatic=True,
    )
