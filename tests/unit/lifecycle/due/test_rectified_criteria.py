"""A criterion that was not met: once what was to be put right is done its department looks at it again."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import rectify, update_each
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import MATTER, new, says
from support.replies import outgoing, send_all
from support.world import Clock

ZHOU = "zhou@example.test"


@pytest.fixture
def unmet(workspace: Workspace, clock: Clock) -> Workspace:
    """质控部 has found the first of its two criteria unmet; A1 is to put that right."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    acting = workspace.as_user("key")
    import_people(acting, [PersonDraft(name="周敏", email=ZHOU, department="质控部", head=True)])
    criteria = (Criterion(text="满意度 ≥ 90"), Criterion(text="覆盖率 ≥ 95 %"))
    describe_matter(acting, MATTER, {"criteria": criteria, "supervising": "质控部"})
    ask_about_change.ask_approval(acting, MATTER, "criteria")
    send_all(workspace)
    with pytest.raises(Refused, match=r"approval\.criteria_waits"):
        ask_about_change.ask_approval(acting, MATTER, "criteria")
    said = "1 不达标 因为回访不足；整改：增加回访，3月20日前\n2 达标"
    says(workspace, ZHOU, said, kind="change", date="Mon, 02 Mar 2026 11:00:00 +0800")
    clock.set("2026-03-02T14:00+08:00")
    rectify(workspace.as_user("key"), MATTER, 1, "张伟")
    return workspace


def asked(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    clock.set(instant)
    found = queue_due(workspace.as_worker(), (DepartmentsDue(),))
    send_all(workspace)
    return [one for one in found if one.to == ZHOU]


def test_it_is_asked_once_what_was_to_be_put_right_is_done_and_only_once(unmet: Workspace, clock: Clock) -> None:
    assert asked(unmet, clock, "2026-03-10T10:30+08:00") == []
    (action,) = unmet.store.find(Action, matter=MATTER)
    update_each(unmet.as_user("key"), [action.ref], Update(ref=action.ref, status="done"))
    (mail,) = asked(unmet, clock, "2026-03-11T10:30+08:00")
    assert ("再次验收" in mail.text, "满意度" in mail.text, "覆盖率" in mail.text) == (True, True, False)
    assert asked(unmet, clock, "2026-03-12T10:30+08:00") == []
    says(unmet, ZHOU, "1 达标 93", kind="change", date="Thu, 12 Mar 2026 11:00:00 +0800")
    assert [one.met for one in unmet.store.get(Matter, MATTER).criteria] == [True, True]
    assert [one.value for one in unmet.store.get(ChangeRequest, "C1").opinions] == ["for"]


def test_the_facilitator_may_ask_again_himself(unmet: Workspace) -> None:
    acting = unmet.as_user("key")
    assert [message.person.email for message, _ in ask_about_change.preview_approval(acting, MATTER, "criteria")] == [
        ZHOU
    ]
    decided = ask_about_change.ask_approval(acting, MATTER, "criteria")
    assert (decided.change.ref, [one.to for one in decided.queued]) == ("C1", [ZHOU])
    assert [item.number for item in outgoing(unmet, ZHOU, "change").items] == [1]
