"""Lists in mails count as people do: A2 before A10."""

import pytest

from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import publish
from support.replies import outgoing, reply
from support.world import Clock

ALL = [f"A{number}" for number in range(1, 13)]


@pytest.fixture
def many(planned: Workspace, clock: Clock) -> Workspace:
    """A1 to A12 are 张伟's, all due on one day."""
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", [f"a: 第{n}项 @张伟 截止3月6日 交付:文档" for n in range(1, 13)])
    publish.publish(planned.as_user("command"), "M1")
    return planned


def test_in_a_digest(many: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T09:00+08:00")
    queue_due(many.as_worker())
    assert [item.ref for item in outgoing(many, "zhang@example.test", "reminder").items] == ALL


def test_in_what_is_asked_by_hand_under_the_key_it_always_had(many: Workspace) -> None:
    acting = many.as_user("key")
    (mail,) = nudge(acting, reversed(ALL))
    assert [item.ref for item in mail.items] == ALL
    assert mail.key == f"nudge:2026-03-02:{mail.person}:{'+'.join(sorted(ALL))}"


def test_in_the_list_that_a_reply_asks_for(many: Workspace) -> None:
    receive(many.as_worker(), reply(outgoing(many, "zhang@example.test", "minutes"), "我的任务"))
    assert [item.ref for item in outgoing(many, "zhang@example.test", "answer").items] == ALL
