"""Due dates that a table leaves open by a word."""

from contextlib import suppress
from datetime import date

import pytest

from collabtui.errors import Refused
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


def told(line: ImportLine) -> list[str]:
    return [one.key for one in line.remarks]


@pytest.mark.parametrize("word", ["TBC", "tbd", "待定", "待确认", "?"])
def test_a_word_for_a_day_that_is_not_known_is_told(workspace: Workspace, word: str) -> None:
    text = f"Action,Owner,Target date\nVenue,Bob Brown,{word}\nPress,张伟,2026-03-10\n"
    line = lines_of(workspace, text)[0]
    assert (line.action.due, told(line), line.remarks[0].values["value"]) == (None, ["import.no_end"], word)


@pytest.mark.parametrize("stroke", ["", "-", "/", "无", "n/a"])
def test_an_empty_cell_is_not(workspace: Workspace, stroke: str) -> None:
    text = f"Action,Owner,Target date\nVenue,Bob Brown,{stroke}\nPress,张伟,2026-03-10\n"
    assert told(lines_of(workspace, text)[0]) == []


def test_the_date_that_is_agreed_stays_and_is_named(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    text = "任务,负责人,截止日期\n压测,张伟,2026-03-27\n"
    import_actions(acting, read_listed(acting, text.encode(), {}))
    line = lines_of(workspace, "任务,负责人,截止日期\n压测,张伟,待定\n")[0]
    assert (line.action.due, told(line)) == (date(2026, 3, 27), ["import.no_end_yet"])
    assert line.remarks[0].values["day"] == "2026-03-27"


def test_no_duration_counts_a_date_that_is_reported_open(workspace: Workspace) -> None:
    line = lines_of(workspace, "任务,负责人,开始日期,工期,截止日期\n压测,张伟,2026-03-09,5,待定\n")[0]
    assert (line.action.due, told(line)) == (None, ["import.no_end"])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/12 （P0）", date(2026, 3, 12)),
        ("3月12日（暂定）", date(2026, 3, 12)),
        ("31-Mar-26 (tbc)", date(2026, 3, 31)),
        ("by 21 March (P1)", date(2026, 3, 21)),
    ],
)
def test_brackets_behind_a_day_leave_it_one_and_stay_in_the_note(workspace: Workspace, cell: str, day: date) -> None:
    line = lines_of(workspace, f"任务,负责人,截止日期\n压测,张伟,{cell}\n联调,张伟,2026-03-10\n")[0]
    assert (line.action.due, told(line)) == (day, ["import.day_understood"])
    assert line.action.note == f"截止日期: {cell}"


@pytest.mark.parametrize(
    "cell", ["3月26日（原3月20日）", "3月12日（周一）", "3月25日左右", "3月（暂定）", "20 March (week 12)"]
)
def test_what_brackets_make_doubtful_stays_open(workspace: Workspace, cell: str) -> None:
    text = f"任务,负责人,截止日期\n压测,张伟,{cell}\n联调,张伟,2026-03-10\n"
    with suppress(Refused):  # a weekday that is not that of the day is a slip
        assert lines_of(workspace, text)[0].action.due is None
