"""A process step by step: what goes in and comes out, how long it takes, and what has become of each step."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.formats.documents.document import Document, shown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.process_steps import duration_in_words, read_steps, with_fates, write_steps
from collabtui.text.catalogue import Catalogue

X1 = "X-2026-001"
OLD = """市场部：手工登记（输入：来电，录音；输出：登记表；用时：2小时）→ 1
市场部：抄到表里（用时：1天）→ 1
法务部: 核对金额 | 输入：登记表 | 时间：半天 -> 3
市场部：打印盖章（30分钟）→ 取消"""
NEW = """市场部：系统登记（输入：来电；输出：工单；用时：10分钟）
研发部：自动派单（耗时：1分钟）
法务部：核对（用时 2小时）"""


def drawn(planned: Workspace, old: str, new: str, locale: Any = "zh") -> Document:
    described = MatterFields(old_steps=read_steps(old), new_steps=read_steps(new))
    describe_matter(planned.as_user("command"), X1, described)
    return filled_form(planned.as_user("command"), planned.store, X1, "process", locale)


def rows(document: Document, place: int) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in document.tables[place].rows]


def test_what_became_of_each_step_and_what_each_new_one_is_made_of(planned: Workspace) -> None:
    document = drawn(planned, OLD, NEW)
    assert rows(document, 1) == [
        ("1 手工登记", "市场部", "来电，录音", "登记表", "2 小时", "并入 1 系统登记"),
        ("2 抄到表里", "市场部", "", "", "1 天", "并入 1 系统登记"),
        ("3 核对金额", "法务部", "登记表", "", "4 小时", "改为 3 核对"),
        ("4 打印盖章", "市场部", "", "", "30 分钟", "取消"),
    ]
    assert [row[4:] for row in rows(document, 3)] == [
        ("合并 1 手工登记、2 抄到表里", "1 天 2 小时", "10 分钟"), ("新增", "", "1 分钟"),
        ("3 核对金额", "4 小时", "2 小时"),
    ]  # fmt: skip
    assert rows(document, 4)[3:] == [
        ("总用时（1 天按 8 小时）", "1 天 6 小时 30 分钟", "2 小时 11 分钟", "−1 天 4 小时 19 分钟（−85%）"),
        ("取消的步骤", "1", "", ""), ("并入其他步骤的步骤", "2", "", ""), ("新增的步骤", "", "1", ""),
    ]  # fmt: skip


def test_what_nobody_has_said_is_not_told(planned: Workspace) -> None:
    """Of a step without a word on what became of it; and no step is new while it may be made of that one."""
    document = drawn(planned, "市场部：登记\n市场部：盖章 → 取消", "市场部：系统登记\n研发部：派单", "en")
    assert [row[-1] for row in rows(document, 1)] == ["not said", "dropped"]
    assert [row[4:] for row in rows(document, 3)] == [("", "", ""), ("", "", "")]
    assert rows(document, 4)[3:] == [
        ("Steps dropped", "1", "", ""), ("Steps merged into others", "0", "", ""),
        ("Steps of which nobody said what became", "1", "", ""), ("New steps", "", "", ""),
    ]  # fmt: skip
    silent = drawn(planned, "市场部：登记", "市场部：系统登记")
    assert (rows(silent, 1)[0][-1], len(rows(silent, 4))) == ("", 3)


def test_a_total_says_of_how_many_steps_it_is(planned: Workspace) -> None:
    document = drawn(planned, "市场部：登记（2 h）\n市场部：盖章", "市场部：登记（1 h）", "en")
    assert rows(document, 4)[3] == ("Time in total (a day is 8 h)", "2 h (a time for 1 of 2)", "1 h", "")


def test_actions_are_the_new_steps_where_none_are_typed(planned: Workspace) -> None:
    acting = planned.as_user("command")
    for title, needs in (("登记投诉", ()), ("查原因", ("A1",))):
        draft = ActionDraft(title=title, owner="张伟", due=date(2026, 3, 6), deliverable=f"{title}单", depends_on=needs)
        add_action(acting, draft, X1)
    document = drawn(planned, "市场部：手工登记 → A1\n市场部：抄表 → A1+A2\n市场部：归档 → A9", "")
    assert [row[-1] for row in rows(document, 1)] == [
        "并入 A1 登记投诉", "拆为 A1 登记投诉、A2 查原因", "改为 A9（没有这一步）",
    ]  # fmt: skip
    assert rows(document, 3) == [
        ("A1 登记投诉", "研发部", "", "登记投诉单", "合并 1 手工登记、2 抄表", "", ""),
        ("A2 查原因", "研发部", "登记投诉单", "查原因单", "2 抄表", "", ""),
    ]


def test_fates_are_said_later_and_taken_back(planned: Workspace) -> None:
    drawn(planned, "市场部：登记\n市场部：抄表\n市场部：盖章", NEW)
    acting = planned.as_user("command")
    old = with_fates(acting.store.get(Matter, X1).old_steps, ["1+2=1", "3 → dropped"])
    describe_matter(acting, X1, MatterFields(old_steps=old))
    assert [one.becomes for one in acting.store.get(Matter, X1).old_steps] == [("1",), ("1",), ("dropped",)]
    undo_last(planned.as_user("command"))
    assert [one.becomes for one in acting.store.get(Matter, X1).old_steps] == [(), (), ()]


@pytest.mark.parametrize("typed", ["1", "1=", "=2", "1=soon", "9=1", "x=1"])
def test_a_fate_that_says_nothing_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"old_step\."):
        with_fates(read_steps("市场部：登记"), [typed])


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    "text", [OLD, NEW, "Sales: quote (in: request, price list; out: PDF; takes: half a day) -> 1+2"]
)
def test_steps_are_read_as_they_are_written(text: str, locale: Any) -> None:
    read = read_steps(text)
    assert read_steps(write_steps(read, Catalogue(locale))) == read


@pytest.mark.parametrize(
    ("line", "text", "time"),
    [
        ("行政部：盖章 (等领导签字, 3个工作日) -> A12", "盖章 (等领导签字)", "3 d"),
        ("客服部：转成文字，用时2小时30分", "转成文字", "2 h 30 min"),
        ("Legal: check it | input: draft | duration: about 3 working days", "check it", "3 d"),
        ("Warehouse: pick the goods, 45 min", "pick the goods", "45 min"),
        ("物流部：发货（每天两次）", "发货（每天两次）", ""),
        ("IT: export A->B to the ledger; time: 1 h 30 min", "export A->B to the ledger", "1 h 30 min"),
        ("仓库：清点，一个半小时", "清点", "1 h 30 min"),
        ("HR: onboarding (2 weeks)", "onboarding", "10 d"),
        ("生产部：排产（需要两天）", "排产", "2 d"),
    ],
)
def test_a_time_is_told_from_the_text(line: str, text: str, time: str) -> None:
    (step,) = read_steps(line)
    assert (step.text, duration_in_words(step.minutes, Catalogue("en"))) == (text, time)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("质检部：抽检；处理时间：4 小时 → 并入2", ("2",)),
        ("QA: sample (4 h) -> merged into step 2", ("2",)),
        ("市场部：登记 → 改为 A3", ("A3",)),
        ("市场部：登记 → 拆成第1、2步", ("1", "2")),
        ("市场部：登记 → 财务部", ()),
    ],
)
def test_what_became_of_it_may_stand_in_words(line: str, becomes: tuple[str, ...]) -> None:
    assert read_steps(line)[0].becomes == becomes


@pytest.mark.parametrize(
    ("line", "gets", "gives", "text"),
    [
        ("Finance: approve; input ledger; output signature; takes 5 days", "ledger", "signature", "approve"),
        ("财务部：审批（输入：台账）；用时3天", "台账", "", "审批"),
        ("Finance: approve (input ledger); takes 5 days", "ledger", "", "approve"),
        ("Finance: approve (input ledger; takes 5 days)", "ledger", "", "approve"),
        ("财务部：审批，输入台账，输出签字，用时3天", "台账", "签字", "审批"),
        ("客服部：接单，输入系统", "", "", "接单，输入系统"),
    ],
)
def test_what_goes_in_and_comes_out_needs_no_colon_where_both_are_said(
    line: str, gets: str, gives: str, text: str
) -> None:
    (step,) = read_steps(line)
    assert (step.gets, step.gives, step.text) == (gets, gives, text)


@pytest.mark.parametrize(
    ("line", "owner", "supporting"),
    [
        ("客服部：系统登记（负责人：陈静；支持：研发部、财务部；用时：2小时）", "陈静", ("研发部", "财务部")),
        ("客服部：系统登记；负责人：陈静；支持：研发部、财务部；2小时", "陈静", ("研发部", "财务部")),
        ("Service: log it (owner: Ann; supported by: IT and Legal; time: 2 h)", "Ann", ("IT", "Legal")),
    ],
)
def test_who_answers_for_a_step_and_who_supports_it_are_read(
    line: str, owner: str, supporting: tuple[str, ...]
) -> None:
    (step,) = read_steps(line)
    assert (step.owner, step.supporting, step.minutes) == (owner, supporting, 120)
    assert read_steps(write_steps([step], Catalogue("en"))) == (step,)


@pytest.mark.parametrize("time", ["3-5天", "看情况", "a few days", "两三天"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    with pytest.raises(Refused, match=r"old_step\.no_time"):
        read_steps(f"财务部：录入（用时：{time}）")


@pytest.mark.parametrize(
    "line",
    [
        "财务部：审批，用时3-5天",
        "Finance: approve, takes 3 to 5 days",
        "财务部：审核，大约需要3-5个工作日",
        "财务部：审批（3-5天）",
    ],
)
def test_a_range_behind_a_comma_is_refused_too(line: str) -> None:
    with pytest.raises(Refused, match=r"old_step\.no_time"):
        read_steps(line)
