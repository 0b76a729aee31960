"""The process in lanes: as it was, as it is to be, what has become less, and the duty at each node."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.formats.documents.document import Document, shown
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.process_steps import read_steps, write_steps
from collabtui.lifecycle.people.department_moves import rename
from collabtui.text.catalogue import Catalogue

X1 = "X-2026-001"
OLD = "1. 市场部：手工登记\n2. 研发部：看邮件\n3. 市场部：抄到表里\n4. 研发部：答复"


@pytest.fixture
def drawn(planned: Workspace) -> Workspace:
    """Four old steps; of the new ones A2 and A3 wait for A1, A4 for both."""
    acting = planned.as_user("command")
    describe_matter(acting, X1, MatterFields(old_steps=read_steps(OLD)))
    for title, owner, needs in (
        ("登记投诉", "陈静", ()), ("查原因", "张伟", ("A1",)), ("Check the law", "bob", ("A1",)),
        ("答复客户", "陈静", ("A2", "A3")),
    ):  # fmt: skip
        draft = ActionDraft(title=title, owner=owner, due=date(2026, 3, 6), deliverable="单", depends_on=needs)
        add_action(acting, draft, X1)
    return planned


def form(workspace: Workspace, locale: Any = "zh") -> Document:
    return filled_form(workspace.as_user("command"), workspace.store, X1, "process", locale)


def rows(document: Document, place: int) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in document.tables[place].rows]


def test_each_step_stands_in_its_lane_in_the_order_of_what_waits_for_what(drawn: Workspace) -> None:
    old, _, new, *_ = form(drawn).tables
    assert (old.title, new.title) == ("原流程", "新流程")
    assert old.columns == new.columns == ("步骤", "市场部", "研发部", "法务部")
    assert rows(form(drawn), 0)[1] == ("2", "", "看邮件", "")
    assert rows(form(drawn), 2) == [
        ("1", "A1 登记投诉（陈静）\n↓ A2、A3", "", ""),
        ("2", "", "A2 查原因（张伟）\n↓ A4", "A3 Check the law（Bob Brown）\n↓ A4"),
        ("3", "A4 答复客户（陈静）", "", ""),
    ]


def test_old_and_new_are_compared_and_each_node_has_its_duty(drawn: Workspace) -> None:
    assert rows(form(drawn), 4) == [
        ("步骤数", "4", "4", "不变"), ("涉及部门数", "2", "3", "＋1"), ("部门间交接次数", "3", "4", "＋1"),
    ]  # fmt: skip
    assert rows(form(drawn), 5)[1] == ("A2 查原因", "研发部", "", "张伟", "", "", "", "A1", "单")
    assert "Hand-overs between departments" in write_markdown(form(drawn, "en"))


def test_a_department_that_is_renamed_keeps_its_lane(drawn: Workspace) -> None:
    rename(drawn.as_user("command"), "市场部", "品牌部")
    assert form(drawn).tables[0].columns == ("步骤", "品牌部", "研发部", "法务部")
    assert drawn.store.get(Matter, X1).old_steps[0].department == "品牌部"


@pytest.mark.parametrize("line", ["手工登记", "：手工登记", "市场部：", "\n".join(["a: b"] * 61)])
def test_a_step_without_its_department_is_refused(line: str) -> None:
    with pytest.raises(Refused, match=r"old_step\."):
        read_steps(line)


@pytest.mark.parametrize(
    ("line", "text", "gets"),
    [
        ("客服部：录入 输入登记表", "录入", "登记表"),
        ("客服部：转派（输入登记表）", "转派", "登记表"),
        ("客服部：录入，输入系统", "录入，输入系统", ""),
        ("客服部：输入登记表", "输入登记表", ""),
        ("Service: dispatch input sheet", "dispatch input sheet", ""),
    ],
)
def test_one_thing_that_goes_in_is_read_where_it_stands_apart(line: str, text: str, gets: str) -> None:
    (step,) = read_steps(line)
    assert (step.text, step.gets) == (text, gets)


@given(st.lists(st.tuples(st.sampled_from(["市场部", "IT"]), st.sampled_from(["登记", "call: back", "3 copies"]))))
def test_what_is_written_is_read_again(steps: list[tuple[str, str]]) -> None:
    read = read_steps("\n".join(f"{who}: {what}" for who, what in steps[:60]))
    assert [(one.department, one.text) for one in read] == steps[:60]
    assert read_steps(write_steps(read, Catalogue("en"))) == read
