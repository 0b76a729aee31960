"""A reply to the mail that confirms what was read, which names no action: it is about the one of the mail before."""

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG = "zhang@example.test"


def _second(workspace: Workspace, clock: Clock, first: str, second: str) -> Incoming:
    clock.set("2026-03-02T17:30+08:00")
    receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), first))
    send_all(workspace)
    clock.set("2026-03-02T18:30+08:00")
    answer = outgoing(workspace, ZHANG, "answer")
    found = receive(workspace.as_worker(), reply(answer, second, date="Mon, 02 Mar 2026 18:10:00 +0800"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second", "offered"),
    [
        ("2 延期到3月18日", "还是25号吧", [("A2", None, "postpone", "2026-03-25")]),
        ("2 延期到3月18日", "make it the 25th", [("A2", None, "postpone", "2026-03-25")]),
        ("2 60%", "说错了，70%", [("A2", "in-progress", None, "None")]),
        (
            "1完成",
            "sorry, I meant the 2nd one",
            [("A2", "done", None, "None"), ("A1", "in-progress", None, "None")],
        ),
    ],
)
def test_it_is_offered_of_that_one(
    published: Workspace, clock: Clock, first: str, second: str, offered: list[tuple[str, ...]]
) -> None:
    mail = _second(published, clock, first, second)
    assert mail.understanding is not None
    proposals = mail.understanding.proposals
    assert [(one.ref, one.status, one.ask, str(one.due)) for one in proposals] == offered
    assert (mail.state, mail.updates, mail.requests) == ("waiting", (), ())


def test_thanks_say_nothing(published: Workspace, clock: Clock) -> None:
    assert _second(published, clock, "2 延期到3月18日", "谢谢").state == "ignored"
