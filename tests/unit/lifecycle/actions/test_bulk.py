"""One change to many actions, and asking their owners."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.mail.reply import Update
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.actions.edit_actions import BulkChange, change_each, update_action
from collabtui.lifecycle.actions.nudge import nudge, nudges
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import take_batch
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import reply
from support.world import Clock


def later(since: date | None) -> date:
    return (since or date(2026, 3, 2)) + timedelta(days=7)


def test_what_is_over_is_named_and_the_others_change_in_one_deed(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A3", Update(ref="A3", status="done"))
    before = {ref: published.store.get(Action, ref) for ref in ("A1", "A2")}
    result = change_each(acting, ["A1", "A2", "A3"], BulkChange(due=later, reason="供应商晚了"))
    assert result.changed == ["A1", "A2"]
    assert [(ref, error.key) for ref, error in result.refused] == [("A3", "bulk.closed")]
    for ref, was in before.items():
        now = published.store.get(Action, ref)
        assert (now.due, now.original_due, now.slips, now.reason) == (later(was.due), was.due, 1, "供应商晚了")
    undo_last(acting)
    assert {ref: published.store.get(Action, ref).due for ref in before} == {
        ref: was.due for ref, was in before.items()
    }


def test_what_was_so_before_is_told_and_not_written(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A1", Update(ref="A1", status="in-progress"))
    version = published.store.get(Action, "A1").version
    result = change_each(acting, ["A1", "A2"], BulkChange(status="in-progress", matter="新品上线"))
    assert (result.same, result.changed) == (["A1"], ["A2"])
    assert published.store.get(Action, "A1").version == version


def test_an_owner_whom_nobody_knows_changes_nothing(published: Workspace) -> None:
    with pytest.raises(CollabError):
        change_each(published.as_user("key"), ["A1"], BulkChange(owner="某某某", status="done"))
    assert published.store.get(Action, "A1").status == "not-started"


def test_each_owner_is_asked_in_one_mail_and_answers_by_number(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("key")
    mails = nudge(acting, ["A1", "A2", "A3"])
    assert [(mail.to, [item.ref for item in mail.items]) for mail in mails] == [
        ("zhang@example.test", ["A1", "A2"]), ("bob@example.test", ["A3"]),
    ]  # fmt: skip
    assert not mails[0].automatic
    assert published.store.find(Reminded, ref=f"A3/{published.store.get(Action, 'A3').due}/nudge-{mails[1].ref}")
    incoming = receive(
        published.as_worker(), reply(mails[0], "2 完成", date=clock().strftime("%a, %d %b %Y %H:%M:%S %z"))
    )
    assert incoming is not None
    assert published.store.get(Action, "A2").status == "done"


def test_nobody_is_asked_the_same_twice_a_day_unless_it_was_held(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("key")
    (mail,) = nudge(acting, ["A3"])
    assert nudge(acting, ["A3"]) == []
    assert [error.key for _, error in nudges(published.store, acting, ["A3"]).refused] == ["nudge.today"]
    assert undo_last(acting).held == 1
    assert [one.state for one in nudge(acting, ["A3"])] == ["queued"]
    clock.now += timedelta(seconds=5)  # for which a key's mail can be taken back
    while published.store.get(Outgoing, mail.ref).state == "queued":
        take_batch(published.as_worker(), 10)
    with pytest.raises(Refused) as refused:
        undo_last(acting)
    assert refused.value.key == "undo.sent"
    clock.now += timedelta(days=1)
    assert len(nudge(published.as_user("key"), ["A3"])) == 1
