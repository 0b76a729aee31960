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
from collabtui.lifecycle.due.silence_told_to_facilitator import SilenceDue
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


def passes(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    """The mails about the criteria that a pass at that instant queues."""
    clock.set(instant)
    found = queue_due(workspace.as_worker(), (DepartmentsDue(), SilenceDue()))
    send_all(workspace)
    return found


@pytest.mark.parametrize("by", ["the action", "the facilitator"])
def test_who_does_not_look_at_it_again_is_reminded_and_then_the_facilitator_hears(
    unmet: Workspace, clock: Clock, by: str
) -> None:
    if by == "the action":
        (action,) = unmet.store.find(Action, matter=MATTER)
        update_each(unmet.as_user("key"), [action.ref], Update(ref=action.ref, status="done"))
        assert [one.kind for one in passes(unmet, clock, "2026-03-03T10:30+08:00")] == ["change"]
    else:
        clock.set("2026-03-03T10:30+08:00")
        ask_about_change.ask_approval(unmet.as_user("key"), MATTER, "criteria")
        send_all(unmet)
    assert passes(unmet, clock, "2026-03-04T10:30+08:00") == []
    (mail,) = passes(unmet, clock, "2026-03-05T10:31+08:00")
    assert (mail.kind, mail.to, [item.number for item in mail.items]) == ("reminder", ZHOU, [1])
    assert "3月3日（周二）请质控部对“新品上线”此前未达标的标准再次验收" in mail.text.replace("\n", "")
    assert passes(unmet, clock, "2026-03-05T14:30+08:00") == [], "once"
    (mail,) = passes(unmet, clock, "2026-03-06T10:31+08:00")
    assert (mail.to, f"matter criterion {MATTER} 1 --met yes" in mail.text) == ("li@example.test", True)
    assert passes(unmet, clock, "2026-03-09T10:31+08:00") == []


def test_who_has_looked_at_it_again_is_not_reminded(unmet: Workspace, clock: Clock) -> None:
    clock.set("2026-03-03T10:30+08:00")
    ask_about_change.ask_approval(unmet.as_user("key"), MATTER, "criteria")
    send_all(unmet)
    says(unmet, ZHOU, "1 不达标 因为还差两分", kind="change", date="Tue, 03 Mar 2026 11:00:00 +0800")
    assert [passes(unmet, clock, f"2026-03-{day:02}T10:31+08:00") for day in (5, 6, 9)] == [[], [], []]
