"""A mail says what is true when it leaves, however long it waited for that."""

from datetime import timedelta
from typing import Any

import pytest

from collabtui.domain.mail.mail_records import PRODUCT_HEADER, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.live.run import capture
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes.publish import publish
from collabtui.text.templates import Rendered, Templates
from support.replies import outgoing, parsed, reply, send_all
from support.world import Clock


def leave(workspace: Workspace) -> dict[str, Outgoing]:
    """Everything that leaves now, by ref."""
    return {mail.ref: mail for mail in outbox.take_batch(workspace.as_worker(), 50, true_as_it_leaves)}


def body(mail: Outgoing) -> str:
    part = parsed(mail).get_body(("plain",))
    assert part is not None
    content: str = part.get_content()
    return content


def deadline(workspace: Workspace, person: str) -> SignOff:
    (answer,) = workspace.store.find(SignOff, person=person)
    return answer


def test_minutes_that_waited_name_the_day_that_counts_from_when_they_go(published: Workspace, clock: Clock) -> None:
    before = outgoing(published, "zhang@example.test", "minutes")
    assert "3月5日" in before.text
    clock.set("2026-03-07T09:00+08:00")
    mail = leave(published)[before.ref]
    assert "3月10日" in mail.text
    assert "3月5日" not in mail.text
    assert mail.text.split() == body(mail).split()
    assert mail.message_id == before.message_id
    assert deadline(published, "P2").deadline == clock.now + timedelta(days=3)


def test_silence_is_consent_only_after_the_whole_time(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-07T09:00+08:00")
    for mail in leave(published).values():
        outbox.settle(published.as_worker(), mail, Outcome("sent"))
    clock.set("2026-03-09T09:00+08:00")
    assert apply_silent_consent(published.as_worker()) == []
    clock.set("2026-03-10T09:00+08:00")
    assert {one.person for one in apply_silent_consent(published.as_worker())} == {"P2", "P4", "P5"}


def test_what_leaves_on_its_day_is_what_was_previewed(published: Workspace, clock: Clock) -> None:
    before = {mail.ref: mail.raw for mail in published.store.find(Outgoing, state="queued")}
    clock.set("2026-03-02T23:00+08:00")
    assert {ref: mail.raw for ref, mail in leave(published).items()} == before


def test_what_may_have_left_before_a_crash_is_not_written_anew(published: Workspace, clock: Clock) -> None:
    before = leave(published)
    clock.set("2026-03-07T09:00+08:00")
    with published.as_worker().transaction() as tx:
        for mail in before.values():
            assert true_as_it_leaves(tx, published.as_worker(), tx.get(Outgoing, mail.ref)).raw == mail.raw


def test_a_newer_version_takes_the_place_of_the_one_that_waited(published: Workspace, clock: Clock) -> None:
    old = outgoing(published, "zhang@example.test", "minutes")
    capture(published.as_user("key"), "M1", "d: 预算由市场部出")
    publish(published.as_user("key"), "M1")
    clock.set("2026-03-07T09:00+08:00")
    left = leave(published)
    assert old.ref not in left
    held = published.store.get(Outgoing, old.ref)
    assert held.state == "held"
    assert held.last_error
    new = outgoing(published, "zhang@example.test", "minutes")
    assert "预算由市场部出" in left[new.ref].text


def test_a_reminder_that_waited_says_how_late_it_is_now(published: Workspace, clock: Clock) -> None:
    send_all(published)
    clock.set("2026-03-04T10:00+08:00")
    queue_due(published.as_worker())
    before = outgoing(published, "zhang@example.test", "reminder")
    assert "2 天" in before.text
    clock.set("2026-03-09T10:00+08:00")
    mail = leave(published)[before.ref]
    assert "逾期 3 天" in mail.text
    assert "提供接口文档" in mail.text
    assert (before.kind, mail.kind) == ("reminder", "overdue")
    assert parsed(mail)[PRODUCT_HEADER] == "overdue"


def test_a_reminder_of_what_is_done_by_now_stays(published: Workspace, clock: Clock) -> None:
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), "同意"))
    clock.set("2026-03-04T10:00+08:00")
    queue_due(published.as_worker())
    before = outgoing(published, "zhang@example.test", "reminder")
    update_action(published.as_user("key"), "A1", Update(ref="A1", status="done"))
    clock.set("2026-03-05T10:00+08:00")
    assert before.ref not in leave(published)
    assert published.store.get(Outgoing, before.ref).state == "held"


