"""A reply that names a day which the calendar has not is asked for another one, and told which it was."""

import pytest

from collabtui.domain.action import Action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace


@pytest.mark.parametrize(
    ("who", "text", "named"),
    [
        ("bob@example.test", "1 by 31.4.", "There is no such day: “1 by 31.4”."),
        ("bob@example.test", "1 by 30 February", "There is no such day: “1 by 30 February”."),
        ("zhang@example.test", "1 2月30日给", "日历上没有这一天：“1 2月30日给”。"),
    ],
)
def test_it_is_asked_back_with_the_day(published: Workspace, who: str, text: str, named: str) -> None:
    before = published.store.find(Action)
    received = receive(published.as_worker(), reply(outgoing(published, who, "minutes"), text))
    assert received is not None
    assert (received.verdict, received.updates, received.requests) == ("review", (), ())
    assert named in " ".join((received.answer or "").split())
    assert published.store.find(Action) == before


@pytest.mark.parametrize("text", ["1 by 28.3.", "1 until 28.3.", "1: need till 28.3."])
def test_a_day_that_there_is_goes_to_the_facilitator(published: Workspace, text: str) -> None:
    received = receive(published.as_worker(), reply(outgoing(published, "bob@example.test", "minutes"), text))
    assert received is not None
    assert [(one.ask, f"{one.due}") for one in received.requests] == [("postpone", "2026-03-28")]
    assert "no such day" not in (received.answer or "")
