"""Risks foreseen as an action is planned, and another owner, by command."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from support.replies import send_all

X = "X-2026-001"


def risks(workspace: Workspace) -> list[tuple[str, str, str, str | None]]:
    return [(one.text, one.level, one.impact, one.owner) for one in workspace.store.find(Risk)]


def test_a_risk_foreseen_is_one_of_the_matter_with_its_level(published: Workspace) -> None:
    before = len(risks(published))
    draft = ActionDraft(title="搭环境", owner="张伟", risk="供应商延期（高）\n没有人手")
    added = add_action(published.as_user("command"), draft, X)
    assert added.risk == "供应商延期（高）\n没有人手"
    assert risks(published)[before:] == [
        ("供应商延期", "high", "搭环境", added.owner),
        ("没有人手", "medium", "搭环境", added.owner),
    ]
    assert any("供应商延期" in mail.subject for mail in published.store.find(Outgoing, state="queued"))


def test_one_more_risk_is_added_and_a_known_one_is_not_raised_again(published: Workspace) -> None:
    acting = published.as_user("command")
    added = add_action(acting, ActionDraft(title="搭环境", risk="停电"), X)
    count = len(risks(published))
    assert change_action(acting, added.ref, ActionChange(risk="断网")).risk == "停电\n断网"
    change_action(acting, added.ref, ActionChange(risk="断网"))
    assert [text for text, *_ in risks(published)[count:]] == ["断网"]
    with pytest.raises(Refused, match=r"risk\.no_text"):
        change_action(acting, added.ref, ActionChange(risk=" "))


def test_another_owner_is_named_and_both_hear_of_it(published: Workspace) -> None:
    send_all(published)
    acting = published.as_user("command")
    before = published.store.get(Action, "A1")
    after = change_action(acting, "A1", ActionChange(owner="chen@example.test"))
    assert (before.owner, after.owner) == ("P2", "P4")
    assert sorted(mail.to for mail in published.store.find(Outgoing, state="queued")) == [
        "chen@example.test",
        "zhang@example.test",
    ]
    with pytest.raises(Unknown):
        change_action(acting, "A1", ActionChange(owner="nobody@example.test"))
