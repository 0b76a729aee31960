"""A mail is read while others write: only its applying needs the lock, and what it is applied to is what it met."""

from collections.abc import Callable
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Understanding
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Unreachable
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.at_once.noted_reads import NotedReads
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import assess
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from support.replies import outgoing, reply
from support.world import AGENDA, Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def while_it_is_read(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, happens: Callable[[Workspace], None], times: int = 1
) -> list[int]:
    """`happens` in another process, as far as the database can tell, each time before the text is understood; the list
    grows with each."""
    rounds = list[int]()

    def understanding(*arguments: Any) -> Understanding:
        rounds.append(1)
        if len(rounds) <= times:
            other = workspace.store.open_again()
            try:
                happens(Workspace(other, workspace.config, workspace.templates, workspace.is_working, workspace.clock))
            finally:
                other.close()
        return understand(*arguments)

    monkeypatch.setattr(assess, "understand", understanding)
    return rounds


def said_done(workspace: Workspace) -> Incoming | None:
    return receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), "1 完成"))


def renamed(workspace: Workspace) -> None:
    with workspace.as_user("key").transaction() as tx:
        action = tx.get(Action, "A1")
        tx.put(action.model_copy(update={"title": f"{action.title}!"}))


def planned_another(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("key"), AGENDA.model_copy(update={"title": "another"}))


def test_others_write_while_a_mail_is_read(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = while_it_is_read(monkeypatch, published, planned_another)
    mail = said_done(published)
    assert mail is not None
    assert mail.verdict == "apply"
    assert published.store.get(Action, "A1").status == "done"
    assert published.store.get(Meeting, "M2").title == "another"
    assert len(rounds) == 1  # that has nothing to do with the mail


def test_what_the_mail_is_about_changes_meanwhile(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = while_it_is_read(monkeypatch, published, renamed, times=2)
    mail = said_done(published)
    assert mail is not None
    action = published.store.get(Action, "A1")
    assert (action.status, action.title[-2:]) == ("done", "!!")
    assert len(rounds) == 3


def test_the_sender_leaves_the_address_meanwhile(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """He is believed no more by what was true when the mail was opened."""

    def leaves(workspace: Workspace) -> None:
        with workspace.as_user("key").transaction() as tx:
            (person,) = tx.find(Person, email=ZHANG)
            tx.put(person.model_copy(update={"email": "zhang.wei@elsewhere.test"}))

    while_it_is_read(monkeypatch, published, leaves)
    mail = said_done(published)
    assert mail is not None
    assert mail.verdict == "review"
    assert published.store.get(Action, "A1").status == "not-started"


def test_the_matter_is_closed_to_its_sender_meanwhile(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """He is answered as one who may not read it."""
    titles = [action.title for action in published.store.find(Action)]

    def closed(workspace: Workspace) -> None:
        (facilitator,) = workspace.store.find(Person, email="li@example.test")
        (matter,) = workspace.store.find(Matter)
        with workspace.as_user("key").transaction() as tx:
            named = (NamedReader(person=facilitator.ref),)
            tx.put(tx.get(Matter, matter.ref).model_copy(update={"confidential": True, "readers": named}))

    before = {mail.ref for mail in published.store.find(Outgoing)}
    while_it_is_read(monkeypatch, published, closed)
    mail = said_done(published)
    assert mail is not None
    said = [one for one in published.store.find(Outgoing, to=ZHANG) if one.ref not in before]
    assert said != []
    assert [title for title in titles for one in said if title in f"{one.subject}\n{one.text}"] == []


def test_a_mail_that_is_overtaken_each_time_stays_where_it_is(
    published: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as busy:
        while_it_is_read(busy, published, renamed, times=99)
        with pytest.raises(Unreachable, match=r"mail\.overtaken"):
            said_done(published)
    assert published.store.find(Incoming, state="waiting") == []
    mail = said_done(published)
    assert mail is not None
    assert mail.verdict == "apply"


def test_one_assessment_reads_a_record_once_and_notices_that_it_was_changed_since(published: Workspace) -> None:
    reads = NotedReads(published.store)
    before = reads.get(Person, "P2")
    renamed(published)
    assert reads.get(Person, "P2") is before
    with published.as_user("key").transaction() as tx:
        tx.put(tx.get(Person, "P2").model_copy(update={"email": "new@example.test"}))
    assert reads.get(Person, "P2") is before
    with published.as_worker().transaction() as tx:
        assert not reads.still_hold(tx)


def test_that_nothing_was_there_is_an_answer_too(published: Workspace) -> None:
    reads = NotedReads(published.store)
    assert reads.find(Person, email="new@example.test") == []
    renamed(published)
    with published.as_worker().transaction() as tx:
        assert reads.still_hold(tx)
    with published.as_user("key").transaction() as tx:
        tx.put(tx.get(Person, "P2").model_copy(update={"email": "new@example.test"}))
    with published.as_worker().transaction() as tx:
        assert not reads.still_hold(tx)
