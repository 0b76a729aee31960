"""Minutes and invitations are rendered while others can write: each mail names all actions, or all who come, so that
those of a large meeting take longer than anybody waits for the database."""

from typing import Any

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.mails_ahead import MailsAhead, MailsSeenFirst
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes import publish
from collabtui.store.sqlite.sqlite_store import SqliteStore
from collabtui.text.templates import Rendered, Templates
from support.world import NOTES, Clock


@pytest.fixture
def held(planned: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    return planned


def is_writing(workspace: Workspace) -> bool:
    store = workspace.store
    assert isinstance(store, SqliteStore)
    return store._connection.in_transaction


def noted(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each mail that is rendered, whether others could write meanwhile."""
    free: list[bool] = []
    mail = Templates.mail

    def watched(self: Templates, *arguments: Any, **context: Any) -> Rendered:
        free.append(not is_writing(workspace))
        return mail(self, *arguments, **context)

    monkeypatch.setattr(Templates, "mail", watched)
    return free


def test_nobody_waits_while_minutes_are_rendered(held: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    free = noted(held, monkeypatch)
    queued = publish.publish(held.as_user("command"), "M1").queued
    assert len(queued) > 1
    assert free == [True] * len(queued)


def test_nobody_waits_while_invitations_are_rendered(planned: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    free = noted(planned, monkeypatch)
    queued = invite.invite(planned.as_user("command"), "M1").queued
    called_off = invite.cancel(planned.as_user("command"), "M1").queued
    assert min(len(queued), len(called_off)) > 1
    assert free == [True] * len(queued + called_off)


def test_nobody_waits_while_reminders_are_rendered(
    published: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set("2026-03-20T10:00+08:00")
    free = noted(published, monkeypatch)
    queued = queue_due(published.as_worker())
    assert len(queued) > 1
    assert set(free) == {True}


def test_what_changed_since_is_rendered_anew(held: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    written = MailsSeenFirst.rendered

    def changed_behind(seen: MailsSeenFirst) -> MailsAhead:
        found = written(seen)
        run.capture(held.as_user("command"), "M1", "d: 后来的决定")
        return found

    monkeypatch.setattr(MailsSeenFirst, "rendered", changed_behind)
    mails = publish.publish(held.as_user("command"), "M1").queued
    assert mails
    assert all("后来的决定" in mail.text for mail in mails)
