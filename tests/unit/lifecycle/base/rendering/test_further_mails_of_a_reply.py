"""What a reply gives rise to beside its answer is rendered while nobody waits for a lock, on either engine."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.queue_mail import queue
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import receive as receiving
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.store.interface import Transaction
from collabtui.text.templates import Rendered, Templates
from support.engines import ENGINES, new_database
from support.replies import outgoing, reply
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

ZHANG = "zhang@example.test"


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    with closing(new_database(request.param, tmp_path, request).open_store()) as store:
        clock = Clock()
        workspace = Workspace(store, CONFIG, Templates(), every_day, clock)
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        clock.set("2026-02-27T10:00+08:00")
        plan.new_meeting(workspace.as_user("command"), AGENDA)
        clock.set("2026-03-02T15:00+08:00")
        run.record(workspace.as_user("command"), "M1", NOTES)
        clock.set("2026-03-02T16:00+08:00")
        publish.publish(workspace.as_user("command"), "M1")
        clock.set("2026-03-02T17:30+08:00")
        yield workspace


def warned(tx: Transaction, acting: Acting, _: object, done: Incoming) -> None:
    """A mail to another than the sender, which names what the reply is kept as."""
    bob = tx.find(Person, email="bob@example.test")[0]
    queue(tx, acting, Message("answer", f"warned:{done.ref}", bob, "letter", {"topic": done.ref, "text": done.ref}))


def test_no_mail_of_a_reply_is_rendered_within_its_transaction(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, mail, locked = reply(outgoing(office, ZHANG, "minutes"), "1 完成"), Templates.mail, list[bool]()

    def watched(self: Templates, *arguments: Any, **context: Any) -> Rendered:
        locked.append(office.store._connection.in_transaction)  # type: ignore[attr-defined]  # of either engine
        return mail(self, *arguments, **context)

    monkeypatch.setattr(receiving, "queue_risk_warnings", warned)
    monkeypatch.setattr(Templates, "mail", watched)
    taken = receiving.receive(office.as_worker(), raw)
    assert taken is not None
    assert office.store.get(Action, "A1").status == "done"
    assert [one.text.count(taken.ref) > 0 for one in office.store.find(Outgoing, key=f"warned:{taken.ref}")] == [True]
    assert locked
    assert not any(locked)
