"""What becomes of a mail in the outbox, field by field: under way, settled, put back, held, released."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unreachable
from collabtui.lifecycle.base import outbox, send_retries
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.meetings.invite import cancel, invite
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.store.interface import Fence
from collabtui.worker.send_outbox import SendCount, send_due
from support.records import outgoing, person
from support.replies import send_all
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp, SmtpLie
from support.world import Clock

ADDRESS = "p99@example.test"


@pytest.fixture
def leased(workspace: Workspace, clock: Clock) -> Iterator[Workspace]:
    """Under the lease of a worker that runs."""
    number = workspace.store.acquire_lease("worker", "me", now=clock.now, seconds=120)
    assert number is not None
    yield workspace.under(Fence(name="worker", number=number))
    workspace.store.release_lease("worker", "me")


def put(workspace: Workspace, *mails: Outgoing) -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(person("P99", email=ADDRESS))
        for mail in mails:
            tx.put(mail)


def mail(ref: str = "O1", **fields: Any) -> Outgoing:
    made = {"person": "P99", "to": ADDRESS, "key": ref, "message_id": f"<{ref}@h>"}
    return outgoing(ref, **(made | fields))


def kept(workspace: Workspace, ref: str = "O1") -> dict[str, Any]:
    found = workspace.store.get(Outgoing, ref)
    fields = ("state", "attempts", "last_error", "not_before", "sent_at", "lease")
    return {name: getattr(found, name) for name in fields}


def test_pauses_double_from_a_minute_to_four_hours() -> None:
    found = [send_retries.pause(attempts) // timedelta(minutes=1) for attempts in (0, 1, 2, 3, 8, 9, 500)]
    assert found == [1, 1, 2, 4, 128, 240, 240]


def test_a_mail_under_way_bears_the_number_of_the_lease(leased: Workspace) -> None:
    put(leased, mail(state="queued", attempts=1), mail("O2", state="held"), mail("O3", state="queued"))
    taken = outbox.take_batch(leased.as_worker(), 20)
    assert [one.ref for one in taken] == ["O1", "O3"]
    assert leased.fence is not None
    assert kept(leased) == {
        "state": "sending", "attempts": 2, "last_error": "", "not_before": None, "sent_at": None,
        "lease": leased.fence.number,
    }  # fmt: skip
    assert outbox.take_batch(leased.as_worker(), 20) == []


@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        (Outcome("sent", "250 ok"), {"state": "sent", "last_error": ""}),
        (Outcome("temporary", "451 later"), {"state": "queued", "last_error": "451 later"}),
        (Outcome("permanent", "550 no"), {"state": "failed", "last_error": "550 no"}),
    ],
)
def test_a_settled_mail_is_nobodys_any_more(
    leased: Workspace, clock: Clock, outcome: Outcome, after: dict[str, Any]
) -> None:
    put(leased, mail(state="sending", attempts=2, last_error="before", lease=1))
    outbox.settle(leased.as_worker(), mail(), outcome)
    sent_at = clock.now if outcome.kind == "sent" else None
    not_before = clock.now + timedelta(minutes=2) if outcome.kind == "temporary" else None
    assert kept(leased) == {"attempts": 2, "not_before": not_before, "sent_at": sent_at, "lease": None} | after


@pytest.mark.parametrize(
    ("against_address", "to", "bounced"),
    [(True, ADDRESS, True), (False, ADDRESS, False), (True, "old@example.test", False), (False, "old@x.test", False)],
)
def test_a_refusal_of_the_address_is_shown_on_the_person_who_still_has_it(
    leased: Workspace, clock: Clock, against_address: bool, to: str, bounced: bool
) -> None:
    put(leased, mail(state="sending", to=to, lease=1))
    outcome = Outcome("permanent", "550 no", speaks_against_address=against_address)
    outbox.settle(leased.as_worker(), mail(to=to), outcome)
    found = leased.store.get(Person, "P99")
    assert (found.bounced_at, found.bounce_reason) == ((clock.now, "550 no") if bounced else (None, ""))


@pytest.mark.parametrize(("attempts", "after"), [(3, 2), (1, 0), (0, 0)])
def test_a_server_that_went_away_made_no_attempt(leased: Workspace, attempts: int, after: int) -> None:
    put(leased, mail(state="sending", attempts=attempts, lease=1))
    outbox.put_back(leased.as_worker(), [mail()], "gone")
    assert kept(leased) == {
        "state": "queued", "attempts": after, "last_error": "gone", "not_before": None, "sent_at": None, "lease": None,
    }  # fmt: skip


def test_what_this_lease_left_is_put_back_and_what_another_sends_is_not(leased: Workspace) -> None:
    assert leased.fence is not None
    own = leased.fence.number
    put(
        leased,
        mail(state="sending", attempts=2, lease=own, last_error="full"),
        mail("O2", state="sending", lease=own + 1),
        mail("O3", state="queued", last_error="451"),
    )
    outbox.put_back_left(leased.as_worker())
    assert [kept(leased, ref)["state"] for ref in ("O1", "O2", "O3")] == ["queued", "sending", "queued"]
    assert (kept(leased)["last_error"], kept(leased, "O3")["last_error"]) == ("full", "451")


STATES = ("queued", "held", "failed", "sending", "sent")


@pytest.mark.parametrize(
    ("move", "allowed", "to"),
    [(outbox.hold, ("queued", "failed"), "held"), (outbox.retry, ("failed", "held", "queued"), "queued")],
)
@pytest.mark.parametrize("state", STATES)
def test_one_mail_is_moved_by_hand_while_it_is_here(
    workspace: Workspace, clock: Clock, move: Any, allowed: tuple[str, ...], to: str, state: str
) -> None:
    put(workspace, mail(state=state, not_before=clock.now))
    if state not in allowed:
        with pytest.raises(Refused, match=r"outbox\.gone") as refused:
            move(workspace.as_user("command"), "O1")
        assert refused.value.values == {"ref": "O1", "state": state}
        return
    assert move(workspace.as_user("command"), "O1").state == to
    assert (kept(workspace)["state"], kept(workspace)["not_before"]) == (to, None)


@pytest.mark.parametrize(
    ("move", "allowed", "to"),
    [(outbox.hold_each, ("queued", "failed"), "held"), (outbox.release_each, ("held",), "queued")],
)
def test_several_mails_are_moved_and_those_that_left_stay(
    workspace: Workspace, clock: Clock, move: Any, allowed: tuple[str, ...], to: str
) -> None:
    put(workspace, *(mail(f"O{n}", state=state, not_before=clock.now) for n, state in enumerate(STATES, 1)))
    moved = move(workspace.as_user("command"), [f"O{n}" for n in range(1, 6)])
    assert [one.ref for one in moved] == [f"O{n}" for n, state in enumerate(STATES, 1) if state in allowed]
    for n, state in enumerate(STATES, 1):
        after = (to, None) if state in allowed else (state, clock.now)
        assert (kept(workspace, f"O{n}")["state"], kept(workspace, f"O{n}")["not_before"]) == after


def test_pauses_are_forgotten_and_counted(workspace: Workspace, clock: Clock) -> None:
    later = clock.now + timedelta(hours=1)
    put(
        workspace, mail(state="queued", not_before=later), mail("O2", state="queued"),
        mail("O3", state="held", not_before=later),
    )  # fmt: skip
    assert outbox.flush(workspace.as_user("command")) == 1
    assert [kept(workspace, ref)["not_before"] for ref in ("O1", "O3")] == [None, later]


def send(workspace: Workspace, *lies: SmtpLie) -> SendCount:
    smtp = LyingSmtp(lambda number: lies[number - 1] if number <= len(lies) else None)
    with Scripted(smtp) as server:
        return asyncio.run(
            send_due(workspace, Smtp(host=server.host, port=server.port, security="none"), None)
        )  # fmt: skip


def test_each_answer_of_the_server_is_counted_and_kept(leased: Workspace) -> None:
    assert send(leased) == SendCount()
    put(leased, *(mail(f"O{n}", state="queued") for n in (1, 2, 3)))
    assert send(leased, "refused", "greylisted") == SendCount(sent=1, failed=1, later=1)
    assert [kept(leased, f"O{n}")["state"] for n in (1, 2, 3)] == ["failed", "queued", "sent"]
    assert kept(leased)["last_error"] == "550 5.1.1 No such user"
    assert leased.store.get(Person, "P99").bounce_reason == "550 5.1.1 No such user"


def test_what_two_sessions_sent_is_counted_together() -> None:
    assert SendCount(1, 2, 3) + SendCount(4, 5, 6) == SendCount(5, 7, 9)


def test_a_server_that_is_not_there_is_told_and_nothing_is_lost(leased: Workspace) -> None:
    put(leased, mail(state="queued"))
    with pytest.raises(Unreachable) as gone:
        asyncio.run(send_due(leased, Smtp(host="127.0.0.1", port=1, security="none"), None))
    after = kept(leased)
    assert (after["state"], after["attempts"]) == ("queued", 0)
    assert gone.value.key == "smtp.gone"
    assert after["last_error"] == "连不上发信服务器 127.0.0.1:1：连接被拒绝"


@pytest.mark.parametrize(("merged_into", "state", "to"), [(None, "queued", ADDRESS), ("P98", "failed", "old@x.test")])
def test_who_got_another_address_while_the_server_was_asked_is_written_to_there(
    leased: Workspace, merged_into: str | None, state: str, to: str
) -> None:
    put(leased, mail(state="sending", to="old@x.test", attempts=1, lease=1, not_before=leased.as_worker().now))
    with leased.as_user("command").transaction() as tx:
        tx.put(person("P98", email="p98@example.test"))
        tx.put(tx.get(Person, "P99").model_copy(update={"merged_into": merged_into}))
    outcome = Outcome("permanent", "550 no", speaks_against_address=True)
    settled = outbox.settle(leased.as_worker(), mail(to="old@x.test"), outcome)
    assert (settled.state, settled.to) == (state, to)
    assert (kept(leased)["last_error"], kept(leased)["lease"]) == ("550 no", None)
    assert kept(leased)["not_before"] is None or state == "failed"
    assert leased.store.get(Person, "P99").bounced_at is None


@pytest.mark.parametrize(
    ("state", "last_error", "is_looked_at"),
    [("held", "two days old", True), ("held", "", False), ("failed", "550 no", False), ("queued", "451", False)],
)
def test_what_was_held_for_a_look_and_is_released_counts_from_then(
    workspace: Workspace, clock: Clock, state: str, last_error: str, is_looked_at: bool
) -> None:
    before = clock.now - timedelta(days=2)
    put(workspace, mail(state=state, last_error=last_error, queued_at=before))
    again = outbox.retry(workspace.as_user("command"), "O1")
    assert again == workspace.store.get(Outgoing, "O1")
    assert (again.queued_at, again.last_error) == ((clock.now, "") if is_looked_at else (before, last_error))


def test_what_is_held_as_it_leaves_does_not_leave_and_keeps_nobody_up(leased: Workspace) -> None:
    """A batch of which nothing may go is followed by the next one."""
    put(leased, *(mail(f"O{n}", state="queued") for n in (1, 2, 3)))

    def as_it_leaves(_: Any, __: Any, one: Outgoing) -> Outgoing:
        held = {"state": "held", "last_error": "looked at", "attempts": 7}
        return one if one.ref == "O3" else one.model_copy(update=held)

    assert [one.ref for one in outbox.take_batch(leased.as_worker(), 2, as_it_leaves)] == ["O3"]
    assert [kept(leased, ref)["state"] for ref in ("O1", "O2", "O3")] == ["held", "held", "sending"]
    assert [kept(leased, ref)["attempts"] for ref in ("O1", "O3")] == [7, 1]
    assert outbox.take_batch(leased.as_worker(), 2, as_it_leaves) == []


def test_what_was_noted_after_all_is_not_put_back(leased: Workspace) -> None:
    put(leased, mail(state="sent"), mail("O2", state="sending", attempts=1, lease=1))
    outbox.put_back(leased.as_worker(), [mail(), mail("O2")], "gone")
    assert [kept(leased, ref)["state"] for ref in ("O1", "O2")] == ["sent", "queued"]
    assert kept(leased)["last_error"] == ""


def test_a_copy_is_a_mail_of_its_own_that_says_and_is_answered_the_same(workspace: Workspace, clock: Clock) -> None:
    raw = b"Message-ID: <O1@h>\r\nDate: Sun, 01 Mar 2026 10:00:00 +0800\r\nSubject: s\r\n\r\nthe words\r\n"
    sent = mail(
        state="sent", raw=raw, attempts=3, last_error="451", lease=4, sent_at=clock.now, to="old@x.test",
        queued_at=clock.now - timedelta(days=1),
    )  # fmt: skip
    put(workspace, sent)
    copy = outbox.send_copy(workspace.as_user("command"), "O1", timedelta(seconds=5))
    assert copy == workspace.store.get(Outgoing, copy.ref)
    assert (copy.ref, copy.state, copy.to) == ("O2", "queued", ADDRESS)
    assert (copy.token, copy.code, copy.text) == (sent.token, sent.code, sent.text)
    assert (copy.attempts, copy.last_error, copy.lease, copy.sent_at) == (0, "", None, None)
    assert (copy.queued_at, copy.not_before) == (clock.now, clock.now + timedelta(seconds=5))
    assert copy.key != sent.key
    assert copy.message_id.encode() in copy.raw
    assert copy.message_id.endswith("@example.test>")
    assert b"<O1@h>" not in copy.raw
    assert b"the words" in copy.raw
    assert workspace.store.get(Outgoing, "O1").state == "sent"


@pytest.mark.parametrize("state", ["queued", "sending", "held", "failed"])
def test_what_was_not_sent_is_not_copied(workspace: Workspace, state: str) -> None:
    put(workspace, mail(state=state))
    with pytest.raises(Refused, match=r"outbox\.not_sent") as refused:
        outbox.send_copy(workspace.as_user("command"), "O1")
    assert refused.value.values == {"ref": "O1", "state": state}


def test_a_server_that_goes_away_is_quoted_and_what_it_took_before_counts(leased: Workspace) -> None:
    put(leased, *(mail(f"O{n}", state="queued") for n in (1, 2, 3)))
    smtp = LyingSmtp(lambda number: "throttled" if number > 1 else None)
    with Scripted(smtp) as server, pytest.raises(Unreachable):
        asyncio.run(send_due(leased, Smtp(host=server.host, port=server.port, security="none"), None))
    assert [kept(leased, f"O{n}")["state"] for n in (1, 2, 3)] == ["sent", "queued", "queued"]
    assert [kept(leased, f"O{n}")["attempts"] for n in (1, 2, 3)] == [1, 0, 0]
    assert "Too many messages" in kept(leased, "O2")["last_error"]


def test_what_is_under_way_when_the_process_is_ended_is_put_back(
    leased: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(leased, mail(state="queued"), mail("O2", state="queued"))

    async def ended(*_: Any) -> Any:
        assert kept(leased)["state"] == "sending"
        raise KeyboardInterrupt

    monkeypatch.setattr("collabtui.worker.send_outbox._send_all", ended)
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(send_due(leased, Smtp(host="127.0.0.1", port=1, security="none"), None))
    assert [kept(leased, ref)["state"] for ref in ("O1", "O2")] == ["queued", "queued"]


def test_what_a_newer_mail_has_told_the_same_calendar_is_not_sent_after_it(planned: Workspace, clock: Clock) -> None:
    acting = planned.as_user("command")
    first = next(mail for mail in invite(acting, "M1").queued if mail.to == "chen@example.test")
    outbox.hold(acting, first.ref)
    clock.now += timedelta(hours=1)
    moved = move_meeting(planned.as_user("command"), "M1", "16:00").queued
    newer = next(mail for mail in moved if mail.to == "chen@example.test")
    with pytest.raises(Refused, match=r"outbox\.outdated ") as refused:
        outbox.retry(planned.as_user("command"), first.ref)
    assert refused.value.values["by"] == newer.ref
    outbox.hold(planned.as_user("command"), newer.ref)
    assert outbox.retry(planned.as_user("command"), newer.ref).state == "queued"


def test_an_invitation_to_what_was_called_off_is_not_sent_once_more(planned: Workspace, clock: Clock) -> None:
    first = invite(planned.as_user("command"), "M1").queued[0]
    send_all(planned)
    outbox.send_copy(planned.as_user("command"), first.ref)
    clock.now += timedelta(hours=1)
    off = cancel(planned.as_user("command"), "M1").queued
    send_all(planned)
    with pytest.raises(Refused, match=r"outbox\.outdated "):
        outbox.send_copy(planned.as_user("command"), first.ref)
    last = next(mail for mail in off if mail.person == first.person)
    assert outbox.send_copy(planned.as_user("command"), last.ref).state == "queued"


def test_what_another_worker_has_taken_over_is_not_settled_by_who_had_it_before(leased: Workspace) -> None:
    assert leased.fence is not None
    other = leased.fence.number + 1
    put(leased, mail(state="sending", attempts=2, lease=other))
    with pytest.raises(Refused, match=r"worker\.lost\b"):
        outbox.settle(leased.as_worker(), mail(), Outcome("sent", "250 ok"))
    outbox.put_back(leased.as_worker(), [mail()], "gone")
    assert (kept(leased)["state"], kept(leased)["lease"]) == ("sending", other)


@pytest.mark.parametrize("state", ["queued", "held", "failed", "sent", "sending"])
@pytest.mark.parametrize("marked", ["by him", "by another", "by nobody"])
def test_after_the_loss_of_a_lease_only_what_nobody_has_marked_since_is_noted(
    leased: Workspace, clock: Clock, state: str, marked: str
) -> None:
    assert leased.fence is not None
    own = leased.fence.number
    before = mail(state=state, attempts=1, lease={"by him": own, "by another": own + 1, "by nobody": None}[marked])
    put(leased, before)
    leased.store.release_lease("worker", "me")
    known = mail(state="sending", attempts=1, lease=own)
    if (state, marked) == ("sending", "by him"):
        assert outbox.note_after_loss(leased.as_worker(), known).state == "sent"
        assert (kept(leased)["lease"], kept(leased)["sent_at"]) == (None, clock.now)
        return
    with pytest.raises(Refused, match=r"^worker\.lost$"):
        outbox.note_after_loss(leased.as_worker(), known)
    assert kept(leased)["state"] == state


def test_what_did_not_arrive_at_an_earlier_address_is_queued_again_to_the_present_one(workspace: Workspace) -> None:
    put(
        workspace,
        mail("O1", state="failed", to="old@example.test"),
        mail("O2", state="failed"),
        mail("O3", state="sent", to="old@example.test"),
    )
    again = outbox.send_again(workspace.as_user("command"), "P99")
    assert [(one.ref, one.to, one.state) for one in again] == [("O1", ADDRESS, "queued")]
    assert [kept(workspace, ref)["state"] for ref in ("O1", "O2", "O3")] == ["queued", "failed", "sent"]
