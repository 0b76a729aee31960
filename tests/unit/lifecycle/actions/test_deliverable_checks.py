"""The check list of a deliverable: answered by who does it, by reply or by command, before it is handed in."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.task_table import read_action_table
from collabtui.language.stated_checks import stated_checks
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks, take_check
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.actions.importing.import_table import import_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.records_that_name import may_name
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.lifecycle.matters.forms.filling import filled_form, written_form
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


def told(workspace: Workspace) -> dict[str, str]:
    return {one.to: one.text for one in workspace.store.find(Outgoing) if one.key.startswith("part:")}


@pytest.mark.parametrize("by_option", [True, False])
def test_a_line_added_later_reaches_owner_and_doer(listed: Workspace, by_option: bool) -> None:
    acting = listed.as_user("command")
    if by_option:
        change_action(acting, "A1", ActionChange(checks=("有封面",)))
    else:
        describe_checks(acting, "A1", (*LINES, "有封面"))
    mails = told(listed)
    assert mails.keys() == {ZHANG, CHEN}
    assert all("验收标准有新增" in text and "有封面" in text for text in mails.values())


def test_what_was_found_on_a_line_is_no_new_line(listed: Workspace) -> None:
    take_check(listed.as_user("command"), "A1", 1, ok=True)
    describe_checks(listed.as_user("command"), "A1", LINES[:2])
    assert told(listed) == {}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("压测通过；文档齐", ("压测通过", "文档齐")),
        ("1. 压测通过\n2、文档齐；有签字", ("压测通过", "文档齐；有签字")),
        ("no bugs; 95 % covered", ("no bugs", "95 % covered")),
        ("3.5 分以上", ("3.5 分以上",)),
    ],
)
def test_several_lines_may_stand_in_one_text(text: str, lines: tuple[str, ...]) -> None:
    assert stated_checks(text) == lines


@pytest.mark.parametrize("heading", ["验收标准", "Acceptance criteria", "Standard"])
def test_a_table_brings_the_standard(planned: Workspace, heading: str) -> None:
    acting = planned.as_user("command")
    table = read_action_table(
        f"任务,负责人,截止,交付物,{heading}\n改接口,张伟,2026-03-20,接口,压测通过；文档齐\n".encode()
    )
    import_actions(acting, table, "X-2026-001")
    assert [one.text for one in planned.store.get(Action, "A1").checks] == ["压测通过", "文档齐"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_our_own_form_comes_back_in(listed: Workspace, locale: Any) -> None:
    """Unchanged it is no change; a line that is there keeps what was found on it."""
    acting = listed.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"matter": "X-2026-001"}))
    take_check(acting, "A1", 1, ok=True)
    written = written_form(
        acting, filled_form(acting, listed.store, "X-2026-001", "breakdown", locale), "breakdown", "csv"
    )
    (line,) = import_actions(acting, read_action_table(written), "X-2026-001")
    assert line.kind == "same"
    (line,) = import_actions(
        acting, read_action_table(written.replace("格式统一".encode(), "格式统一\n有封面".encode())), "X-2026-001"
    )
    assert [(one.text, one.ok) for one in line.action.checks] == [
        ("目录齐全", True), ("数据核对过", None), ("格式统一", None), ("有封面", None),
    ]  # fmt: skip


def test_a_line_that_nobody_has_checked_yet_is_said_so_on_the_form_of_acceptance(listed: Workspace) -> None:
    acting = listed.as_user("command").quiet()
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"matter": "X-2026-001"}))
    take_check(acting, "A1", 1, ok=True)
    (results,) = [
        [row[2] for row in table.rows]
        for table in filled_form(acting, listed.store, "X-2026-001", "acceptance", "zh").tables
        if "自检项" in table.columns
    ]
    assert results == ["达标", "未自检", "未自检"]
