"""A mail that meets a mistake of ours: nothing of it is done by halves, and a person gets to read it."""

from dataclasses import replace
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.errors import Refused, Unknown, Unreachable
from collabtui.language.replies.marking import marking
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known, MarkingPass
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import assess
from collabtui.lifecycle.mail_in import receive as receiving
from collabtui.lifecycle.mail_in.reading_budget import TooSlow
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.store.interface import Fence
from support.records import NOW
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def raising(error: Exception) -> Any:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


def letter(workspace: Workspace) -> bytes:
    return reply(outgoing(workspace, ZHANG, "minutes"), "1 完成")


@pytest.mark.parametrize("step", ["identify_sender", "kind_of", "new_text", "reply_context_of", "understand"])
@pytest.mark.parametrize("error", [KeyError("A1"), Unknown("action.unknown", ref="A9"), RecursionError()])
def test_whatever_step_of_reading_fails_the_mail_waits(
    published: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: str, error: Exception
) -> None:
    raw = letter(published)
    with monkeypatch.context() as broken:
        broken.setattr(assess, step, raising(error))
        said = explain(published.as_worker(), raw)
        mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert (mail.verdict, mail.reason, mail.state) == ("review", "unreadable", "waiting")
    assert (said.verdict, said.reason) == ("review", "unreadable")
    assert (mail.raw, mail.sender, mail.updates) == (raw, ZHANG, ())
    assert mail.digest in caplog.text
    assert published.store.get(Action, "A1").status == "not-started"
    later = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 已经完成"))
    assert later is not None
    assert later.verdict == "apply"


@pytest.mark.parametrize(
    "field",
    [b"Authentication-Results: mx; " + b"x" * 200_000, b"From: " + b"(" * 100_000],
    ids=["a field before the others", "the sender"],
)
def test_a_mail_whose_header_is_not_read_to_its_end_waits(published: Workspace, field: bytes) -> None:
    mail = receive(published.as_worker(), field + b"\r\n" + letter(published))
    assert mail is not None
    assert (mail.verdict, mail.reason, mail.state) == ("review", "head-cut-off", "waiting")
    assert published.store.get(Action, "A1").status == "not-started"


@pytest.mark.parametrize("step", ["answer_message", "queue_as_read", "kinds_of"])
def test_what_cannot_be_carried_out_is_not_done_at_all(
    published: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    raw, before = letter(published), published.store.get(Action, "A1")
    with monkeypatch.context() as broken:
        broken.setattr(receiving, step, raising(KeyError("due")))
        mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert (mail.verdict, mail.reason, mail.state, mail.answer) == ("review", "not-carried-out", "waiting", None)
    assert mail.digest in caplog.text
    assert published.store.get(Action, "A1") == before
    assert published.store.find(Outgoing, to=ZHANG, kind="answer") == []
    assert receive(published.as_worker(), raw) is None


def test_a_disk_that_says_no_is_no_fault_of_the_mail(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read again later."""
    raw = letter(published)
    for module, step in ((assess, "identify_sender"), (receiving, "queue_as_read")):
        with monkeypatch.context() as broken:
            broken.setattr(module, step, raising(Unreachable("store.full")))
            with pytest.raises(Unreachable):
                receive(published.as_worker(), raw)
    assert published.store.find(Incoming, state="waiting") == []
    mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert mail.verdict == "apply"


def test_a_lease_that_is_lost_is_no_fault_of_the_mail(published: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """As where a copy is put in the place of the database meanwhile."""
    number = published.store.acquire_lease("worker", "here", now=NOW, seconds=60)
    assert number is not None
    published.store.release_lease("worker", "here")
    with pytest.raises(Refused, match=r"worker\.lost"):
        receive(published.under(Fence(name="worker", number=number)).as_worker(), letter(published))
    assert caplog.text == ""
    assert published.store.find(Incoming) == []


def test_a_step_that_takes_long_is_ended_within_it_and_the_next_mail_is_read(
    published: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]

    def takes_four_seconds(_: Known, draft: Draft) -> Draft:
        seconds[0] += 4
        return draft

    timed = replace(published, timer=lambda: seconds[0])
    minutes = outgoing(published, ZHANG, "minutes")
    with monkeypatch.context() as slow:
        slow.setattr(marking, "PASSES", [MarkingPass("text", takes_four_seconds, "", "")])
        with pytest.raises(TooSlow):
            receive(timed.as_worker(), reply(minutes, "1 完成\n" * 100))
        assert seconds[0] < 2 * published.config.reply.reading_seconds
    assert not published.store.find(Incoming)
    assert receive(timed.as_worker(), reply(minutes, "1 完成")) is not None
    assert published.store.get(Action, "A1").status == "done"
