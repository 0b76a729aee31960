"""The duty at each node of the new process: from its steps, and from the actions of each step."""

from datetime import date

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.process_step import is_part_of_step
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused, Unknown
from collabtui.formats.documents.document import shown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.process_steps import names_in_steps, read_steps, write_steps
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.text.catalogue import Catalogue

X1 = "X-2026-001"
NEW = """市场部：系统登记（负责人：陈静；支持：研发部；输入：来电；输出：工单；用时：10分钟）
研发部：查原因（用时：1天）
法务部：核对"""


def described(workspace: Workspace, new: str = NEW) -> None:
    describe_matter(workspace.as_user("command"), X1, MatterFields(new_steps=read_steps(new)))


def duties(workspace: Workspace) -> list[tuple[str, ...]]:
    document = filled_form(workspace.as_user("command"), workspace.store, X1, "process", "zh")
    table = next(one for one in document.tables if one.title == "各节点职责")
    return [tuple(map(shown, row)) for row in table.rows]


def test_each_step_is_a_node_and_an_ordinary_task_is_none(planned: Workspace) -> None:
    acting = planned.as_user("command").quiet()
    edit_person(acting, find_person(planned.store, "张伟").ref, PersonChange(title="工程师"))
    described(planned)
    for title, task, owner in (("建表", "2 查原因", "张伟"), ("培训客服", "", "陈静"), ("核对", "", "bob")):
        draft = ActionDraft(title=title, owner=owner, due=date(2026, 3, 6), deliverable="单", module=task)
        add_action(acting, draft, X1)
    assert duties(planned) == [
        ("1 系统登记", "市场部", "研发部", "陈静", "", "", "", "来电", "工单", "10 分钟"),
        ("2 查原因", "研发部", "", "张伟", "工程师", "", "", "", "", "1 天"),
        ("3 核对", "法务部", "", "Bob Brown", "", "", "", "", "", ""),
    ]


def test_who_answers_for_a_step_is_one_person_of_the_book(planned: Workspace) -> None:
    with pytest.raises(Refused, match=r"name\.several"):
        described(planned, "市场部：登记（负责人：陈静、张伟）")
    with pytest.raises(Unknown):
        described(planned, "市场部：登记（负责人：谁也不是）")


def test_whoever_comes_after_him_answers_for_it(planned: Workspace) -> None:
    described(planned)
    goes, stays = (find_person(planned.store, name).ref for name in ("陈静", "张伟"))
    leave(planned.as_user("command").quiet(), goes, stays)
    assert duties(planned)[0][3] == "张伟"


def test_steps_with_people_are_read_as_they_are_written(planned: Workspace) -> None:
    described(planned)
    matter = planned.store.get(Matter, X1)
    text = write_steps(matter.new_steps, Catalogue("zh"), names_in_steps(planned.store, matter))
    assert "负责人：陈静；支持：研发部" in text
    described(planned, text)
    assert planned.store.get(Matter, X1).new_steps == matter.new_steps


@pytest.mark.parametrize(
    ("task", "title", "belongs"),
    [
        ("系统 登记", "x", True), ("1", "x", True), ("1. 系统 登记", "x", True), ("", "系统 登记", True),
        ("培训", "系统 登记", False), ("2", "x", False), ("", "x", False),
    ],
)  # fmt: skip
def test_an_action_is_one_of_a_step_that_its_module_names(task: str, title: str, belongs: bool) -> None:
    assert is_part_of_step(task, title, 1, "系统 登记") is belongs
