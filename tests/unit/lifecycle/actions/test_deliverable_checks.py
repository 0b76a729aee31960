"""The check list of a deliverable: answered by who does it, by reply or by command, before it is handed in."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks, take_check
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.records_that_name import may_name
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.lifecycle.people.merge_people import merge
from support.departments import says
from support.replies import send_all
from support.world import Clock

ZHANG, CHEN = "zhang@example.test", "chen@example.test"
LINES = ("目录齐全", "数据核对过", "格式统一")


@pytest.fixture
def listed(planned: Workspace) -> Workspace:
    """A1 of 张伟, done by 陈静, with a list of three lines."""
    acting = planned.as_user("command").quiet()
    draft = ActionDraft(title="写报告", owner="张伟", due=date(2026, 3, 10), deliverable="报告", checks=LINES)
    change_action(acting, add_action(acting, draft).ref, ActionChange(doer="陈静"))
    return planned


def asked(workspace: Workspace) -> Outgoing:
    (mail,) = ask_checks(workspace.as_user("command"), "A1").queued
    send_all(workspace)
    return mail


def found(workspace: Workspace) -> list[tuple[bool | None, str]]:
    return [(one.ok, one.remark) for one in workspace.store.get(Action, "A1").checks]


def test_who_does_it_is_asked_and_answers_by_number(listed: Workspace) -> None:
    mail = asked(listed)
    assert mail.to == CHEN
    assert all(line in mail.text for line in ("1. 目录齐全", "2. 数据核对过", "3. 格式统一"))
    answer = says(listed, CHEN, "1 达标\n2 不达标 因为少两个月")
    assert answer.verdict == "apply"
    assert [ok for ok, _ in found(listed)] == [True, False, None]
    assert "少两个月" in found(listed)[1][1]
    assert listed.store.get(Action, "A1").status == "not-started", "a checked line is no progress"
    undo_mail(listed.as_user("key"), answer.ref)
    assert [ok for ok, _ in found(listed)] == [None, None, None]


def test_all_at_once_and_what_is_unclear_waits(listed: Workspace) -> None:
    asked(listed)
    assert says(listed, CHEN, "全部达标").verdict == "apply"
    assert [ok for ok, _ in found(listed)] == [True, True, True]
    assert says(listed, CHEN, "2 可能不达标吧").verdict == "review"


def test_an_older_answer_does_not_change_what_was_found_since(listed: Workspace, clock: Clock) -> None:
    asked(listed)
    clock.set("2026-03-03T10:00+08:00")
    take_check(listed.as_user("key"), "A1", 1, ok=False, remark="缺一章")
    clock.set("2026-03-03T11:00+08:00")
    says(listed, CHEN, "1 达标，3 达标", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert found(listed)[0] == (False, "缺一章")


def test_the_owner_is_asked_where_nobody_does_it_for_him(listed: Workspace) -> None:
    change_action(listed.as_user("command").quiet(), "A1", ActionChange(doer=""))
    assert asked(listed).to == ZHANG


def test_once_asked_lines_stay_where_they_are_and_more_can_be_added(listed: Workspace) -> None:
    acting = listed.as_user("key")
    take_check(acting, "A1", 2, ok=True)
    describe_checks(acting, "A1", LINES[1:])
    assert [ok for ok, _ in found(listed)] == [True, None]
    undo_last(acting)
    asked(listed)
    with pytest.raises(Refused, match=r"checks\.asked"):
        describe_checks(acting, "A1", LINES[1:])
    describe_checks(acting, "A1", (*LINES, "拼写"))
    assert len(found(listed)) == 4


def test_what_cannot_be_asked_or_checked_is_refused(listed: Workspace) -> None:
    acting = listed.as_user("key")
    with pytest.raises(Refused, match=r"checks\.unknown"):
        take_check(acting, "A1", 4, ok=True)
    bare = add_action(acting, ActionDraft(title="别的", owner="张伟")).ref
    with pytest.raises(Refused, match=r"checks\.none"):
        ask_checks(acting, bare)
    nobodys = add_action(acting, ActionDraft(title="没人的", checks=LINES)).ref
    with pytest.raises(Refused, match=r"checks\.nobody"):
        ask_checks(acting, nobodys)


def test_who_checked_it_is_one_person_after_a_merge(listed: Workspace) -> None:
    asked(listed)
    says(listed, CHEN, "1 达标")
    bob, chen = (listed.store.find(Person, name=name)[0].ref for name in ("Bob Brown", "陈静"))
    merge(listed.as_user("key"), bob, chen)
    assert listed.store.get(Action, "A1").checks[0].person == bob


def test_who_has_checked_is_found_without_reading_all_actions(listed: Workspace) -> None:
    """Merging and undo of a new person ask for it; there may be 100 000 actions."""
    asked(listed)
    says(listed, CHEN, "1 达标")
    chen = listed.store.find(Person, email=CHEN)[0].ref
    add_action(listed.as_user("command"), ActionDraft(title="别的", owner="张伟", due=date(2026, 3, 10)))
    assert [one.ref for one in listed.store.find(Action, checks=chen)] == ["A1"]
    assert [one.ref for one in may_name(listed.store, Action, chen)] == ["A1"]


def test_who_does_it_no_more_checks_nothing(listed: Workspace) -> None:
    asked(listed)
    change_action(listed.as_user("key"), "A1", ActionChange(doer="Bob Brown"))
    with listed.as_user("key").transaction() as tx:
        known = tx.get(Action, "A1")
        tx.put(known.model_copy(update={"collaborators": known.collaborators[-1:]}))
    answer = says(listed, CHEN, "1 达标")
    assert (answer.state, answer.reason) == ("waiting", "others-item")
    assert [ok for ok, _ in found(listed)] == [None, None, None]
