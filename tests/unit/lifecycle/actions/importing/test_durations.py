"""Due dates that start and duration say, where the table shows in no other row how it counts."""

from dataclasses import replace
from datetime import date

import pytest

from collabtui.domain.count_working_days import IsWorking
from collabtui.formats.actions.heading_fields import DURATION
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.lifecycle.actions.importing.table_durations import Stretch, assumed_end
from collabtui.lifecycle.base.acting import Workspace
from collabtui.system.work_calendar_cache import working_calendar
from collabtui.text.catalogue import Catalogue

WEEKEND = (5, 6)


def works(day: date) -> bool:
    return day.weekday() not in WEEKEND


def lines_of(workspace: Workspace, text: str, is_working: IsWorking = works) -> list[ImportLine]:
    acting = replace(workspace.as_user("command"), is_working=is_working)
    return planned_import(acting, read_listed(acting, text.encode(), {}))


@pytest.mark.parametrize(
    ("head", "start", "duration", "due", "counted"),
    [
        ("工期(天)", "2026-03-09", "10", date(2026, 3, 20), "working"),
        ("工期", "2026-03-09", "10天", date(2026, 3, 20), "working"),
        ("Duration", "2026-03-05", "5 days", date(2026, 3, 11), "working"),
        ("工期（自然日）", "2026-03-09", "10", date(2026, 3, 18), "calendar"),
        ("工期", "2026-03-07", "3", date(2026, 3, 9), "calendar"),
    ],
)
def test_start_and_duration_say_the_end_which_is_told(
    workspace: Workspace, head: str, start: str, duration: str, due: date, counted: str
) -> None:
    line = lines_of(workspace, f"任务,负责人,开始日期,{head}\n压测,张伟,{start},{duration}\n")[0]
    assert (line.action.due, [one.key for one in line.remarks]) == (due, [f"import.due_assumed_{counted}"])


def test_one_row_that_says_all_three_decides() -> None:
    open_end, of_calendar = Stretch(date(2026, 3, 9), None, 10), Stretch(date(2026, 3, 2), date(2026, 3, 9), 8)
    assert assumed_end(open_end, [of_calendar], works) == (date(2026, 3, 18), "calendar")
    assert assumed_end(open_end, [Stretch(date(2026, 3, 2), date(2026, 3, 30), 8)], works) is None
    assert assumed_end(open_end, [of_calendar, of_calendar], works) is None


def test_a_holiday_is_no_working_day(workspace: Workspace) -> None:
    line = lines_of(workspace, "任务,负责人,开始日期,工期\n压测,张伟,2026-09-30,2\n", working_calendar("CN"))[0]
    assert line.action.due == date(2026, 10, 8)


def test_a_day_that_is_agreed_gives_way_to_no_guess(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    import_actions(acting, read_listed(acting, "任务,负责人,截止日期\n压测,张伟,2026-03-27\n".encode(), {}))
    line = lines_of(workspace, "任务,负责人,开始日期,工期\n压测,张伟,2026-03-09,10\n")[0]
    assert (line.action.due, line.remarks) == (date(2026, 3, 27), ())


@pytest.mark.parametrize(("start", "unused"), [("2026-03-09", False), ("", True)])
def test_a_duration_that_counted_is_not_called_unused(workspace: Workspace, start: str, unused: bool) -> None:
    acting = workspace.as_user("command")
    table = read_listed(acting, f"任务,负责人,开始日期,工期(天)\n压测,张伟,{start},10\n".encode(), {})
    assert DURATION in table.rows[0].cells
    assert ("没有用到的列：工期(天)。" in set(table_remarks(table, Catalogue("zh")))) is unused
