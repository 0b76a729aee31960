"""A redo does again what the last undo took back, one after the other, and nothing once something else was changed."""

from collections.abc import Callable

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Conflict, Refused
from collabtui.lifecycle.actions.edit_actions import add_action, update_action, update_each
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.redo_last import next_redo, redo_last
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.invariants import database_of, holds
from support.replies import outgoing, reply


def status(workspace: Workspace, ref: str) -> str:
    return workspace.store.get(Action, ref).status


def percents(workspace: Workspace) -> list[int]:
    return [workspace.store.get(Action, ref).percent for ref in ("A1", "A2", "A3")]


def state(workspace: Workspace) -> list[object]:
    """What a person sees of it all."""
    kinds = (Action, Meeting)
    hidden = {"version", "stated", "updated_at", "updated_by", "via"}
    return [one.model_dump(mode="json", exclude=hidden) for kind in kinds for one in workspace.store.find(kind)]


def test_undos_are_redone_in_their_order(published: Workspace) -> None:
    acting = published.as_user("key")
    for number, ref in enumerate(("A1", "A2", "A3"), 1):
        update_action(acting, ref, Update(ref=ref, percent=10 * number))
    for _ in range(3):
        undo_last(acting)
    assert percents(published) == [0, 0, 0]
    seen = []
    for _ in range(3):
        redo_last(acting)
        seen.append(percents(published))
    assert seen == [[10, 0, 0], [10, 20, 0], [10, 20, 30]]
    with pytest.raises(Refused, match=r"redo\.nothing"):
        redo_last(acting)


def test_what_was_redone_is_undone_and_redone_again(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A3", Update(ref="A3", status="done"))
    seen = []
    for step in (undo_last, redo_last, undo_last, redo_last, undo_last):
        step(acting)
        seen.append(status(published, "A3"))
    assert seen == ["not-started", "done", "not-started", "done", "not-started"]
    holds(database_of(published))


def test_a_newer_change_leaves_nothing_to_redo(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A3", Update(ref="A3", status="done"))
    undo_last(acting)
    update_action(acting, "A1", Update(ref="A1", percent=50))
    with pytest.raises(Refused, match=r"redo\.nothing"):
        next_redo(acting)
    undo_last(acting)
    redo_last(acting)
    assert percents(published)[0] == 50


def test_what_somebody_else_has_changed_since_stays(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A1", Update(ref="A1", percent=40))
    undo_last(acting)
    update_action(published.acting("王芳", "key"), "A1", Update(ref="A1", percent=60))
    with pytest.raises(Conflict, match=r"undo\.changed_by"):
        redo_last(acting)
    assert percents(published)[0] == 60


def _several(acting: Acting) -> object:
    return update_each(acting, ["A1", "A2", "A3"], Update(ref="", status="done"))


def _new_action(acting: Acting) -> object:
    return add_action(acting, ActionDraft(title="订会议室"))


def _new_matter(acting: Acting) -> object:
    return new_matter(acting, MatterDraft(title="搬迁"))


def _renamed(acting: Acting) -> object:
    return edit_person(acting, "P1", PersonChange(name="李明明"))


@pytest.mark.parametrize("change", [_several, _new_action, _new_matter, _renamed])
def test_whatever_an_undo_took_back_is_there_again(published: Workspace, change: Callable[[Acting], object]) -> None:
    acting = published.as_user("key")
    change(acting)
    after = state(published)
    undo_last(acting)
    redo_last(acting)
    assert state(published) == after
    holds(database_of(published))


def test_mails_that_an_undo_kept_back_wait_again(planned: Workspace) -> None:
    acting = planned.as_user("key")
    invite.invite(acting, "M1")
    undo_last(acting)
    redo_last(acting)
    assert planned.store.get(Meeting, "M1").state == "invited"
    assert [mail.state for mail in planned.store.find(Outgoing, meeting="M1")] == ["queued"] * 4


def test_a_decision_on_a_mail_is_made_in_the_inbox(published: Workspace) -> None:
    minutes = outgoing(published, "zhang@example.test", "minutes")
    mail = receive(published.as_worker(), reply(minutes, "2 延期到3月18日，因为晚到。"))
    assert mail is not None
    acting = published.as_user("key")
    apply_waiting(acting, mail.ref)
    undo_last(acting)
    with pytest.raises(Refused, match=r"redo\.mail_in"):
        next_redo(acting)
    assert published.store.get(Incoming, mail.ref).state == "waiting"
