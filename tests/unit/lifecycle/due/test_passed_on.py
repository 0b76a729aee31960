"""An escalation that no mail brings to its reader: who comes next by rule reads it, never nobody."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.undelivered.passed_on_escalation import pass_on
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_absence import set_away
from support.bounces import bounce
from support.replies import send_all
from support.world import Clock

ZHANG, ZHAO, CHEN = "P2", "P3", "P4"
LI = "li@example.test"


@pytest.fixture
def late(published: Workspace, clock: Clock) -> Workspace:
    """A1 of 张伟 is late, he was asked on Monday; 赵强 is his head."""
    send_all(published)
    clock.set("2026-03-09T09:05+08:00")
    queue_due(published.as_worker())
    send_all(published)
    clock.set("2026-03-10T09:05+08:00")
    return published


def change(workspace: Workspace, ref: str, **fields: object) -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(tx.get(Person, ref).model_copy(update=fields))


def escalated(workspace: Workspace) -> Outgoing:
    (mail,) = [one for one in queue_due(workspace.as_worker(), (ActionsDue(),)) if one.kind == "escalation"]
    send_all(workspace)
    return workspace.store.get(Outgoing, mail.ref)


def _bounce(mail: Outgoing) -> bytes:
    return bounce(mail.message_id, recipient=f"Final-Recipient: rfc822; {mail.to}", subject=mail.subject)


def came_back(workspace: Workspace, mail: Outgoing) -> list[Outgoing]:
    """What is queued for who comes next."""
    receive(workspace.as_worker(), _bounce(mail))
    assert workspace.store.get(Outgoing, mail.ref).state == "failed"
    return workspace.store.find(Outgoing, state="queued")


def test_an_escalation_that_comes_back_goes_to_the_deputy(late: Workspace) -> None:
    change(late, ZHAO, deputy=CHEN)
    (passed,) = came_back(late, escalated(late))
    assert (passed.person, passed.kind) == (CHEN, "escalation")
    assert passed.subject.startswith("赵强收不到邮件，转给你：[A1")
    assert "你是代理人，请代为处理" in passed.text
    assert "提供接口文档" in passed.text


@pytest.mark.parametrize("deputy", [None, CHEN])
def test_without_a_deputy_at_work_the_facilitator_reads_it(late: Workspace, deputy: str | None) -> None:
    change(late, ZHAO, deputy=deputy)
    if deputy:
        set_away(late.as_user("command"), CHEN, date(2026, 3, 9), date(2026, 3, 20))
    (passed,) = came_back(late, escalated(late))
    assert passed.to == LI
    assert "请你转告或改派，并更正地址" in passed.text


def test_what_was_passed_on_and_comes_back_goes_to_the_facilitator(late: Workspace) -> None:
    """Two deputies of each other would send it for ever."""
    change(late, ZHAO, deputy=CHEN)
    change(late, CHEN, deputy=ZHAO)
    (passed,) = came_back(late, escalated(late))
    send_all(late)
    (again,) = came_back(late, passed)
    assert again.to == LI
    send_all(late)
    assert came_back(late, again) == []


def test_whom_no_mail_reaches_is_passed_over_from_then_on(late: Workspace, clock: Clock) -> None:
    change(late, ZHAO, deputy=CHEN, bounced_at=clock.now)
    mail = escalated(late)
    assert mail.person == CHEN
    assert "赵强的邮箱收不到邮件，所以先发给你" in mail.text


def test_other_mails_are_not_passed_on(late: Workspace) -> None:
    acting = late.as_worker()
    with acting.transaction() as tx:
        found = tx.find(Outgoing, person=ZHANG)
        assert found
        assert [mail.kind for mail in found if pass_on(tx, acting, mail)] == []
