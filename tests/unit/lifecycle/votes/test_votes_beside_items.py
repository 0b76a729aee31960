"""A vote cast in a line of a reply to a mail that asked how actions stand."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import readings
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.text.catalogue import Catalogue
from support.replies import outgoing, reply, send_all
from support.votes import asked_by_mail, vote
from support.world import Clock

ZHANG = "zhang@example.test"
DRAFT = VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "赵强", "陈静"), date(2026, 3, 6))


@pytest.fixture
def reminded(planned: Workspace, clock: Clock) -> Workspace:
    """A reminder of two actions is out, and a vote that its reader was asked for in another mail."""
    asked_by_mail(planned, clock, DRAFT)
    for title in ("接口文档", "会场方案"):
        draft = ActionDraft(title=title, owner="张伟", due=date(2026, 3, 4))
        add_action(planned.as_user("command").quiet(), draft)
    clock.set("2026-03-03T09:05+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    clock.set("2026-03-03T11:00+08:00")
    return planned


def says(workspace: Workspace, text: str) -> Incoming:
    raw = reply(outgoing(workspace, ZHANG, "reminder"), text, date="Tue, 03 Mar 2026 10:00:00 +0800")
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def state(workspace: Workspace) -> tuple[list[tuple[str, int]], int, int]:
    actions = [one for one in workspace.store.find(Action) if one.title in ("接口文档", "会场方案")]
    return [(one.status, one.percent) for one in actions], vote(workspace).count("A"), vote(workspace).count("B")


@pytest.mark.parametrize("line", ["投票：A", "我投A", "VOTE1 A", "VOTE1：五月", "投票：五月", "My vote: A"])
def test_each_line_goes_to_what_it_is_about(reminded: Workspace, line: str) -> None:
    mail = says(reminded, f"1 完成\n2 30%\n{line}")
    assert state(reminded) == ([("done", 100), ("in-progress", 30)], 1, 0)
    assert (mail.state, mail.understanding and mail.understanding.vote_on) == ("applied", "VOTE1")
    text = outgoing(reminded, ZHANG, "answer").text
    assert "“哪天搬”（VOTE1）的票已记录：A 五月" in text.replace("\n", "")
    assert "接口文档" in text


def test_it_is_taken_back_with_its_mail(reminded: Workspace) -> None:
    undo_mail(reminded.as_user("key"), says(reminded, "1 完成\n投票：A").ref)
    assert state(reminded) == ([("not-started", 0)] * 2, 0, 0)


def test_a_vote_that_is_not_certain_waits_with_its_sentence_and_items_do_not(reminded: Workspace) -> None:
    mail = says(reminded, "1 完成\n投票：A，B也行")
    assert state(reminded) == ([("done", 100), ("not-started", 0)], 0, 0)
    assert any("A" in line for line in readings(reminded.store.get(Incoming, mail.ref), Catalogue("zh")))
    assert "还没有记录" in outgoing(reminded, ZHANG, "answer").text
    if mail.state == "waiting":
        apply_waiting(reminded.as_user("key"), mail.ref)
        assert state(reminded)[1:] == (1, 0)


def test_two_choices_are_none(reminded: Workspace) -> None:
    says(reminded, "1 完成\n投票：A\n投票：B")
    assert state(reminded)[1:] == (0, 0)


def test_of_two_open_votes_the_line_has_to_name_one(reminded: Workspace) -> None:
    ask_vote(reminded.as_user("key"), DRAFT._replace(text="在哪办"))
    assert says(reminded, "1 完成\n投票：A").state == "waiting"
    assert state(reminded)[1:] == (0, 0)
    says(reminded, "VOTE1：B")
    assert state(reminded)[1:] == (0, 1)


@pytest.mark.parametrize("line", ["A", "投票的事明天再说", "投票：C", "投票：A，2完成"])
def test_what_names_no_choice_of_a_vote_is_no_vote(reminded: Workspace, line: str) -> None:
    says(reminded, f"1 完成\n{line}")
    assert state(reminded)[1:] == (0, 0)


def test_a_vote_without_names_is_not_taken_beside_something_that_is_kept(planned: Workspace, clock: Clock) -> None:
    asked_by_mail(planned, clock, DRAFT._replace(anonymous=True))
    draft = ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 4))
    add_action(planned.as_user("command").quiet(), draft)
    clock.set("2026-03-03T09:05+08:00")
    queue_due(planned.as_worker())
    send_all(planned)
    says(planned, "1 完成\n投票：A")
    assert vote(planned).answers == 0
