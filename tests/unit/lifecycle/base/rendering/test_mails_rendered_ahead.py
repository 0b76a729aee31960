"""No mail is filled in or composed, no calendar is written and no table is matched with what is there while others wait
for the write lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from icalendar import Calendar

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import SignOff
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks
from collabtui.lifecycle.actions.importing import import_table
from collabtui.lifecycle.actions.importing.import_table import import_actions, import_mails, read_listed
from collabtui.lifecycle.base import queue_mail
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.base.rendering.rendered_ahead import seen_first
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.matters.collaboration_request import send_request
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes.decide_corrections import refuse
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, withdraw_vote
from collabtui.text import templates
from collabtui.text.templates import Templates
from support.departments import MATTER, ask_three, says
from support.replies import outgoing, reply, send_all
from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace

Command = Callable[[Acting], object]


class Lock:
    """Knows whether a transaction that writes is open, and what was made in one."""

    def __init__(self) -> None:
        self.held = 0
        self.broken: list[str] = []

    def watch(self, patch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        made = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            if self.held:
                self.broken.append(f"{name}: {args[1] if len(args) > 1 else ''}")
            return made(*args, **kwargs)

        patch.setattr(owner, name, watched)


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> Lock:
    lock = Lock()
    begin = type(workspace.store).transaction

    @contextmanager
    def transaction(store: Any, **given: Any) -> Iterator[Any]:
        with begin(store, **given) as tx:
            lock.held += 1
            try:
                yield tx
            finally:
                lock.held -= 1

    monkeypatch.setattr(type(workspace.store), "transaction", transaction)
    lock.watch(monkeypatch, Templates, "mail")
    lock.watch(monkeypatch, Calendar, "to_ical")
    lock.watch(monkeypatch, queue_mail, "compose")
    lock.watch(monkeypatch, import_table, "_reading")
    return lock


def done(workspace: Workspace, lock: Lock, command: Command) -> list[Outgoing]:
    """The mails that a command has queued, none of which was made under the lock."""
    before = {mail.ref for mail in workspace.store.find(Outgoing)}
    lock.broken.clear()
    command(workspace.as_user("command"))
    assert lock.broken == []
    return [mail for mail in workspace.store.find(Outgoing) if mail.ref not in before]


def test_invitations_and_their_update(planned: Workspace, lock: Lock) -> None:
    assert done(planned, lock, lambda acting: invite.invite(acting, "M1"))


def test_a_vote_and_its_end(published: Workspace, lock: Lock) -> None:
    draft = VoteDraft(meeting="M1", text="用哪家供应商", choices=("甲", "乙"))
    asked = done(published, lock, lambda acting: ask_vote(acting, draft))
    assert asked
    assert all(mail.raw and mail.subject for mail in asked)
    done(published, lock, lambda acting: withdraw_vote(acting, "VOTE1"))


def test_requests_for_resources(published: Workspace, lock: Lock) -> None:
    ask_three(published)
    acting = published.as_user("command")
    add_resource(acting, MATTER, ResourceDraft(what="测试机", department="研发部"))
    assert done(published, lock, lambda acting: ask_for_resources(acting, MATTER))


def test_requests_to_departments(published: Workspace, lock: Lock) -> None:
    ask_three(published)
    assert done(published, lock, lambda acting: send_request(acting, MATTER))


def test_the_mails_of_a_list_of_checks(published: Workspace, lock: Lock) -> None:
    describe_checks(published.as_user("command"), "A1", ["接口齐全"])
    assert done(published, lock, lambda acting: ask_checks(acting, "A1"))


def test_a_list_of_actions_that_is_imported(published: Workspace, lock: Lock) -> None:
    rows = "title,owner,due\n备货,张伟,2026-03-20\n发货,张伟,2026-03-21\n"
    table = read_listed(published.as_user("command"), rows.encode(), {})
    assert not done(published, lock, lambda acting: import_mails(acting, table)), "they are only shown"
    assert done(published, lock, lambda acting: import_actions(acting, table))


def test_the_part_of_one_person_that_changes(published: Workspace, lock: Lock) -> None:
    assert done(published, lock, lambda acting: change_action(acting, "A1", ActionChange(owner="陈静")))


def test_an_answer_to_a_reply_and_what_a_yes_to_it_says(published: Workspace, lock: Lock) -> None:
    raw = reply(outgoing(published, "zhang@example.test", "minutes"), "1 完成\n2 延期到3月20日")
    assert done(published, lock, lambda _: receive(published.as_worker(), raw))
    (waiting,) = published.store.find(Incoming, state="waiting")
    assert done(published, lock, lambda acting: apply_waiting(acting, waiting.ref))


def test_what_is_dropped_and_put_back(published: Workspace, lock: Lock) -> None:
    send_all(published)
    assert done(published, lock, lambda acting: change_action(acting, "A1", ActionChange(owner="陈静")))
    send_all(published)
    assert done(published, lock, undo_last)


def test_a_department_that_is_called_otherwise(published: Workspace, lock: Lock) -> None:
    ask_three(published)
    assert done(published, lock, lambda acting: rename(acting, "研发部", "平台部"))


def test_a_correction_of_the_minutes(published: Workspace, lock: Lock) -> None:
    says(published, "zhang@example.test", "更正:接口冻结日是3月5日", kind="minutes")
    (asked,) = published.store.find(SignOff, meeting="M1", state="corrected")
    assert done(published, lock, lambda acting: refuse(acting, asked.ref, 0, "记录无误"))


def test_the_mails_that_are_only_shown(planned: Workspace, lock: Lock) -> None:
    lock.broken.clear()
    assert rehearsed(planned.as_user("command"), lambda acting: invite.invite(acting, "M1")).mails
    assert not [one for one in lock.broken if one.startswith("mail")]
    assert not planned.store.find(Outgoing)


def test_a_reply_that_is_only_answered_is_begun_once(published: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """To be begun twice would cost the rate of receiving."""
    raw = reply(outgoing(published, "zhang@example.test", "minutes"), "1 完成")
    begin, begun = type(published.store).transaction, list[str]()

    def counted(store: Any, **given: Any) -> Any:
        begun.append(given["via"])
        return begin(store, **given)

    monkeypatch.setattr(type(published.store), "transaction", counted)
    done = receive(published.as_worker(), raw)
    assert done is not None
    assert done.answer
    assert len(begun) == 1


@pytest.mark.parametrize(("loaded", "put_off"), [(True, [False]), (False, [True, False])])
def test_templates_are_loaded_for_the_first_mail_of_a_process_before_the_lock(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, *, loaded: bool, put_off: list[bool]
) -> None:
    """On PostgreSQL a mail that may differ is rendered under it, which is quick where they are."""
    monkeypatch.setattr(Templates, "are_loaded", loaded)
    told: list[bool] = []

    def command(own: Acting) -> None:
        assert own.ahead
        told.append(own.ahead.puts_off("part:A1", str, may_differ=True))
        own.ahead.end_rehearsal()

    seen_first(workspace.as_user("command"), dict, command)
    assert told == put_off


def test_they_are_loaded_with_the_first_that_is_looked_up() -> None:
    templates._environment.cache_clear()
    assert not Templates().are_loaded
    Templates().names()
    assert Templates().are_loaded
