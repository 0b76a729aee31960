"""A meeting that is called off: what it was to settle is asked in the next one of its matter, and its votes end."""

from datetime import date, datetime, timedelta

import pytest

from collabtui.domain.meetings.meeting import Meeting, Question
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.carry_over import carried_questions
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from support.replies import send_all
from support.world import AGENDA

NEXT = datetime(2026, 3, 16, 14)  # noqa: DTZ001  # wall clock


QUESTIONS = ("展位费谁出?", "几号发物流?")


@pytest.fixture(autouse=True)
def to_settle(planned: Workspace) -> None:
    with planned.as_user("command").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"questions": QUESTIONS}))


def asked_next(workspace: Workspace) -> list[str]:
    """In the next meeting of the same matter, whose agenda has no questions itself."""
    acting = workspace.as_user("command")
    again = AGENDA.model_copy(update={"title": "再议", "start": NEXT, "questions": ()})
    made = plan.new_meeting(acting, again).meeting
    return [one.text for one in carried_questions(workspace.store, made, acting.now)]


def open_questions(workspace: Workspace) -> list[str]:
    meeting = workspace.store.get(Meeting, "M1")
    return [one.text for one in workspace.store.find(Question, matter=meeting.matter, state="open")]


def test_its_questions_come_to_the_next_meeting_of_the_matter(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    invite.cancel(planned.as_user("command"), "M1")
    assert asked_next(planned) == list(QUESTIONS)


def test_taken_back_they_are_its_own_again(planned: Workspace) -> None:
    invite.cancel(planned.as_user("command"), "M1")
    assert open_questions(planned) == list(QUESTIONS)
    undo_last(planned.as_user("command"))
    assert planned.store.get(Meeting, "M1").state == "planned"
    assert open_questions(planned) == []


def test_a_question_that_is_open_already_is_asked_once(planned: Workspace) -> None:
    again = AGENDA.model_copy(update={"title": "再议", "start": NEXT, "questions": QUESTIONS})
    second = plan.new_meeting(planned.as_user("command"), again).meeting
    invite.cancel(planned.as_user("command"), "M1")
    invite.cancel(planned.as_user("command"), second.ref)
    assert open_questions(planned) == list(QUESTIONS)


def test_who_was_to_vote_is_counted_by_the_vote(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    ask_vote(planned.as_user("key"), VoteDraft("M1", "哪个展位", ("A=东", "B=西"), ("张伟", "陈静"), date(2026, 3, 9)))
    send_all(planned)
    cancelled = invite.cancel(planned.as_user("command"), "M1")
    assert cancelled.ended_votes == {"VOTE1": 2}


def test_a_vote_whose_mails_have_not_left_is_named_too(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    ask_vote(
        planned.as_user("key"),
        VoteDraft("M1", "哪个展位", ("A=东", "B=西"), ("张伟", "陈静"), date(2026, 3, 9)),
        leaving_in=timedelta(hours=1),
    )
    cancelled = invite.cancel(planned.as_user("command"), "M1")
    assert cancelled.ended_votes == {"VOTE1": 0}
