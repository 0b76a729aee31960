"""Months and calendar weeks where a table has a day; `me` as an owner; what is taken against problems, and
what a task waits for."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def remarks(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026年4月", date(2026, 4, 30)),
        ("2026年二月", date(2026, 2, 28)),
        ("2028 2月", date(2028, 2, 29)),
        ("2026年十二月份内", date(2026, 12, 31)),
        ("April 2026", date(2026, 4, 30)),
        ("Sept. 2026", date(2026, 9, 30)),
        ("KW 13/2026", date(2026, 3, 27)),
        ("cw12 26", date(2026, 3, 20)),
    ],
)
def test_what_is_due_in_a_period_is_due_at_its_end_and_told(workspace: Workspace, typed: str, day: date) -> None:
    (line,) = lines(workspace, f"任务,负责人,截止日期\n文档,张伟,{typed}\n")
    assert (line.action.due, remarks(line)) == (day, ["import.day_understood"])


@pytest.mark.parametrize(
    ("start", "due", "days"),
    [
        ("2026年4月", "2026年5月", (date(2026, 4, 1), date(2026, 5, 31))),
        ("July 2026", "Sep 2026", (date(2026, 7, 1), date(2026, 9, 30))),
        ("KW 12/2026", "KW 13/2026", (date(2026, 3, 16), date(2026, 3, 27))),
    ],
)
def test_what_starts_in_a_period_starts_with_it(
    workspace: Workspace, start: str, due: str, days: tuple[date, date]
) -> None:
    (line,) = lines(workspace, f"任务,负责人,计划开始,截止日期\n文档,张伟,{start},{due}\n")
    assert (line.action.planned_start, line.action.due) == days


@pytest.mark.parametrize("typed", ["4月", "十一月", "KW 12", "March", "CW 50"])
def test_a_period_without_a_year_is_not_long_past(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务,负责人,截止日期\n文档,张伟,{typed}\n")
    assert line.action.due is not None
    assert -183 <= (line.action.due - workspace.as_user("command").today).days <= 366


@pytest.mark.parametrize("typed", ["KW 60/2026", "week 12", "第12周", "Q2", "一季度", "4月前"])
def test_what_is_no_period_that_counts_for_all_is_asked_about(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务,负责人,截止日期\n文档,张伟,{typed}\n")
    assert (line.action.due, remarks(line)) == (None, ["import.vague_day"])


@pytest.mark.parametrize("typed", ["me", "Myself", "我", "本人"])
def test_me_is_who_takes_the_table_in(workspace: Workspace, typed: str) -> None:
    (line,) = lines(workspace, f"任务,负责人\n文档,{typed}\n")
    people = {one.ref: one.name for one in workspace.store.find(Person)}
    assert people[line.action.owner or ""] == workspace.as_user("command").actor
    assert remarks(line) == ["import.person_understood"]


@pytest.mark.parametrize(
    "head",
    [
        "Item,Countermeasure,Owner",
        "Problem,Corrective action,Owner",
        "存在问题,整改措施,责任人",
        "问题点,对策,担当",
        "Finding,Action,Owner",
    ],
)
def test_what_is_done_about_a_problem_is_the_task(workspace: Workspace, head: str) -> None:
    found = lines(workspace, f"{head}\nOil leak,Replace the seal,张伟\n,Train the crew,陈静\nNoise,Add dampers,张伟\n")
    assert [(line.action.task, line.action.title, line.action.reason) for line in found] == [
        ("Oil leak", "Replace the seal", ""),
        ("Oil leak", "Train the crew", ""),
        ("Noise", "Add dampers", ""),
    ]


def test_a_mitigation_without_a_risk_is_a_note(workspace: Workspace) -> None:
    first, _ = lines(workspace, "Task name,Owner,Mitigation\nMove,Bob Brown,Hire a van\nPaint,Bob Brown,\n")
    assert (first.action.title, first.action.note) == ("Move", "Hire a van")


@pytest.mark.parametrize(
    ("item", "title", "reason"),
    [
        ("Console cert – waiting for SDK licence @Bob Brown", "Console cert", "waiting for SDK licence"),
        ("短信通道——等供应商合同 @张伟", "短信通道", "等供应商合同"),
        ("短信通道（等待合同） @张伟", "短信通道", "等待合同"),
        ("Booth (awaiting permit) @Bob Brown", "Booth", "awaiting permit"),
        ("安全体系 - 等级评定 @张伟", "安全体系 - 等级评定", ""),
    ],
)
def test_what_an_item_of_a_list_waits_for_is_its_reason(
    workspace: Workspace, item: str, title: str, reason: str
) -> None:
    first, _ = lines(workspace, f"- [ ] {item}\n- [ ] Other @Bob Brown\n")
    assert (first.action.title, first.action.reason) == (title, reason)
    assert first.action.owner is not None


@pytest.mark.parametrize(("item", "day"), [("采购（张伟，3/12）", (3, 12)), ("Order (Bob Brown, 12/3)", (12, 3))])
def test_a_day_with_a_stroke_stands_in_brackets_beside_a_name(
    workspace: Workspace, item: str, day: tuple[int, int]
) -> None:
    found = lines(workspace, f"- [ ] {item}\n- [ ] 盘点（陈静，3/20）\n")
    assert all(line.action.owner and line.action.due for line in found)
    assert (found[0].action.due.month, found[0].action.due.day) == day if found[0].action.due else False


def test_a_larger_item_below_a_heading_of_state_has_that_state(workspace: Workspace) -> None:
    text = "## To do\n- [ ] A @张伟\n## Doing\n- [ ] B @张伟 due 2026-03-16\n  - [ ] C @陈静\n## Done\n- [x] D @张伟\n"
    assert [line.action.status for line in lines(workspace, text)] == [
        "not-started",
        "in-progress",
        "in-progress",
        "done",
    ]


def test_quarters_of_circles_mean_what_the_legend_says(workspace: Workspace) -> None:
    text = "任务,负责人,状态\nA,张伟,◐\nB,陈静,○\n○ = 未开始，◐ = 进行中，● = 已完成,,\n"
    table = read_action_table(text.encode())
    found = planned_import(workspace.as_user("command"), table)
    assert [line.action.status for line in found] == ["in-progress", "not-started"]
