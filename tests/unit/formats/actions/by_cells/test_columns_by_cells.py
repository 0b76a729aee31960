"""Columns whose names say nothing are told by the cells of all rows: who owns, who helps, begin and end, a share, a
group, what comes first. What may be something else is left to be asked about."""

import pytest

from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.written_values import is_state_by_form, state_of
from collabtui.formats.documents.document import shown

BOOK = {f"@{name.casefold()}": name for name in ("吴刚", "冯涛", "孙丽", "马超", "Ann", "Bob", "Eve", "Joe")}


def fields_of(text: str) -> dict[str, str]:
    """Field by the name of its column, of those with one."""
    table = read_action_table(text.encode(), BOOK)
    return {name: field for row in table.rows for field, (_, name) in row.places.items()}


def titles_of(text: str) -> list[str]:
    return [row.text("title") for row in read_action_table(text.encode(), BOOK).rows]


WAREHOUSE = """场地,作业,跟单,搭档,几号起,几号止,形象
东仓,拆货架,吴刚,冯涛,2月23日,3月3日,70%
东仓,运药品,冯涛,,3月4日,3月6日,0%
西仓,换系统,孙丽,吴刚、马超,3月5日,3月10日,100%
西仓,报消防,马超,,2月25日,3月12日,30%
"""
SHIPYARD = """Yard no.,System,Scope,Foreman,Mate,Kicks off,Wraps,Made good
A-01,Hull,Grit blast topsides,Ann,Bob,2026-03-02,2026-03-09,60%
A-02,Hull,Renew anodes,Bob,,2026-03-10,2026-03-12,0%
B-01,Engine,Overhaul sea valves,Eve,Joe,2026-02-20,2026-02-27,100%
B-02,Engine,Align shaft,Joe,,2026-03-04,2026-03-06,10%
"""


def test_a_table_of_names_that_nobody_knows() -> None:
    assert fields_of(WAREHOUSE) == {
        "场地": "task", "作业": "title", "跟单": "owner", "搭档": "collaborators", "几号起": "planned_start",
        "几号止": "due", "形象": "percent",
    }  # fmt: skip
    assert fields_of(SHIPYARD) == {
        "System": "task", "Scope": "title", "Foreman": "owner", "Mate": "collaborators", "Kicks off": "planned_start",
        "Wraps": "due", "Made good": "percent",
    }  # fmt: skip
    assert titles_of(SHIPYARD) == ["Grit blast topsides", "Renew anodes", "Overhaul sea valves", "Align shaft"]


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        ("任务,跟单,审核,截止", ("吴刚", "")),
        ("任务,跟单,甲方,截止", ("吴刚", "冯涛")),
        ("任务,负责人,跟进,截止", ("吴刚", "吴刚")),
    ],
    ids=["who-approves", "one-each-in-both", "the-owner-again"],
)
def test_people_who_may_do_something_else_help_nobody(names: str, columns: tuple[str, str]) -> None:
    first, second = columns
    text = f"{names}\n甲事,{first},{second or '马超'},3月6日\n乙事,{first},{second},3月9日\n丙事,{first},冯涛,3月9日\n"
    assert "collaborators" not in fields_of(text).values()


@pytest.mark.parametrize(
    ("names", "days", "fields"),
    [
        (("停工", "复工"), ("3月2日", "3月12日"), ("planned_start", "due")),
        (("下地日", "收工日"), ("2026-02-26", "2026-03-04"), ("planned_start", "due")),
        (("Road shut", "Road open"), ("2 Mar", "4 Mar"), ("planned_start", "due")),
        (("Set", "Struck"), ("2/3", "4/3"), ("planned_start", "due")),
        (("Set", "Struck"), ("9 Mar", "4 Mar"), ("", "")),
        (("收到日期", "要求于"), ("3月2日", "3月12日"), ("", "due")),
        (("Wanted", "Actually in"), ("2 Mar", "4 Mar"), ("due", "")),
        (("Set", "Reviewed"), ("2 Mar", "4 Mar"), ("", "")),
    ],
)
def test_of_two_days_in_each_row_the_first_is_the_begin(
    names: tuple[str, str], days: tuple[str, str], fields: tuple[str, str]
) -> None:
    left, right = days
    rows = "".join(f"{task},Ann,{left},{right}\n" for task in ("Strip hall", "Paint wall", "Lay floor"))
    found = fields_of(f"Task,Owner,{names[0]},{names[1]}\n{rows}")
    assert (found.get(names[0], ""), found.get(names[1], "")) == fields


@pytest.mark.parametrize(
    ("name", "shares", "field"),
    [
        ("形象", ("0%", "40%", "100%"), "percent"), ("How far on", ("100%", "5%", "0%"), "percent"),
        ("成功率", ("0%", "40%", "100%"), ""), ("Discount", ("0%", "40%", "100%"), ""),
        ("形象", ("20%", "30%", "50%"), ""), ("形象", ("20%", "30%", "40%"), ""), ("形象", ("0", "40", "100"), ""),
    ],
)  # fmt: skip
def test_shares_with_none_or_all_say_how_far_the_tasks_are(name: str, shares: tuple[str, ...], field: str) -> None:
    rows = "".join(f"Task {number},Ann,{share}\n" for number, share in enumerate(shares))
    assert fields_of(f"Task,Owner,{name}\n{rows}").get(name, "") == field


