"""A high risk is talked over: lead, heads and its owner at the first common time, on an agenda that is filled in."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.bookings.offered_meeting import OfferedMeeting
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from collabtui.lifecycle.matters.risks import add_risk, close_risk
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.lifecycle.risks.risk_meeting import hold_risk_meeting, lateness_in_words, offered_risk_meeting
from collabtui.text.catalogue import Catalogue
from support.world import Clock

X1 = "X-2026-001"


@pytest.fixture
def risky(published: Workspace, clock: Clock) -> Workspace:
    """研发部 leads, 陈静 stands for 市场部, Bob owns the risk; Monday at ten past ten."""
    clock.set("2026-03-02T17:10+08:00")
    describe_matter(published.as_user("key").quiet(), X1, {"lead": "研发部"})
    name_contact(published.as_user("key").quiet(), X1, "市场部", "陈静")
    add_risk(
        published.as_user("command"),
        X1,
        {"text": "展台搭不完", "level": "high", "owner": "Bob", "impact": "开幕", "answer": "提前进场"},
    )
    return published


def offered(workspace: Workspace, **given: str) -> OfferedMeeting:
    acting = workspace.as_user("key")
    return offered_risk_meeting(acting.store, acting, "R1", **given)


def test_who_leads_heads_and_owner_are_offered_the_first_common_half_hour(risky: Workspace) -> None:
    found = offered(risky)
    names = {one.name for one in found.draft.participants}
    assert names >= {"张伟", "赵强", "Bob Brown"}
    assert "陈静" not in names, "a contact of a department that does not lead hears by mail"
    assert (found.start.minute in (0, 30), found.start > risky.as_user("key").now, found.is_late) == (True, True, False)
    assert found.draft.matter == X1
    asked = "\n".join(found.draft.questions)
    assert all(part in asked for part in ("开幕", "提前进场", "Bob Brown"))


def test_in_the_place_of_an_owner_who_is_away_his_deputy_is_offered(risky: Workspace) -> None:
    owner, deputy = (risky.store.find(Person, name=name)[0] for name in ("Bob Brown", "陈静"))
    edit_person(risky.as_user("command"), owner.ref, PersonChange(deputy="陈静"))
    first = offered(risky).start.date()
    set_away(risky.as_user("command"), owner.ref, first, first + timedelta(days=9))
    found = offered(risky)
    names = {one.name for one in found.draft.participants}
    assert (deputy.name in names, owner.name in names, found.is_late) == (True, False, False)


def test_it_is_held_when_all_are_there_and_said_to_be_late(risky: Workspace) -> None:
    first = offered(risky).start.date()
    (head,) = risky.store.find(Person, name="赵强")
    set_away(risky.as_user("command"), head.ref, first, first)
    assert offered(risky).start.date() > first
    assert offered(risky, when="3月9日 10:00").is_late


def test_only_a_time_that_was_looked_for_in_vain_is_said_not_to_be_there(risky: Workspace) -> None:
    """Of a later time that was typed it is said when all are free."""
    words = Catalogue("zh")
    assert lateness_in_words(offered(risky), words) == ""
    typed = lateness_in_words(offered(risky, when="3月9日 10:00"), words)
    assert (typed.startswith("晚于 24 小时"), "没有共同的空闲" in typed) == (True, False)
    first = offered(risky).start.date()
    (head,) = risky.store.find(Person, name="赵强")
    set_away(risky.as_user("command"), head.ref, first, first + timedelta(days=2))
    assert lateness_in_words(offered(risky), words) == "24 小时内大家没有共同的空闲"


def test_one_command_plans_and_invites_and_an_undo_takes_it_back(risky: Workspace) -> None:
    held = hold_risk_meeting(risky.as_user("command"), "R1")
    meeting = risky.store.get(Meeting, held.meeting.ref)
    assert ("R1" in meeting.title, meeting.state, meeting.matter) == (True, "invited", X1)
    invitations = [one for one in risky.store.find(Outgoing, meeting=meeting.ref) if one.kind == "invitation"]
    assert {one.to for one in invitations} >= {"zhang@example.test", "zhao@example.test", "bob@example.test"}
    with pytest.raises(Refused, match=r"risk\.meeting\.there"):
        offered(risky)
    undo_last(risky.as_user("command"))
    undo_last(risky.as_user("command"))
    assert [one.state for one in risky.store.find(Meeting, matter=X1) if "R1" in one.title] in ([], ["cancelled"])
    assert offered(risky).draft.participants


def test_what_is_over_or_of_no_matter_has_no_meeting(risky: Workspace) -> None:
    close_risk(risky.as_user("key"), "R1")
    with pytest.raises(Refused, match=r"risk\.meeting\.over"):
        offered(risky)
    loose = add_risk(risky.as_user("command"), None, {"text": "下雨", "level": "high"})
    acting = risky.as_user("key")
    with pytest.raises(Refused, match=r"risk\.meeting\.no_matter"):
        offered_risk_meeting(acting.store, acting, loose.ref)
    assert risky.store.get(Risk, loose.ref).matter is None
