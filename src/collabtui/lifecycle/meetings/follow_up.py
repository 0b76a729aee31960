"""The next meeting, from one that was held: its people, its matter, its place, what it left open, a week later."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import planned_findings
from collabtui.lifecycle.meetings.carry_over import copied, topic_ref
from collabtui.lifecycle.meetings.plan_rules import Planned, new_uid
from collabtui.lifecycle.meetings.series_line import line_of
from collabtui.store.interface import Transaction

WEEK = timedelta(days=7)


def follow_up(acting: Acting, ref: str) -> Planned:
    """Plan it, or give the one that is planned already: a second press makes no second meeting. Open actions and
    questions are carried over by themselves (`carry.carried`), parked topics come as slots."""
    with acting.transaction() as tx:
        held = tx.get(Meeting, ref)
        planned = _planned_already(tx, held) or tx.put(_next(tx, acting, held))
        return Planned(planned, planned_findings(tx, acting, planned))


def _planned_already(tx: Transaction, held: Meeting) -> Meeting | None:
    after = tx.find(Meeting, follows=held.ref)
    if held.series:
        after += [one for one in tx.find(Meeting, series=line_of(tx, held.series)) if one.start > held.start]
    waiting = [one for one in after if one.state in ("planned", "invited")]
    return min(waiting, key=lambda one: one.start, default=None)


def _next(tx: Transaction, acting: Acting, held: Meeting) -> Meeting:
    ref = tx.next_ref(Meeting)
    start = _start(acting, held)
    return Meeting(
        ref=ref,
        title=held.title,
        start=start,
        end=start + (held.end - held.start),
        timezone=held.timezone,
        place=held.place,
        matter=held.matter,
        goal=held.goal,
        slots=tuple(
            copied(slot, topic_ref(held, number) if slot.parked else "") for number, slot in enumerate(held.slots)
        ),
        participants=tuple(Participant(person=one.person, role=one.role) for one in held.participants),
        uid=new_uid(acting, ref),
        follows=held.ref,
    )


def _start(acting: Acting, held: Meeting) -> datetime:
    """The same hour on the wall, a week later, or as many weeks as it takes to be in the future."""
    local = held.start.astimezone(ZoneInfo(held.timezone))
    later = local + WEEK
    while later <= acting.now:
        later += WEEK
    return later.astimezone(UTC)