@pytest.mark.parametrize(
    ("update", "subject", "reason"),
    [
        ({"head": True}, "部门负责人本人的逾期行动项", "张伟"),
        ({"head": False}, "无负责人部门的逾期行动项", "研发部"),
    ],
    ids=["who heads the department himself", "a department that nobody heads"],
)
def test_an_escalation_that_waited_still_says_why_its_reader_gets_it(
    published: Workspace, clock: Clock, update: dict[str, Any], subject: str, reason: str
) -> None:
    send_all(published)
    with published.as_user("key").transaction() as tx:
        for person in tx.find(Person, department="研发部"):
            own = update if person.email == "zhang@example.test" else {"head": False}
            tx.put(person.model_copy(update=own))
    clock.set("2026-03-09T10:00+08:00")
    queue_due(published.as_worker())
    send_all(published)
    clock.set("2026-03-10T10:00+08:00")
    queue_due(published.as_worker())
    (before,) = published.store.find(Outgoing, kind="escalation", state="queued")
    assert (subject in before.subject, reason in before.text) == (True, True)
    clock.set("2026-03-13T10:00+08:00")
    after = leave(published)[before.ref]
    assert (subject in after.subject, reason in after.text, "贵部门" in after.subject) == (True, True, False)


def test_an_invitation_to_what_is_over_is_held(planned: Workspace, clock: Clock) -> None:
    invite.invite(planned.as_user("command"), "M1")
    clock.set("2026-03-03T09:00+08:00")
    assert leave(planned) == {}
    assert {mail.state for mail in planned.store.find(Outgoing)} == {"held"}


def test_what_was_looked_at_leaves_as_it_is(published: Workspace, clock: Clock) -> None:
    send_all(published)
    (mail,) = nudge(published.as_user("key"), ["A1"])
    clock.set("2026-03-05T09:00+08:00")
    assert leave(published) == {}
    outbox.retry(published.as_user("command"), mail.ref)
    assert leave(published)[mail.ref].raw == mail.raw


@pytest.mark.parametrize("size", [1, 2])
def test_held_mails_do_not_keep_the_others_back(published: Workspace, clock: Clock, size: int) -> None:
    waiting = published.store.find(Outgoing, state="queued")
    send_all(published)
    for ref in ("A1", "A3"):
        nudge(published.as_user("key"), [ref])
    clock.set("2026-03-05T09:00+08:00")
    with published.as_worker().transaction() as tx:
        tx.put(
            tx.get(Outgoing, waiting[0].ref).model_copy(
                update={"state": "queued", "sent_at": None, "queued_at": clock.now}
            )
        )
    taken = outbox.take_batch(published.as_worker(), size, true_as_it_leaves)
    assert [mail.ref for mail in taken] == [waiting[0].ref]


def test_what_is_written_anew_is_rendered_while_nobody_waits(
    published: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set("2026-03-07T09:00+08:00")
    locked = list[bool]()
    mail = Templates.mail

    def rendered(templates: Templates, *given: Any, **named: Any) -> Rendered:
        locked.append(is_locked(published))
        return mail(templates, *given, **named)

    monkeypatch.setattr(Templates, "mail", rendered)
    left = leave(published)
    anew = [one for one in left.values() if one.kind == "minutes"]
    assert anew
    assert any("3月10日" in one.text for one in anew)
    assert all(body(one).split() == one.text.split() for one in anew)
    assert (len(locked), any(locked)) == (len(anew), False)


def is_locked(workspace: Workspace) -> bool:
    return bool(workspace.store._connection.in_transaction)  # type: ignore[attr-defined]  # the store of that world
