"""Progress by a fixed rhythm: owners say how their part of a matter stands, by an hour of each working day, or of the
last one up to Friday. What cannot wait for that is told at once, whatever the rhythm."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.deadlines.progress_rhythm import PROGRESS_BY, is_progress_day
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.nudge import asked_line
from collabtui.lifecycle.assignments.clerks import answering
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import waiting_answer
from collabtui.lifecycle.due.owed import DailyLine, DueMail, Owed, OwedKind, can_be_asked, heard_today, is_awake
from collabtui.store.interface import Reader


class ProgressDue:
    """Owners of open actions of a matter that is at work, who does one in the owner's place, and the clerk of who
    answers for the matter: from its breakdown, or what stands for it (`work_has_begun`), to its acceptance. Each once a
    period and matter, from the hour of reminders on."""

    kinds: tuple[OwedKind, ...] = ("progress",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for matter in reader.find(Matter, rhythm=["daily", "weekly"]):
            if not work_has_begun(reader, matter):
                continue
            by_person: dict[str, list[Action]] = {}
            for action in reader.find(Action, matter=matter.ref, status=OPEN):
                for ref in answering(reader, action):
                    by_person.setdefault(ref, []).append(action)
            for ref, actions in by_person.items():
                if mail := _mail(reader, acting, matter, reader.get(Person, ref), actions):
                    yield mail


def work_has_begun(reader: Reader, matter: Matter) -> bool:
    """Whether its work has begun and is not accepted. Steps are set by hand, and may stay behind: work has begun too
    once its plan or its kick-off is agreed, the minutes of one of its meetings are out, or an action is under way. An
    emergency waits for none of these."""
    if matter.accepted_at or matter.step in ("retrospective", "archive"):
        return False
    if matter.step not in ("request", "kick-off") or matter.kind == "emergency":
        return True
    granted = reader.find(ChangeRequest, matter=matter.ref, state="granted")
    if any(change.kind in ("plan", "kick-off") for change in granted):
        return True
    if reader.find(Meeting, matter=matter.ref, state=["published", "signed"], limit=1):
        return True
    open_ones = reader.find(Action, matter=matter.ref, status=OPEN)
    return any(action.status != "not-started" or action.accepted_at for action in open_ones)


def rhythm_waits(reader: Reader, matter: Matter) -> bool:
    """Whether nobody is asked by the rhythm of the matter yet, as its work has not begun."""
    return matter.rhythm != "none" and matter.step in ("request", "kick-off") and not work_has_begun(reader, matter)


def _mail(reader: Reader, acting: Acting, matter: Matter, owner: Person, actions: list[Action]) -> DueMail | None:
    """None where it is not the day or the hour, or where of everything he or the other has told today, was told today,
    or can say nothing yet."""
    now = acting.now.astimezone(ZoneInfo(owner.timezone))
    if not is_awake(acting, owner) or now.time() >= PROGRESS_BY:
        return None
    heard = heard_today(reader, acting, owner)
    untold = tuple(
        action
        for action in actions
        if not _is_notified_today(reader, action, now) and action.ref not in heard
        if can_be_asked(reader, acting, action, owner) and not waiting_answer(reader, action.ref, owner.ref)
    )
    if not untold or not is_progress_day(matter.rhythm, now.date(), acting.working_days(owner.country)):
        return None
    owed = tuple(Owed("progress", action.ref, action.title, now.date(), 0) for action in untold)
    asked = (asked_line(number, action, now.date()) for number, action in enumerate(untold, 1))
    lines = tuple(DailyLine("progress", one["action"], one["days"], matter.title) for one in asked)
    return DueMail(_message(matter, owner, untold, now), owed, lines=lines)


def _is_notified_today(reader: Reader, action: Action, now: datetime) -> bool:
    """By its owner or by who does it: the other need not say the same again."""
    if action.updated_at.astimezone(now.tzinfo).date() != now.date():
        return False
    return any(reader.get(Person, ref).name == action.updated_by for ref in answering(reader, action))


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
        progress_of=(matter.ref,),
        automatic=True,
    )
