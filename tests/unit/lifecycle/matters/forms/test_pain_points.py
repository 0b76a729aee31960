"""Pain points of interviews: told in views, and put together in one list, and by step."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.meetings.meeting import Entry
from collabtui.formats.documents.document import Document, shown
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.language.capture.capture_line import read_line
from collabtui.language.pain_point_grammar import level_alone, pain_point_in
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.edit_entry import withdraw_entry
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.process_steps import read_steps

X1 = "X-2026-001"


def told(planned: Workspace, *lines: str, locale: Any = "zh") -> Document:
    acting = planned.as_user("command")
    describe_matter(acting, X1, MatterFields(old_steps=read_steps("市场部：手工登记\n法务部：审核\n市场部：盖章")))
    run.record(acting, "M1", lines)
    return filled_form(acting, planned.store, X1, "pain-points", locale)


def rows(document: Document, place: int = 0) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in document.tables[place].rows]


def test_what_was_told_stands_in_one_list_by_step(planned: Workspace) -> None:
    document = told(
        planned,
        "v: 先不改流程",
        "痛点：法务部：审核要等三天（环节：2；影响大；每周都有；原因：只有一人能签）",
        "痛点：@张伟 登记要抄三遍（环节：登记，影响：中，频次：每天10次，建议：用系统）",
        "v: 市场部：痛点：登记要抄三遍（步骤：手工登记，高）",
        "痛点：没人知道找谁；环节：派单",
        "痛点：电话打不通",
    )
    assert [row[1:9] for row in rows(document)] == [
        ("登记要抄三遍", "1 手工登记", "研发部\n市场部", "张伟", "高\n中", "每天10次", "", "用系统"),
        ("审核要等三天", "2 审核", "法务部", "", "高", "每周都有", "只有一人能签", ""),
        ("没人知道找谁", "派单", "", "", "", "", "", ""),
        ("电话打不通", "", "", "", "", "", "", ""),
    ]
    assert {row[9] for row in rows(document)} == {"M1 新品上线协作会（2026-03-02）"}
    assert rows(document, 1) == [
        ("1 手工登记", "1", "2", "高"), ("2 审核", "1", "1", "高"), ("派单", "1", "0", ""),
        ("未说明环节", "1", "0", ""),
    ]  # fmt: skip


def test_english_and_what_was_taken_back(planned: Workspace) -> None:
    acting = planned.as_user("command")
    document = told(planned, "pain point: @bob nobody answers (where: 3; low; 3 times a week)", locale="en")
    assert rows(document)[0][1:7] == ("nobody answers", "3 盖章", "法务部", "Bob Brown", "low", "3 times a week")
    assert "Pain points by step" in write_markdown(document)
    (entry,) = (one for one in acting.store.find(Entry, meeting="M1") if one.kind == "view")
    withdraw_entry(acting, entry.ref)
    assert rows(filled_form(acting, planned.store, X1, "pain-points", "en")) == []


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("痛点：登记要抄三遍", "view", "痛点：登记要抄三遍"),
        ("pain point: copied twice", "view", "痛点：copied twice"),
        ("【痛点】登记要抄三遍", "view", "痛点：登记要抄三遍"),
        ("Pain point - copied twice", "view", "痛点：copied twice"),
        ("pains: copied twice", "view", "痛点：copied twice"),
        ("痛点 2：登记要抄三遍", "view", "痛点：登记要抄三遍"),
        ("pain in the neck", "note", "pain in the neck"),
        ("Pain relief for all", "note", "Pain relief for all"),
        ("观点：痛点不少", "view", "痛点不少"),
    ],
)
def test_a_line_that_calls_itself_one_keeps_the_word(line: str, kind: str, text: str) -> None:
    read = read_line(line, locale="zh", today=date(2026, 3, 2))
    assert (read.kind, read.text) == (kind, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("痛点：发票经常丢失，高，经常", ("发票经常丢失", "high", "经常", "")),
        ("痛点：盖章等领导，一等就是三天，很严重", ("盖章等领导，一等就是三天", "high", "", "")),
        ("痛点：催办靠电话；影响：客户流失", ("催办靠电话", None, "", "客户流失")),
        ("pain: the form is copied twice (high impact, daily)", ("the form is copied twice", "high", "daily", "")),
        ("痛点：系统慢，尤其月底，下午打不开", ("系统慢，尤其月底，下午打不开", None, "", "")),
        ("痛点：每天都要抄一遍", ("每天都要抄一遍", None, "", "")),
        ("痛点：要求太高", ("要求太高", None, "", "")),
    ],
)
def test_its_parts_are_told_apart(text: str, wanted: tuple[Any, ...]) -> None:
    point = pain_point_in(text)
    assert point is not None
    assert (point.text, point.level, point.often, point.weight) == wanted


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("痛点：抄两遍（在录单环节，严重）", "录单"),
        ("pain: copied twice (at the intake step)", "intake"),
        ("痛点：在家办公不便", ""),
    ],
)
def test_its_step_is_told_without_a_label(text: str, where: str) -> None:
    point = pain_point_in(text)
    assert point is not None
    assert point.where == where


@pytest.mark.parametrize("text", ["痛点", "痛点：", "没有痛点：很好", "痛点不少", "pain points were many"])
def test_what_is_none(text: str) -> None:
    assert pain_point_in(text) is None


@pytest.mark.parametrize("text", ["没影响", "不高", "影响不大", "not high", "h"])
def test_what_is_no_level(text: str) -> None:
    assert level_alone(text) is None
