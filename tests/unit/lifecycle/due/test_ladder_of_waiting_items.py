"""No rung of the ladder above its owner for an item that may not begin yet: what it waits for is open, or its planned
day is still to come."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from support.departments import MATTER, new
from support.replies import send_all
from support.world import Clock


@pytest.fixture
def chain(workspace: Workspace) -> Workspace:
    """A2 of 张伟 in 研发部 is late and waits for A1, which is not; A3 of 陈静 in 市场部 waits for A2."""
    new(workspace)
    acting = workspace.as_user("command").quiet()
    add_action(acting, ActionDraft(title="素材", owner="陈静", due=date(2026, 5, 29)), MATTER)
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 2), depends_on=("A1",)), MATTER)
    add_action(acting, ActionDraft(title="推广方案", owner="陈静", due=date(2026, 5, 29), depends_on=("A2",)), MATTER)
    return workspace


def escalated(workspace: Workspace, clock: Clock, days: range) -> set[str]:
    """The kinds of mails to heads that name A2, in a pass at ten of each day."""
    for day in days:
        clock.set(f"2026-03-{day:02}T10:00+08:00")
        queue_due(workspace.as_worker())
        send_all(workspace)
    mails = [mail for mail in workspace.store.find(Outgoing) if mail.kind == "escalation"]
    return {mail.key.partition(":")[0] for mail in mails if "A2" in {item.ref for item in mail.items}}
