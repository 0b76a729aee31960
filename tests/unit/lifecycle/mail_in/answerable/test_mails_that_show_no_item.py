"""A mail of ours that shows no item of its reader is about something else: what he answers without a name is, too."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.refs import ACTION, is_ref
from collabtui.domain.via import Via
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.matters.risks import add_risk
from support.due_world import let_everything_come_due
from support.replies import reply, send_all
from support.world import Clock


@pytest.mark.parametrize("text", ["已经处理完了", "做完了，晚了一天", "来不及，周五给"])
def test_a_word_on_a_risk_is_none_on_the_only_action(workspace: Workspace, text: str) -> None:
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft(title="搬迁", owner="张伟")).ref
    action = add_action(acting, ActionDraft(title="试运行", owner="张伟"), matter)
    add_risk(acting, matter, {"text": "停电", "level": "high", "owner": "陈静"})
    send_all(workspace)
    (warned,) = [one for one in workspace.store.find(Outgoing, to="zhang@example.test") if "停电" in one.subject]
    found = receive(workspace.as_worker(), reply(warned, text, quote=False))
    assert found is not None
    assert (found.state, found.updates, found.requests) == ("waiting", (), ())
    assert workspace.store.get(Action, action.ref).status == "not-started"


@pytest.mark.parametrize("text", ["已经处理完了", "All done."])
def test_a_word_without_a_name_changes_nothing_that_the_mail_does_not_show(
    workspace: Workspace, clock: Clock, text: str
) -> None:
    let_everything_come_due(workspace, clock)
    queue_due(workspace.as_worker())
    send_all(workspace)
    answered = 0
    asking = [one for one in workspace.store.find(Outgoing, state="sent") if one.kind != "answer"]
    for n, mail in enumerate(asking):
        written = f"Tue, 10 Mar 2026 {18 + n // 60}:{n % 60:02}:00 +0800"
        found = receive(workspace.as_worker(), reply(mail, text, quote=False, date=written))
        if found is None:
            continue
        answered += 1
        touched = {one.ref for one in workspace.store.changes(via=str(Via.mail(found.ref))) if is_ref(one.ref, ACTION)}
        shown = {mail.change, *(item.ref for item in mail.items)}
        asked = {one.ref for one in found.understanding.proposals if one.ref} if found.understanding else set()
        assert touched | asked <= shown, (mail.subject, touched, asked)
    assert answered > 20
