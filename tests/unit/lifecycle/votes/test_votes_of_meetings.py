"""A vote ends with its meeting, whatever ends that: those who were asked hear it once, and an undo opens it again."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.meetings.vote import Vote
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.outbox_keys import holds_no_more, is_vote_over
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.meetings.edit_series_dates import edit_series
from collabtui.lifecycle.meetings.invite import cancel, invite, preview_cancellations
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, close_vote
from support.calendar_replay import LineCalendar
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, Clock

ZHANG, CHEN, BOB = "zhang@example.test", "chen@example.test", "bob@example.test"
DRAFT = VoteDraft("M2", "哪天搬", ("A=五月", "B=六月"), ("张伟", "陈静", "bob"), date(2026, 3, 6))


@pytest.fixture
def series(workspace: Workspace) -> Workspace:
    """Four weeks from M1; all are invited, and asked to vote in M2."""
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", count=4)}))
    invite(acting, "M1")
    ask_vote(acting, DRAFT)
    send_all(workspace)
    return workspace


def state(workspace: Workspace) -> str:
    return workspace.store.get(Vote, "VOTE1").state


def over(workspace: Workspace) -> list[str]:
    """Who was told that it is over, each mail."""
    found = workspace.store.find(Outgoing, meeting="M2")
    return sorted(mail.to for mail in found if is_vote_over(mail.key) and mail.state != "held")


def dates(workspace: Workspace, address: str) -> list[str]:
    calendar = LineCalendar()
    for mail in workspace.store.find(Outgoing, to=address):
        if mail.calendar_uid and mail.state != "held":
            calendar.take(mail.raw)
    return [f"{one.start:%d}" for one in calendar.entries()]


@pytest.mark.parametrize("scope", ["one", "following", "all"])
@pytest.mark.parametrize("is_sent", [True, False])
def test_calling_its_meeting_off_ends_it_and_undo_opens_it_again(
    series: Workspace, scope: Scope, is_sent: bool
) -> None:
    acting = series.as_user("command")
    before = dates(series, CHEN)
    shown = [person.email for person, mail, _ in preview_cancellations(acting, "M2", scope) if "VOTE1" in mail.subject]
    cancel(acting, "M2", scope)
    assert (state(series), over(series)) == ("withdrawn", sorted(shown)) == ("withdrawn", sorted([ZHANG, CHEN, BOB]))
    if is_sent:
        send_all(series)
    undone = undo_last(acting)
    assert state(series) == "open"
    assert dates(series, CHEN) == before == ["02", "09", "16", "23"]
    mails = series.store.find(Outgoing, person="P4")
    told = [one for one in mails if one.key in {holds_no_more(each.key) for each in mails if is_vote_over(each.key)}]
    assert bool(undone.corrections) == is_sent
    assert len(over(series)) == (3 if is_sent else 0)
    close_vote(acting, "VOTE1", "A")
    assert state(series) == "closed"
    assert len(told) == is_sent


def test_the_votes_of_other_dates_stay_open(series: Workspace) -> None:
    ask_vote(series.as_user("command"), DRAFT._replace(meeting="M3"))
    cancel(series.as_user("command"), "M2")
    assert series.store.get(Vote, "VOTE2").state == "open"
    cancel(series.as_user("command"), "M3", "following")
    assert series.store.get(Vote, "VOTE2").state == "withdrawn"


def test_another_rhythm_that_leaves_no_date_ends_it_and_undo_opens_it_again(series: Workspace) -> None:
    acting = series.as_user("command")
    ask_vote(acting, DRAFT._replace(meeting="M3"))
    send_all(series)
    draft = AGENDA.model_copy(update={"series": Rule(every="week", interval=2, count=4)})
    edit_series(acting, "M1", draft, "all")
    gone = [one.ref for one in series.store.find(Meeting, state="cancelled")]
    votes = {one.meeting: one.state for one in series.store.find(Vote)}
    assert votes == {ref: "withdrawn" if ref in gone else "open" for ref in ("M2", "M3")}
    assert gone
    send_all(series)
    undo_last(acting)
    assert {one.state for one in series.store.find(Vote)} == {"open"}


def test_taking_a_new_meeting_back_ends_its_vote(planned: Workspace) -> None:
    acting = planned.as_user("command")
    ask_vote(acting, DRAFT._replace(meeting="M1"))
    send_all(planned)
    try:
        undo_last(acting)
        undo_last(acting)
    except Refused:
        assert planned.store.get(Meeting, "M1").state != "cancelled"
    states = {planned.store.get(Meeting, "M1").state, state(planned)}
    assert states in ({"cancelled", "withdrawn"}, {"planned", "withdrawn"}, {"planned", "open"})


def test_a_late_vote_is_answered_and_counts_for_nothing(series: Workspace, clock: Clock) -> None:
    asked = outgoing(series, ZHANG, "request")
    cancel(series.as_user("command"), "M2")
    clock.set("2026-03-02T18:00+08:00")
    found = receive(series.as_worker(), reply(asked, "A", date="Mon, 02 Mar 2026 17:00:00 +0800"))
    assert found is not None
    assert (found.state, found.reason) == ("waiting", "vote-closed")
    assert series.store.get(Vote, "VOTE1").count("A") == 0
    (answer,) = [one for one in series.store.find(Outgoing, to=ZHANG) if one.kind == "answer"]
    assert "VOTE1" in answer.text
    assert series.store.get(Incoming, found.ref).state == "waiting"


def test_nobody_is_asked_in_what_is_off(series: Workspace) -> None:
    cancel(series.as_user("command"), "M3")
    with pytest.raises(Refused, match=r"vote\.meeting_off"):
        ask_vote(series.as_user("command"), DRAFT._replace(meeting="M3"))


def test_a_question_that_has_not_left_stays_with_its_end(series: Workspace) -> None:
    """Nobody hears of the end of what he was never asked."""
    acting = series.as_user("command")
    ask_vote(acting, DRAFT._replace(meeting="M3"))
    cancel(acting, "M3")
    about = [mail for mail in series.store.find(Outgoing, meeting="M3") if "VOTE2" in mail.key]
    assert {mail.state for mail in about} == {"held"}
    undo_last(acting)
    waiting = [
        mail for mail in series.store.find(Outgoing, meeting="M3") if "VOTE2" in mail.key and mail.state == "queued"
    ]
    assert {mail.kind for mail in waiting} == {"request"}
    assert len(waiting) == 3


@pytest.mark.parametrize("change", [lambda acting: move_meeting(acting, "M2", "16:00", "one"),
                                    lambda acting: move_meeting(acting, "M2", "16:00", "following")])  # fmt: skip
def test_a_vote_goes_on_where_its_meeting_is_moved(
    series: Workspace, clock: Clock, change: Callable[[Acting], object]
) -> None:
    change(series.as_user("command"))
    assert (state(series), over(series)) == ("open", [])
    assert all("14:00" not in mail.text for mail in series.store.find(Outgoing, change="VOTE1"))
    clock.set("2026-03-06T10:00+08:00")
    assert len(queue_due(series.as_worker(), (VotesDue(),))) == 3
    assert series.store.find(Series)


def test_once_its_matter_is_confidential_no_mail_gives_it_away(series: Workspace, clock: Clock) -> None:
    acting = series.as_user("command")
    make_confidential(acting, "X-2026-001", ["张伟"])
    clock.set("2026-03-06T10:00+08:00")
    queue_due(series.as_worker(), (VotesDue(),))
    cancel(acting, "M2")
    said = {
        mail.to: mail
        for mail in series.store.find(Outgoing, meeting="M2")
        if "vote" in mail.key and mail.state == "queued"
    }
    later = [mail for mail in series.store.find(Outgoing, person="P4") if mail.state == "queued"]
    assert later
    assert not any("哪天搬" in f"{mail.subject}{mail.text}" for mail in later)
    assert said
