"""The organiser's address changes in the middle of a series, or of one meeting: everybody who was invited has the same
event from the new address, and answers to either count (RFC 5546 section 3.2.2.4)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from collabtui.config import Organiser
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import apply_changes, list_changes
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import edit_series_dates, invite, plan
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.mail.identity.own_sender import sender_of
from collabtui.mail.identity.reply_token import without_tag
from support.calendar_replay import FoldedCalendar, LineCalendar, calendar_part
from support.replies import parsed, reply
from support.world import AGENDA, CONFIG, Clock

OLD, NEW = "li@example.test", "li.ming@new.test"
WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", count=4)})


def from_address(workspace: Workspace, email: str, name: str = "李明") -> Workspace:
    config = CONFIG.model_copy(update={"organiser": Organiser(name=name, email=email)})
    return replace(workspace, config=config)


def leave(workspace: Workspace) -> list[Outgoing]:
    worker, left = workspace.as_worker(), []
    while mails := take_batch(worker, 50, true_as_it_leaves):
        left += [settle(worker, mail, Outcome("sent")) for mail in mails]
    return left


def organizer(mail: Outgoing) -> str:
    return without_tag(str(Calendar.from_ical(calendar_part(mail.raw)).walk("VEVENT")[0]["ORGANIZER"])[7:])


@pytest.fixture(params=["one", "series"])
def invited(request: pytest.FixtureRequest, workspace: Workspace) -> Workspace:
    """M1, or a series that begins with it; the invitations have left."""
    plan.new_meeting(workspace.as_user("command"), WEEKLY if request.param == "series" else AGENDA)
    invite.invite(workspace.as_user("command"), "M1")
    leave(workspace)
    return workspace


def test_everybody_has_the_same_event_from_the_new_address(invited: Workspace) -> None:
    before = invited.store.get(Meeting, "M1")
    moved = from_address(invited, NEW)
    assert list_changes(moved.store, moved.as_worker())[:2] == [("organiser-moved", "P1"), ("organiser-moved", "M1")]
    apply_changes(moved.as_worker())
    sent = leave(moved)
    assert sorted({mail.person for mail in sent}) == ["P1", "P2", "P4", "P5"]
    assert {organizer(mail) for mail in sent} == {NEW} == {sender_of(mail.raw) for mail in sent}
    events = [Calendar.from_ical(calendar_part(mail.raw)) for mail in sent]
    assert {str(one["METHOD"]) for one in events} == {"REQUEST"}
    first = invited.store.find(Outgoing, limit=1)[0]
    assert {mail.calendar_uid for mail in sent} == {first.calendar_uid}
    assert {str(one.walk("VEVENT")[0]["SEQUENCE"]) for one in events} == {str(before.sequence + 1)}
    told = next(mail for mail in sent if mail.person == "P2")
    assert f"会议安排不变，只是组织者换了邮箱：{NEW}" in told.text
    assert "it is now organised from another address" in next(mail for mail in sent if mail.person == "P5").text
    li = invited.store.get(Person, "P1")
    assert (li.email, li.aliases, len(invited.store.find(Person, name="李明"))) == (NEW, (OLD,), 1)
    for calendar in (LineCalendar(), FoldedCalendar()):
        for mail in invited.store.find(Outgoing, person="P2"):
            calendar.take(mail.raw)
        assert {without_tag(one) for one in calendar.organizers(datetime(2026, 3, 1, tzinfo=UTC))} == {NEW}
    assert not [kind for kind, _ in list_changes(moved.store, moved.as_worker()) if kind == "organiser-moved"]
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(moved.as_user("command"), "M1")


def test_who_goes_back_to_his_first_address_is_known_by_it_again(invited: Workspace) -> None:
    moved = from_address(invited, NEW)
    apply_changes(moved.as_worker())
    leave(moved)
    apply_changes(invited.as_worker())
    sent = leave(invited)
    li = invited.store.get(Person, "P1")
    assert (li.email, li.aliases, len(invited.store.find(Person, name="李明"))) == (OLD, (NEW,), 1)
    assert {organizer(mail) for mail in sent} == {OLD}
    assert OLD in [mail.to for mail in sent if mail.person == "P1"]
    assert not [kind for kind, _ in list_changes(invited.store, invited.as_worker()) if kind == "organiser-moved"]


def test_who_reads_at_another_address_than_he_writes_from_goes_on_reading_there(invited: Workspace) -> None:
    edit_person(invited.as_user("command"), "P1", PersonChange(email="li@home.test"))
    assert not [kind for kind, _ in list_changes(invited.store, invited.as_worker()) if kind == "organiser-moved"]
    assert invited.store.get(Person, "P1").email == "li@home.test"


@pytest.mark.parametrize("to", [OLD, NEW])
def test_answers_to_either_address_count(invited: Workspace, to: str) -> None:
    moved = from_address(invited, NEW)
    mail = invited.store.find(Outgoing, person="P2", kind="invitation")[0]
    if to == NEW:
        apply_changes(moved.as_worker())
        leave(moved)
        mail = invited.store.find(Outgoing, person="P2", kind="update")[0]
    answered = parsed(mail)["Reply-To"].addresses[0].addr_spec
    assert without_tag(answered) == to
    receive(moved.as_worker(), reply(mail, "参加"))
    assert invited.store.get(Meeting, "M1").participant("P2").partstat == "accepted"  # type: ignore[union-attr]  # M1 is there, P2 is in it


def test_what_waited_leaves_from_the_new_address(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("command"), WEEKLY)
    invite.invite(workspace.as_user("command"), "M1")
    moved = from_address(workspace, NEW)
    apply_changes(moved.as_worker())
    (own, *others) = leave(moved)
    assert own.to == NEW
    for mail in (own, *others):
        assert (sender_of(mail.raw), organizer(mail), mail.kind) == (NEW, NEW, "invitation")
        assert OLD.encode() not in mail.raw
        html = parsed(mail).get_body(("html",)).get_content()  # type: ignore[union-attr]  # every mail of ours has an HTML part
        assert (f"mailto:li.ming+{mail.token}@new.test?" in html) == (mail is not own), "he is not asked to come"
        assert OLD.partition("@")[0] + "+" not in html
    assert not list_changes(moved.store, moved.as_worker())


def test_another_change_that_nobody_was_told_of_goes_out_by_hand(invited: Workspace) -> None:
    """The pass tells nobody of what the facilitator has not sent yet."""
    acting = invited.as_user("command")
    edit_series_dates.change_dates(acting, "M1", "one", lambda _, one: one.model_copy(update={"place": "5号会议室"}))
    moved = from_address(invited, NEW)
    apply_changes(moved.as_worker())
    assert not leave(moved)
    invite.invite(moved.as_user("command"), "M1")
    sent = leave(moved)
    assert {organizer(mail) for mail in sent} == {NEW}
    assert not any("换了邮箱" in mail.text for mail in sent)


def test_a_date_that_is_called_off_first_brings_the_series_from_the_new_address(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("command"), WEEKLY)
    invite.invite(workspace.as_user("command"), "M1")
    leave(workspace)
    moved = from_address(workspace, NEW)
    invite.cancel(moved.as_user("command"), "M2")
    assert {organizer(mail) for mail in leave(moved)} == {NEW}
    series = workspace.store.find(Series)[0]
    assert len(series.called_off) == 1
    assert ("organiser-moved", "M1") not in list_changes(moved.store, moved.as_worker())


def test_somebody_else_who_organises_is_a_person_of_his_own(invited: Workspace, clock: Clock) -> None:
    moved = from_address(invited, "zhao@example.test", "赵强")
    apply_changes(moved.as_worker())
    assert {organizer(mail) for mail in leave(moved)} == {"zhao@example.test"}
    assert invited.store.get(Person, "P1").email == OLD
    back = from_address(invited, OLD)
    clock.set("2026-02-27T11:00+08:00")
    apply_changes(back.as_worker())
    assert {organizer(mail) for mail in leave(back)} == {OLD}


def test_once_it_has_begun_nobody_hears_of_it(workspace: Workspace, clock: Clock) -> None:
    plan.new_meeting(workspace.as_user("command"), AGENDA)
    invite.invite(workspace.as_user("command"), "M1")
    leave(workspace)
    clock.set("2026-03-02T14:30+08:00")
    moved = from_address(workspace, NEW)
    apply_changes(moved.as_worker())
    assert not leave(moved)
