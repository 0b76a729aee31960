"""The order in which tables write the numbers of their days: decided by the column, by the sheet, by a person; what
stays open is refused with both days, and asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, cast

import pytest
from openpyxl import Workbook

from collabtui.errors import Refused
from collabtui.lifecycle.actions.importing.column_meanings import column_setting
from collabtui.lifecycle.actions.importing.day_orders import order_findings, orders_of_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.table_days import unclear_days
from collabtui.lifecycle.base.acting import Acting, Workspace

_NOBODY_SAID: Mapping[str, str] = {}


@pytest.fixture
def english(workspace: Workspace) -> Workspace:
    organiser = workspace.config.organiser.model_copy(update={"locale": "en"})
    return replace(workspace, config=workspace.config.model_copy(update={"organiser": organiser}))


def workbook(rows: list[list[Any]]) -> bytes:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def acting_in(workspace: Workspace) -> Acting:
    return workspace.as_user("command")


def lines_of(workspace: Workspace, text: str | bytes, given: Mapping[str, str] = _NOBODY_SAID) -> list[ImportLine]:
    data = text.encode() if isinstance(text, str) else text
    return planned_import(acting_in(workspace), read_listed(acting_in(workspace), data, given))


def dues(workspace: Workspace, heads: str, *cells: str) -> list[str]:
    rows = "".join(f"Task {number},Bob Brown,{cell}\n" for number, cell in enumerate(cells))
    return [str(line.action.due) for line in lines_of(workspace, f"{heads}\n{rows}")]


def why_not(workspace: Workspace, text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        lines_of(workspace, text)
    return [error.values["why"].key for error in cast("Any", refused.value.values["errors"])]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("12/04/2026", "18/12/2026"), ["2026-04-12", "2026-12-18"]),
        (("12/04/2026", "12/18/2026"), ["2026-12-04", "2026-12-18"]),
        (("02-03-26", "26-03-26"), ["2026-03-02", "2026-03-26"]),
        (("2/3", "3/20"), ["2026-02-03", "2026-03-20"]),
        (("26.3.12", "26.3.4"), ["2026-03-12", "2026-03-04"]),
        (("26/4/5",), ["2026-04-05"]),
        (("3.4.", "4.3.2026"), ["2026-04-03", "2026-03-04"]),
        (("3/4-3/13", ""), ["2026-03-13", "None"]),
        (("2026-W12", "46095.5"), ["2026-03-20", "2026-03-14"]),
    ],
)
def test_a_column_decides_by_the_days_of_which_one_reading_is_a_day(
    english: Workspace, cells: tuple[str, ...], days: list[str]
) -> None:
    assert dues(english, "Task,Owner,Due", *cells) == days


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("26/12/25", "26/12/4"), ["2026-12-25", "2026-12-04"]),
        (("26.12.25", "27.1.8"), ["2026-12-25", "2027-01-08"]),
        (("26-12-02",), ["2026-12-02"]),
        (("3/4", "3.5"), ["2026-03-04", "2026-03-05"]),
    ],
)
def test_in_chinese_the_year_leads_and_the_month_stands_before_the_day(
    workspace: Workspace, cells: tuple[str, ...], days: list[str]
) -> None:
    assert dues(workspace, "任务,责任人,截止", *cells) == days


def test_chinese_names_of_columns_say_it_to_an_english_organiser(english: Workspace) -> None:
    assert dues(english, "任务,责任人,截止", "3/4") == ["2026-03-04"]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Task,Owner,Due", ("12/04/2026", "12/07/2026")),
        ("Task,Owner,Due", ("12/04/2026", "18/12/2026", "12/18/2026")),
        ("Task,Owner,Due", ("2/3",)),
        ("任务,责任人,截止", ("12/04/2026",)),
        ("任务,责任人,截止", ("26/12/25",)),
        ("任务,责任人,截止", ("18/3", "3/25", "4/5")),
        ("Task,Owner,Due (dd/mm/yyyy)", ("04/05/2026", "03/25/2026")),
    ],
)
def test_what_may_be_two_days_is_refused_with_both(workspace: Workspace, heads: str, cells: tuple[str, ...]) -> None:
    organiser = workspace.config.organiser.model_copy(update={"locale": "zh" if "任务" in heads else "en"})
    office = replace(workspace, config=workspace.config.model_copy(update={"organiser": organiser}))
    rows = "".join(f"Task {number},Bob Brown,{cell}\n" for number, cell in enumerate(cells))
    assert set(why_not(office, f"{heads}\n{rows}")) == {"import.either_day"}


@pytest.mark.parametrize(
    ("column", "day"),
    [
        ("Due (dd/mm/yyyy)", "2026-07-12"), ("Due (MM/DD/YYYY)", "2026-12-07"), ("Due date dd/mm/yyyy", "2026-07-12"),
        ("截止（日/月/年）", "2026-07-12"), ("Due [mm-dd-yyyy]", "2026-12-07"),
    ],
)  # fmt: skip
def test_the_name_of_a_column_says_it(english: Workspace, column: str, day: str) -> None:
    text = f"Task,Owner,{column}\nA,Bob Brown,12/07/2026\n"
    (line,) = lines_of(english, text)
    assert (str(line.action.due), line.remarks) == (day, ())
    table = read_listed(acting_in(english), text.encode(), {})
    assert list(order_findings(orders_of_table(table, date(2026, 3, 2), "en"))) == []


def test_the_other_columns_decide_where_its_own_days_do_not_and_it_is_told(english: Workspace) -> None:
    (line, _) = lines_of(
        english,
        "Task,Owner,Start,Due\nA,Bob Brown,11/20/2026,12/04/2026\nB,Bob Brown,11/04/2026,12/07/2026\n",
    )
    assert line.action.due == date(2026, 12, 4)
    assert [one.key for one in line.remarks] == ["import.day_understood"]


def test_each_column_has_an_order_of_its_own(english: Workspace) -> None:
    text = "Task,Owner,Start,Due\nA,Bob Brown,03/04/2026,04/30/2026\nB,Bob Brown,25/03/2026,05/04/2026\n"
    found = [(line.action.planned_start, line.action.due) for line in lines_of(english, text)]
    assert found == [(date(2026, 4, 3), date(2026, 4, 30)), (date(2026, 3, 25), date(2026, 5, 4))]


def test_a_day_that_is_over_is_told_with_the_one_to_come(english: Workspace) -> None:
    lines = lines_of(english, "Task,Owner,Due\nA,Bob Brown,12/01/2026\nB,Bob Brown,18/12/2026\n")
    assert [[one.key for one in line.remarks] for line in lines] == [["import.day_over"], []]
    assert lines[0].remarks[0].values["other"] == "2026-12-01"


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ("A,Bob Brown,12/04/2026\nB,Bob Brown,18/12/2026\n", ["import.order_day_first"]),
        ("A,Bob Brown,13/04/2026\nB,Bob Brown,18/12/2026\n", []),
        ("A,Bob Brown,2026-04-12\nB,Bob Brown,18/12/2026\n", []),
    ],
)
def test_how_a_column_is_read_is_told_where_it_matters(english: Workspace, rows: str, keys: list[str]) -> None:
    table = read_listed(acting_in(english), f"Task,Owner,Due\n{rows}".encode(), {})
    assert [one.key for one in order_findings(orders_of_table(table, acting_in(english).today, "en"))] == keys


@pytest.mark.parametrize(
    ("cells", "keys"), [(("12/4", "12/15"), []), (("26/12/4", "26/12/25"), ["import.order_year_first"])]
)
def test_the_month_before_the_day_is_not_told_in_chinese(
    workspace: Workspace, cells: tuple[str, str], keys: list[str]
) -> None:
    rows = "".join(f"任务{cell},张伟,{cell}\n" for cell in cells)
    table = read_listed(acting_in(workspace), f"任务,责任人,截止\n{rows}".encode(), {})
    assert [one.key for one in order_findings(orders_of_table(table, acting_in(workspace).today, "zh"))] == keys


@pytest.mark.parametrize(
    ("day", "keys"), [(date(2026, 4, 12), ["import.doubt_swapped"]), (date(2026, 4, 13), []), (date(2026, 4, 4), [])]
)
def test_dates_beside_text_with_the_day_first_may_be_turned_round(
    english: Workspace, day: date, keys: list[str]
) -> None:
    data = workbook([["Task", "Owner", "Due"], ["A", "Bob Brown", day], ["B", "Bob Brown", "18/12/2026"]])
    table = read_listed(acting_in(english), data, {})
    assert [one.key for one in order_findings(orders_of_table(table, acting_in(english).today, "en"))] == keys


@pytest.mark.parametrize(
    ("said", "day"), [("Due=dd/mm", "2026-07-12"), ("due = month first", "2026-12-07"), ("Due=日/月", "2026-07-12")]
)
def test_what_was_said_of_a_column_counts(english: Workspace, said: str, day: str) -> None:
    given = dict([column_setting(said)])
    (line,) = lines_of(english, "Task,Owner,Due\nA,Bob Brown,12/07/2026\n", given)
    assert str(line.action.due) == day


def test_columns_that_stay_open_are_asked_about(english: Workspace) -> None:
    acting = acting_in(english)
    text = "Task,Owner,Start,Due\nA,Bob Brown,2/4,12/07/2026\nB,Bob Brown,3/4,12/08/2026\n"
    asked = unclear_days(acting, read_listed(acting, text.encode(), {}))
    assert [(one.name, one.text) for one in asked] == [("start:order", "2/4"), ("due:order", "12/07/2026")]
    assert asked[1].days == {"month-first": date(2026, 12, 7), "day-first": date(2026, 7, 12)}


def test_the_days_of_a_list_are_read_alike(english: Workspace) -> None:
    text = "# Actions\n- [ ] Fix it @Bob Brown due 12/14\n- [ ] Send it @Bob Brown due 12/4\n"
    assert [str(line.action.due) for line in lines_of(english, text)] == ["2026-12-14", "2026-12-04"]
    assert why_not(english, "# Actions\n- [ ] Fix it @Bob Brown due 3/4\n") == ["import.either_day_listed"]


def test_a_column_that_may_be_read_in_two_orders_is_asked_about_once(english: Workspace) -> None:
    rows = "".join(f"Task {number},Bob Brown,0{number}/04/2026\n" for number in (5, 6, 7))
    assert why_not(english, f"Task,Owner,Due\n{rows}") == ["import.either_day"]
