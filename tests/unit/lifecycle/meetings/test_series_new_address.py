"""Who has another address since the invitation to a series has all of it there after the next mail about a date."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.people import Person
from collabtui.domain.refs import number_of
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.lifecycle.people import edit_people
from support.calendar_replay import FoldedCalendar, LineCalendar
from support.world import AGENDA

OLD, NEW = "chen@example.test", "jing.chen@example.test"


@pytest.mark.parametrize(
    ("change", "left"),
    [("move", ["02 06", "09 08", "16 06", "23 06"]), ("off", ["02 06", "16 06", "23 06"])],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_the_next_mail_about_a_date_brings_the_whole_series(
    workspace: Workspace, change: str, left: list[str], is_sent: bool
) -> None:
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 3, 23))}))
    invite.invite(acting, "M1")
    if is_sent:
        leave(workspace)
    edit_people.edit_person(acting, acting.store.find(Person, email=OLD)[0].ref, edit_people.PersonChange(email=NEW))
    if change == "move":
        move_meeting(acting, "M2", "16:00", "one")
    else:
        invite.cancel(acting, "M2")
    leave(workspace)
    assert in_calendar(acting, NEW) == left
    assert in_calendar(acting, OLD) == (left if is_sent else [])
    invite.cancel(acting, "M3")
    leave(workspace)
    later = [mail for mail in acting.store.find(Outgoing, to=NEW) if mail.calendar_date]
    assert later
    assert in_calendar(acting, NEW) == [one for one in left if not one.startswith("16")]
    invite.cancel(acting, "M1", "all")
    leave(workspace)
    assert in_calendar(acting, NEW) == in_calendar(acting, OLD) == []


def leave(workspace: Workspace) -> None:
    worker = workspace.as_worker()
    while mails := take_batch(worker, 20, true_as_it_leaves):
        for mail in mails:
            settle(worker, mail, Outcome("sent"))


def in_calendar(acting: Acting, address: str) -> list[str]:
    """As both readers have it."""
    line, folded = LineCalendar(), FoldedCalendar()
    for mail in sorted(acting.store.find(Outgoing, to=address), key=lambda one: number_of(one.ref)):
        if mail.state == "sent":
            line.take(mail.raw)
            folded.take(mail.raw)
    assert line.entries() == folded.entries()
    return [f"{one.start:%d %H}" for one in line.entries()]
