"""Who has answered is not asked again for what the facilitator has still to look at, and his head reads that he has."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import reject
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG, ZHAO = "zhang@example.test", "zhao@example.test"
ASKED, ANSWERED, NEXT = "2026-03-09T09:05+08:00", "2026-03-09T11:00+08:00", "2026-03-10T09:05+08:00"


@pytest.fixture
def overdue(planned: Workspace, clock: Clock) -> Workspace:
    """Two items of one owner are late, and he was asked."""
    for title in ("接口文档", "会场方案"):
        draft = ActionDraft(title=title, owner="张伟", due=date(2026, 3, 6))
        add_action(planned.as_user("command").quiet(), draft)
    return at(planned, clock, ASKED)


def at(workspace: Workspace, clock: Clock, moment: str) -> Workspace:
    clock.set(moment)
    queue_due(workspace.as_worker(), (ActionsDue(), ProgressDue()))
    send_all(workspace)
    return workspace


def says(workspace: Workspace, clock: Clock, text: str, kind: str = "overdue") -> Incoming:
    clock.set(ANSWERED)
    raw = reply(outgoing(workspace, ZHANG, kind), text, date="Mon, 09 Mar 2026 10:00:00 +0800")
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def escalation(workspace: Workspace) -> str:
    (mail,) = [one for one in workspace.store.find(Outgoing, to=ZHAO) if one.kind == "escalation"]
    return mail.text.replace("\n     ", "")


@pytest.mark.parametrize("text", ["1 快完成了吧？", "1 延期到3月20日，因为供应商晚了"])
def test_the_head_reads_when_an_answer_came_that_nobody_has_looked_at(
    overdue: Workspace, clock: Clock, text: str
) -> None:
    assert says(overdue, clock, text).state == "waiting"
    at(overdue, clock, NEXT)
    first, second = escalation(overdue).split("会场方案")
    assert "3月9日（周一）已经答复，等李明看过" in first
    assert "已经答复" not in second


def test_once_it_was_looked_at_nothing_is_said_of_it(overdue: Workspace, clock: Clock) -> None:
    reject(overdue.as_user("key"), says(overdue, clock, "1 快完成了吧？").ref)
    at(overdue, clock, NEXT)
    assert "已经答复" not in escalation(overdue)


def test_the_owner_is_asked_for_what_he_has_not_answered_alone(planned: Workspace, clock: Clock) -> None:
    for title in ("接口文档", "会场方案"):
        draft = ActionDraft(title=title, owner="张伟", due=date(2026, 3, 9))
        add_action(planned.as_user("command").quiet(), draft)
    at(planned, clock, "2026-03-07T09:05+08:00")
    says(planned, clock, "1 快完成了吧？", "reminder")
    at(planned, clock, NEXT)
    first = outgoing(planned, ZHANG, "reminder").items[0]
    assert [item.ref for item in outgoing(planned, ZHANG, "overdue").items if item.ref == first.ref] == []
    assert len(outgoing(planned, ZHANG, "overdue").items) == 1
