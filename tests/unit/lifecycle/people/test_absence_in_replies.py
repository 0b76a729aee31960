"""An absence that somebody names beside what he answers: proposed to the facilitator, and entered by his yes."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import readings
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.text.catalogue import Catalogue
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def _received(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), text))
    assert mail is not None
    return mail


def _zhang(workspace: Workspace) -> Person:
    return workspace.store.find(Person, email=ZHANG)[0]


def test_the_status_is_applied_and_the_absence_waits(published: Workspace) -> None:
    mail = _received(published, "1 完成。我3月9日到13日休假，有事找陈静")
    action = published.store.get(Action, "A1")
    assert (action.status, action.note, mail.state) == ("done", "", "waiting")
    assert _zhang(published).away_until is None
    assert mail.answer is not None
    assert "没有读懂" not in mail.answer
    assert "? 外出：我3月9日到13日休假" in mail.answer
    assert readings(mail, Catalogue("zh"))[-1].startswith("? y1 外出至 3月13日 代理人 陈静")


def test_a_yes_enters_it_and_taking_back_takes_it_out(published: Workspace) -> None:
    mail = _received(published, "1 完成。我3月9日到13日休假，有事找陈静")
    review.apply_waiting(published.as_user("key"), mail.ref)
    chen = published.store.find(Person, name="陈静")[0]
    entered = _zhang(published)
    assert (entered.away_from, entered.away_until) == (date(2026, 3, 9), date(2026, 3, 13))
    assert entered.away_deputy == chen.ref
    review.undo_mail(published.as_user("key"), mail.ref)
    assert _zhang(published).away_until is None


@pytest.mark.parametrize("text", ["1 完成。王芳3月9日到13日休假", "1 完成。可能3月9日到13日休假"])
def test_of_another_or_in_doubt_nothing_is_proposed(published: Workspace, text: str) -> None:
    mail = _received(published, text)
    assert mail.understanding is not None
    assert "absence" not in [one.ask for one in mail.understanding.proposals]
    assert mail.state == "waiting"
