"""Mails about parts that wait while something else happens: an undo, a handing over, a new state."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action, update_action
from collabtui.lifecycle.base import outbox, outbox_keys
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import take_batch
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import set_away
from support.world import Clock

X, ZHANG, CHEN, BOB = "X-2026-001", "P2", "P4", "P5"
DUE = date(2026, 3, 10)


def leave(workspace: Workspace) -> None:
    for mail in take_batch(workspace.as_worker(), 50, true_as_it_leaves):
        outbox.settle(workspace.as_worker(), mail, outbox.Outcome("sent"))


def add(workspace: Workspace, title: str = "写方案", *helpers: str, owner: str = "张伟", after: str = "") -> str:
    waits = (after,) if after else ()
    draft = ActionDraft(title=title, owner=owner, due=DUE, collaborators=helpers, depends_on=waits)
    return add_action(workspace.as_user("command"), draft, X).ref


def edit(workspace: Workspace, ref: str, *helpers: str, owner: str = "张伟") -> None:
    title = workspace.store.get(Action, ref).title
    draft = ActionDraft(title=title, owner=owner, due=DUE, collaborators=helpers)
    edit_action(workspace.as_user("command"), ref, draft)


def heard(workspace: Workspace, person: str) -> list[str]:
    """Subjects of the mails about his part that have left, without their codes."""
    mails = workspace.store.find(Outgoing, person=person)
    return [one.subject.partition("#")[0].strip() for one in mails if one.state == "sent" and ":" in one.key
            and outbox_keys.is_part(one.key)]  # fmt: skip


def test_a_relief_that_is_undone_before_it_leaves_is_heard_by_nobody(planned: Workspace) -> None:
    ref = add(planned, "写方案", "陈静")
    leave(planned)
    edit(planned, ref)
    undo_last(planned.as_user("command"))
    leave(planned)
    assert len(heard(planned, CHEN)) == 1
    assert [one.person for one in planned.store.get(Action, ref).collaborators] == [CHEN]


def test_a_relief_that_has_left_and_is_undone_asks_again(planned: Workspace) -> None:
    ref = add(planned, "写方案", "陈静")
    leave(planned)
    edit(planned, ref)
    leave(planned)
    undo_last(planned.as_user("command"))
    leave(planned)
    assert ["请你协作" in one for one in heard(planned, CHEN)] == [True, False, True]


def test_an_action_handed_over_twice_before_a_mail_leaves_is_heard_of_by_its_owner_alone(planned: Workspace) -> None:
    ref = add(planned)
    edit(planned, ref, owner="陈静")
    edit(planned, ref, owner="Bob Brown")
    leave(planned)
    assert (heard(planned, ZHANG), heard(planned, CHEN), len(heard(planned, BOB))) == ([], [], 1)


def test_nobody_is_told_to_begin_what_waits_again(planned: Workspace) -> None:
    first = add(planned)
    add(planned, "联调", owner="陈静", after=first)
    leave(planned)
    before = heard(planned, CHEN)
    update_action(planned.as_user("command"), first, Update(ref=first, status="done"))
    update_action(planned.as_user("command"), first, Update(ref=first, status="in-progress"))
    leave(planned)
    assert not any("可以开始" in one for one in heard(planned, CHEN)[len(before) :])


def test_relieved_and_then_cancelled_is_heard_once(planned: Workspace) -> None:
    ref = add(planned, "写方案", "陈静")
    leave(planned)
    edit(planned, ref)
    update_action(planned.as_user("command"), ref, Update(ref=ref, status="cancelled"))
    leave(planned)
    assert len(heard(planned, CHEN)) == 2


def test_a_relief_says_nothing_of_a_matter_that_became_confidential(planned: Workspace) -> None:
    ref = add(planned, "并购谈判方案", "陈静")
    leave(planned)
    edit(planned, ref)
    make_confidential(planned.as_user("command"), X, ["张伟"])
    leave(planned)
    assert not any("不再" in one and "并购谈判方案" in one for one in heard(planned, CHEN))


@pytest.mark.parametrize("last", [5, 20])
def test_who_is_away_is_asked_for_support_all_the_same(planned: Workspace, clock: Clock, last: int) -> None:
    set_away(planned.as_user("command"), CHEN, date(2026, 2, 27), date(2026, 3, last), "")
    add(planned, "写方案", "陈静")
    leave(planned)
    assert len(heard(planned, CHEN)) == 1