@pytest.mark.parametrize(
    ("name", "groups", "field"),
    [
        ("条线", ("赛道", "赛道", "医疗"), "task"), ("Strand", ("Grounds", "Grounds", "Stage"), "task"),
        ("条线", ("赛道", "医疗", "赛道"), ""), ("条线", ("赛道", "医疗", "宣传"), ""), ("条线", ("赛道",) * 3, ""),
        ("信息来源", ("赛道", "赛道", "医疗"), ""), ("Clients", ("Acme", "Acme", "Initech"), ""),
        ("急缓", ("高", "高", "低"), ""), ("When", ("January", "January", "March"), ""),
        ("盯", ("吴刚", "吴刚", "冯涛"), ""),
    ],
)  # fmt: skip
def test_a_group_left_of_the_tasks_is_what_they_are_part_of(name: str, groups: tuple[str, ...], field: str) -> None:
    rows = "".join(f"{group},Task {number},Ann,3月{number}日\n" for number, group in enumerate(groups, 1))
    assert fields_of(f"{name},任务,负责人,截止\n{rows}").get(name, "") == field


@pytest.mark.parametrize(
    ("name", "waits", "field"),
    [
        ("等谁先", ("", "1", "1、2"), "depends_on"), ("Needs", ("", "1", "1, 2"), "depends_on"),
        ("等谁先", ("", "1", "4"), ""), ("等级", ("", "1", "1"), ""), ("等谁先", ("2", "1", ""), ""),
    ],
)  # fmt: skip
def test_numbers_of_rows_above_are_waited_for(name: str, waits: tuple[str, ...], field: str) -> None:
    rows = "".join(f'{number},Task {number},Ann,"{wait}"\n' for number, wait in enumerate(waits, 1))
    assert fields_of(f"镜次,任务,负责人,{name}\n{rows}").get(name, "") == field


def test_what_is_handed_over_is_no_state_and_states_are_not_handed_over() -> None:
    rows = "Linearity,Ann,Complete\nRecovery,Bob,Running\nRobustness,Ann,Not begun\n"
    assert fields_of(f"Task,Owner,Outcome\n{rows}")["Outcome"] == "status"
    assert fields_of(f"Task,Owner,Outcome\n{rows.replace('Not begun', 'Report')}")["Outcome"] == "deliverable"


@pytest.mark.parametrize(
    ("names", "fields"),
    [("作业窗口,", ("planned_start", "due")), ("进场,离场", ("planned_start", "due"))],
    ids=["two-rows-of-names", "one-row"],
)
def test_a_begin_an_end_and_a_state_are_no_three_stages(names: str, fields: tuple[str, str]) -> None:
    below = ",,,进场,离场,\n" if names.endswith(",") else ""
    rows = "甲站,换滑轨,吴刚,3月2日,3月4日,整完\n甲站,调胶条,冯涛,3月5日,3月6日,正在整\n"
    rows += "乙站,除尘,孙丽,3月9日,3月11日,未整\n"
    text = f"站点,点位,班组长,{names},销缺\n{below}{rows}"
    assert titles_of(text) == ["换滑轨", "调胶条", "除尘"]
    assert tuple(fields_of(text).values())[-1] == "status"
    assert {*fields} <= {*fields_of(text).values()}


def test_a_latin_word_counts_where_a_word_begins() -> None:
    rows = "Lens test,Ann,5 March\nHire dolly,Bob,9 March\nBuild set,Eve,13 March\n"
    assert fields_of(f"Task,Owner,By latest\n{rows}")["By latest"] == "due"
    assert "due" not in fields_of(f"Task,Owner,Tested\n{rows}").values()
    rows = "Lens test,Ann,Bob\nHire dolly,Bob,-\nBuild set,Eve,Joe\n"
    assert fields_of(f"Task,Ball with,Also\n{rows}") == {"Task": "title", "Ball with": "owner", "Also": "collaborators"}


def test_a_row_of_data_is_no_matrix_of_people() -> None:
    text = "Fair 2026\nPlan owner: Ann,,,,\nStrand,Piece of work,Point person,Hands,Ready\n"
    rows = "Grounds,Mark out parking,Bob,Eve,2026-03-06\nStage,Book quartet,Ann,Joe,2026-03-13\n"
    rows += "Stage,Hire tent,Joe,,2026-03-14\n"
    assert titles_of(text + rows) == ["Mark out parking", "Book quartet", "Hire tent"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("校完", "done"), ("印完了", "done"), ("验毕", "done"), ("快印完了", None), ("没校完", None), ("初校完", None),
        ("测着呢", "in-progress"), ("正谈着", "in-progress"), ("搁着", "blocked"), ("等着", "blocked"),
        ("未查", "not-started"), ("还没动", "not-started"), ("没事", None), ("没了", None), ("未婚", None),
        ("还在查", "in-progress"), ("在职", None), ("还没", "not-started"),
    ],
)  # fmt: skip
def test_states_by_the_form_of_one_verb(word: str, state: str | None) -> None:
    assert state_of(word) == state
    assert not (state and is_state_by_form(word)) or word not in ("还没",)


def test_states_of_some_rows_make_a_column_of_states_where_both_ends_are_there() -> None:
    rows = "测展柜,吴刚,测着呢\n点文物,冯涛,还没\n调灯,孙丽,搁着\n校牌子,马超,校完\n"
    assert fields_of(f"任务,负责人,火候\n{rows}")["火候"] == "status"
    assert "火候" not in fields_of(f"任务,负责人,火候\n{rows.replace('校完', '亮').replace('还没', '暗')}")


def test_what_was_read_by_form_can_be_read_again() -> None:
    table = read_action_table(WAREHOUSE.encode(), BOOK | {"搭档": "-"})
    assert [shown(row.cells.get("owner")) for row in table.rows] == ["吴刚", "冯涛", "孙丽", "马超"]
    assert all("collaborators" not in row.cells for row in table.rows)
