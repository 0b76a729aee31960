"""The sample meeting: there at once, with whom there is."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.agenda import agenda_findings
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.meetings.sample_meeting import sample_meeting
from collabtui.text.catalogue import LOCALES, Catalogue
from support.world import Clock


def agenda(locale: str) -> str:
    return Catalogue(locale)("agendas.sample.text", start="")


@pytest.mark.parametrize("locale", LOCALES)
def test_it_is_tomorrow_led_by_the_organiser_with_one_of_each_department_first(
    workspace: Workspace, locale: str
) -> None:
    planned = sample_meeting(workspace.as_user("key"), agenda(locale))
    meeting = planned.meeting
    assert meeting.start.astimezone(workspace.config.organiser.zone).isoformat() == "2026-02-28T10:00:00+08:00"
    assert planned.findings == agenda_findings(meeting, 90) == ()
    names = [(workspace.store.get(Person, one.person).name, one.role) for one in meeting.participants]
    assert names == [
        ("李明", "facilitator"), ("张伟", "scribe"), ("陈静", "participant"), ("Bob Brown", "participant"),
        ("赵强", "participant"),
    ]  # fmt: skip
    assert meeting.slots[0].lead == "李明"
    assert meeting.goal
    assert meeting.questions
    assert meeting.material
    assert workspace.store.find(Outgoing) == []


def test_it_is_on_a_working_day(workspace: Workspace) -> None:
    weekdays = Workspace(
        workspace.store, workspace.config, workspace.templates, lambda day: day.weekday() < 5, workspace.clock
    )  # 27 February is a Friday
    start = sample_meeting(weekdays.as_user("key"), agenda("zh")).meeting.start
    assert start.astimezone(workspace.config.organiser.zone).isoformat() == "2026-03-02T10:00:00+08:00"


def test_whose_mail_comes_back_is_left_out_and_alone_one_meets_nobody(workspace: Workspace, clock: Clock) -> None:
    with workspace.as_worker().transaction() as tx:
        for person in tx.find(Person):
            tx.put(person.model_copy(update={"bounced_at": clock()}))
    with pytest.raises(Refused, match=r"sample\.nobody"):
        sample_meeting(workspace.as_user("key"), agenda("zh"))


def test_taken_back_it_is_no_meeting_that_there_was(workspace: Workspace) -> None:
    sample_meeting(workspace.as_user("key"), agenda("zh"))
    undo_last(workspace.as_user("key"))
    assert workspace.store.get(Meeting, "M1").state == "cancelled"
