"""Several changes of one action by one command: all of them, or none."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action
from collabtui.lifecycle.base.acting import Workspace


@pytest.mark.parametrize(
    "refused",
    [
        ActionChange(owner="陈静", risk="停电", doer="谁也不是"),
        ActionChange(owner="陈静", risk=" "),
    ],
)
def test_what_is_refused_of_one_leaves_nothing_of_the_others(published: Workspace, refused: ActionChange) -> None:
    before, mails = published.store.get(Action, "A1"), len(published.store.find(Outgoing))
    with pytest.raises((Refused, Unknown)):
        change_action(published.as_user("command"), "A1", refused)
    assert published.store.get(Action, "A1") == before
    assert not published.store.find(Risk)
    assert len(published.store.find(Outgoing)) == mails


def test_all_of_it_is_one_change_and_the_new_owner_hears_of_it_once(published: Workspace) -> None:
    update = Update(ref="A1", status="in-progress", percent=30)
    change_action(published.as_user("command"), "A1", ActionChange(owner="陈静", risk="停电（高）", update=update))
    now = published.store.get(Action, "A1")
    assert (now.risk, now.status, now.percent) == ("停电（高）", "in-progress", 30)
    assert [one.text for one in published.store.find(Risk)] == ["停电"]
    mails = published.store.find(Outgoing, to="chen@example.test", state="queued")
    assert [one.kind for one in mails if "A1" in one.text and one.kind != "minutes"] == ["notice"]


def test_the_support_of_a_collaborator_stands_in_brackets_as_in_a_table(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    added = add_action(acting, ActionDraft(title="素材", collaborators=("陈静（审稿、排版）", "张伟: data", "陈静")))
    supports = {one.person: one.support for one in added.collaborators}
    people = {one.ref: one.name for one in workspace.store.find(Person)}
    assert {people[ref]: support for ref, support in supports.items()} == {"陈静": "审稿、排版", "张伟": "data"}
    edited = edit_action(acting, added.ref, ActionDraft(title="素材", collaborators=("陈静", "张伟（接口）")))
    assert [one.support for one in edited.collaborators] == ["审稿、排版", "接口"]
    with pytest.raises(Unknown, match="nobody"):
        add_action(acting, ActionDraft(title="素材", collaborators=("无此人（审稿）",)))
