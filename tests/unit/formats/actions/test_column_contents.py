"""What is called after tasks and can be none, days that were agreed again, and people of several trades."""

import pytest

from collabtui.formats.actions.heading_fields import field_of
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.documents.document import shown

BOOK = {f"@{name.casefold()}": name for name in ("吴刚", "冯涛", "孙丽", "马超", "Ann", "Bob", "Eve", "Joe")}


def fields_of(text: str) -> dict[str, str]:
    """Field by the name of its column, of those with one."""
    table = read_action_table(text.encode(), BOOK)
    return {name: field for row in table.rows for field, (_, name) in row.places.items()}


def cells_of(text: str, field: str) -> list[str]:
    return [shown(row.cells.get(field)) for row in read_action_table(text.encode(), BOOK).rows]


RFIS = """No.,Subject,Type,Ball in court,Date submitted,Date required,Status
R-1,Clarify rebar lap,RFI,Ann,24-Feb-26,05-Mar-26,Open
R-2,Duct meets ceiling,RFI,Bob,25-Feb-26,09-Mar-26,Open
R-3,Stair nosing,Submittal,Ann,16-Feb-26,04-Mar-26,Closed
"""
TENDER = """Step,Milestone,Who,,Dates,,
,,Lead,Supporting,Planned,Revised,Actual
1,Publish notice,Ann,,2026-02-09,2026-02-16,2026-02-16
2,Approve specification,Bob,,2026-03-06,,
3,Issue invitation,Ann,Eve,2026-03-09,2026-03-16,
"""


def test_days_and_bare_numbers_name_no_tasks_whatever_they_are_called() -> None:
    assert cells_of(RFIS, "title") == ["Clarify rebar lap", "Duct meets ceiling", "Stair nosing"]
    assert fields_of(RFIS)["Date required"] == "due"
    assert cells_of(TENDER, "title") == ["Publish notice", "Approve specification", "Issue invitation"]


def test_a_day_that_was_agreed_again_counts_and_the_planned_one_where_there_is_none() -> None:
    assert cells_of(TENDER, "due") == ["2026-02-16", "2026-03-06", "2026-03-16"]
    assert cells_of(TENDER, "actual_finish")[0] == "2026-02-16"
    text = "任务,负责人,计划完成时间,调整后完成时间\n甲事,吴刚,3月6日,3月13日\n乙事,冯涛,3月9日,\n"
    assert cells_of(text, "due") == ["3月13日", "3月9日"]


def test_of_two_names_for_tasks_the_one_that_few_rows_have_is_a_note() -> None:
    rows = "销户,吴刚,3月6日,逐户通知\n补签,冯涛,3月9日,\n甄别,孙丽,3月10日,\n抽检,马超,3月12日,\n"
    assert cells_of(f"整改事项,责任人,整改时限,整改措施\n{rows}", "title") == ["销户", "补签", "甄别", "抽检"]


def test_of_people_of_several_trades_nobody_is_sure_to_own_the_tasks() -> None:
    rows = "公会,调匹配,吴刚,孙丽,,马超,3月6日,进行中\n公会,改仓库,吴刚,,冯涛,马超,3月13日,未开始\n"
    rows += "活动,配卡池,吴刚,,,马超,3月10日,已完成\n活动,改签到,,孙丽,,马超,3月10日,已完成\n"
    text = f"模块,需求,策划,程序,美术,测试,上线日期,状态\n{rows}"
    assert cells_of(text, "title") == ["调匹配", "改仓库", "配卡池", "改签到"]
    assert cells_of(text, "owner") == ["", "", "", ""]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("负责老师", "owner"), ("主办律师", "owner"), ("责任医师", "owner"), ("协助老师", "collaborators"),
        ("Lead nurse", "owner"), ("Responsible teacher", "owner"), ("Supporting clinician", "collaborators"),
        ("老师", ""), ("Lead time", ""), ("负责部门", "department"),
    ],
)  # fmt: skip
def test_people_are_called_after_their_trade(name: str, field: str) -> None:
    assert field_of([name], {}) == field


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2025—2026学年第二学期分工", None), ("FY2025/26 plan", None), ("2024年至2026年三年行动", None),
        ("2026/03 行动清单", 2026), ("截至2026-03-02", 2026), ("2026年3月例会", 2026),
    ],
)  # fmt: skip
def test_a_stretch_of_years_above_the_table_is_no_year_of_its_days(title: str, year: int | None) -> None:
    assert read_action_table(f"{title},,\n任务,负责人,截止\n印卷,吴刚,3月25日\n".encode(), BOOK).year == year


def test_a_title_above_columns_that_are_only_guessed_begins_no_name_of_theirs() -> None:
    rows = "修操场,吴刚,周末施工,3月22日,进行中\n洗油烟机,冯涛,,3月7日,没开始\n换热水器,吴刚,先报价,待定,进行中\n"
    fields = fields_of(f"总务处3月工作,,,,\n项目,负责同志,要求,什么时间完成,目前情况\n{rows}")
    assert {"项目": "title", "负责同志": "owner", "什么时间完成": "due"}.items() <= fields.items()
