"""Cells that say more than their value: an event and its day, a state and why, an end and who has looked at it; and
columns of departments, levels and dependencies under other names."""

from datetime import date

import pytest

from collabtui.errors import Refused
from collabtui.formats.actions.heading_fields import field_of
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(workspace.store)))


def told(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("开机前一周（3月14日）", date(2026, 3, 14)),
        ("3月下旬（3月27日前）", date(2026, 3, 27)),
        ("尽快（3/12前）", date(2026, 3, 12)),
        ("mid March (16 Mar)", date(2026, 3, 16)),
        ("two weeks before the event (Mar 20)", date(2026, 3, 20)),
        ("每周（3月14日起）", None),
        ("every week (16 Mar)", None),
        ("3月下旬（27）", None),
        ("3月下旬（周五）", None),
        ("3月下旬（视审批而定）", None),
        ("TBD (16 Mar or later)", None),
    ],
)
def test_brackets_say_which_day_is_meant_by_words_for_a_time(workspace: Workspace, cell: str, day: date | None) -> None:
    line = lines_of(workspace, f"任务,负责人,截止日期\n压测,张伟,{cell}\n联调,张伟,2026-03-10\n")[0]
    assert line.action.due == day
    assert cell in line.action.note
    assert (told(line) == ["import.day_understood"]) == (day is not None)


@pytest.mark.parametrize(
    ("others", "day", "tells"),
    [
        ("2027-01-10", date(2027, 12, 20), ["import.day_understood"]),
        ("2026年12月31日前", date(2026, 12, 20), []),
        ("31.12.2026", date(2026, 12, 20), []),
    ],
)
def test_the_year_of_the_title_is_not_that_of_days_when_some_lie_before_it(
    workspace: Workspace, others: str, day: date, tells: list[str]
) -> None:
    text = f"2027年春运任务台账,,\n任务,负责人,截止日期\n客船核查,张伟,12月20日\n廊桥检修,张伟,{others}\n"
    line = lines_of(workspace, text)[0]
    assert (line.action.due, told(line)) == (day, tells)


@pytest.mark.parametrize(
    ("head", "cell", "status", "note"),
    [
        ("Status", "Closed – verified by IA", "done", "Closed – verified by IA"),
        ("Status", "Done (checked by Bob Brown)", "done", "Done (checked by Bob Brown)"),
        ("状态", "已完成，已核实", "done", "已完成，已核实"),
        ("Status", "Closed – verified by nobody so far, two open", "not-started", None),
        ("Status", "Done – report missing", "not-started", None),
        ("状态", "已完成，差两份", "not-started", None),
        ("Status", "verified by IA", "not-started", None),
        ("Progress", "suspended - vaccine shortage", "blocked", "suspended - vaccine shortage"),
        ("Progress", "blocked - 3 kits missing", "blocked", "blocked - 3 kits missing"),
        ("Status", "not yet begun", "not-started", ""),
    ],
)
def test_a_state_with_more_behind_it(workspace: Workspace, head: str, cell: str, status: str, note: str | None) -> None:
    line = lines_of(workspace, f'Task,Owner,{head}\nKits,Bob Brown,"{cell}"\nTents,Bob Brown,\n')[0]
    assert line.action.status == status
    assert note is None or line.action.note == note


def test_an_end_with_figures_behind_it_is_no_share(workspace: Workspace) -> None:
    with pytest.raises(Refused) as caught:
        lines_of(workspace, "Task,Owner,Progress\nKits,Bob Brown,finished - 3 kits missing\n")
    assert caught.value.key == "import.rows"


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("half done", 50), ("halfway", 50), ("完成一半", 50), ("过半", 0), ("nearly done", 0), ("half the team", 0)],
)
def test_half_is_a_share(workspace: Workspace, cell: str, percent: int) -> None:
    assert lines_of(workspace, f"任务,负责人,状态\n压测,张伟,{cell}\n")[0].action.percent == percent


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("大纲数字", "wbs"), ("协办部室", "helping_department"), ("承办部室", "department"),
        ("主责车间", "department"), ("须先完成", "depends_on"), ("办到哪了", "progress"), ("怎样算完成", "deliverable"),
        ("Needs first", "depends_on"),
        ("部室电话", ""), ("负责中心城区", ""), ("outline", ""),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, field: str) -> None:
    assert field_of([name], {}) == field


@pytest.mark.parametrize(
    ("cell", "refs"),
    [
        ("after MIG-1", ("row2",)),
        ("follows MIG-2.", ("row3",)),
        ("待MIG-2完成后", ("row3",)),
        ("MIG-1结束后", ("row2",)),
        ("after 1", ()),
        ("after lunch", ()),
        ("待MIG-2", ()),
        ("待审批完成后", ()),
        ("after MIG-1 or MIG-2", ()),
    ],
)
def test_a_note_that_says_what_a_task_comes_after(workspace: Workspace, cell: str, refs: tuple[str, ...]) -> None:
    text = f"ID,Task,Owner,Note\nMIG-1,Copy data,Bob Brown,\nMIG-2,Switch,Bob Brown,\nMIG-3,Announce,Bob Brown,{cell}\n"
    assert lines_of(workspace, text)[2].action.depends_on == refs


def test_owners_behind_colons_where_several_are(workspace: Workspace) -> None:
    several = "- [ ] Update the risk list: Bob Brown\n- [ ] Order the new servers: 张伟\n- [ ] Guests: Bob Brown\n"
    found = [(line.action.title, bool(line.action.owner)) for line in lines_of(workspace, several)]
    assert found == [("Update the risk list", True), ("Order the new servers", True), ("Guests: Bob Brown", False)]
    (alone, _) = lines_of(workspace, "- [ ] Update the risk list: Bob Brown\n- [ ] Order the new servers\n")
    assert (alone.action.title, told(alone)) == ("Update the risk list: Bob Brown", ["import.owner_in_title"])


@pytest.mark.parametrize(
    ("title", "tells"),
    [
        ("Menu cards → Bob Brown", True),
        ("Guests: Bob Brown – blocked, hall closed", True),
        ("交接材料：张伟", True),
        ("Guests: the board", False),
        ("Call Bob Brown", False),
    ],
)
def test_a_name_at_the_end_of_a_title_that_nobody_owns_is_told(workspace: Workspace, title: str, tells: bool) -> None:
    line = lines_of(workspace, f'Task,Owner\n"{title}",\nTents,Bob Brown\n')[0]
    assert ("import.owner_in_title" in told(line)) == tells
