"""Actions in the formats of other programs' lists of tasks."""

import json
import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.action_status import Status
from collabtui.formats.actions.action_files import action_file
from collabtui.formats.actions.action_table import action_table
from collabtui.formats.actions.exported_task import ExportedTask
from collabtui.formats.actions.org import write_org
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.taskwarrior import write_taskwarrior
from collabtui.formats.actions.todo_txt import write_todo_txt
from collabtui.formats.actions.vtodo import write_vtodo
from collabtui.formats.file_words import half_width
from collabtui.formats.tables.table_csv import write_csv
from collabtui.formats.tables.table_xlsx import write_xlsx
from collabtui.text.catalogue import Catalogue

ZONE = ZoneInfo("Asia/Shanghai")
ROW: ExportedTask = {
    "ref": "A2", "title": "完成压力测试", "owner": {"name": "张 伟", "email": "z@example.test", "department": "研发部"},
    "supports": [{"name": "陈静", "support": "两台手机"}], "due": "2026-03-13", "status": "in-progress",
    "percent": 40, "deliverable": "测试报告", "matter": "X-2026-001", "matter_title": "新品 上线",
    "depends_on": ["A1", "A9"], "reason": "联调晚了", "updated_at": "2026-03-06T03:00:00+00:00", "task": "测试",
    "planned_start": "2026-03-09", "risk": "设备不够", "note": "第一行\n* 第二行",
    "created_at": "2026-03-02T18:00:00+00:00",
    "done_at": None,
}  # fmt: skip
DONE: ExportedTask = {
    **ROW,
    "ref": "A1", "title": "接口", "owner": None, "status": "done", "percent": 100,
    "done_at": "2026-03-05T02:00:00+00:00",
    "depends_on": [], "due": None, "planned_start": None, "reason": None, "note": None, "matter_title": None,
}  # fmt: skip
STATUSES: tuple[Status, ...] = ("not-started", "done", "cancelled", "blocked")


@pytest.mark.parametrize("kind", ["org", "taskwarrior", "ics", "todo.txt", "csv", "md"])
def test_no_file_brings_what_a_terminal_obeys_or_what_turns_words(kind: str) -> None:
    hostile: ExportedTask = {**ROW, "reason": "late\n\x1b[2J\x9b1m\x7f", "note": "\u202e001\x07\nmore"}
    written = action_file([hostile], kind, Catalogue("en"), ZONE).decode()
    assert not {"\x1b", "\x9b", "\x7f", "\u202e", "\x07"} & set(written)
    assert kind == "todo.txt" or "[2J1m" in written.replace("\\", "")


def parsed(line: str) -> dict[str, Any]:
    """A line of todo.txt by the rules of the format."""
    match = re.fullmatch(r"(x )?(?:\(([A-Z])\) )?(\d{4}-\d\d-\d\d) (?:(\d{4}-\d\d-\d\d) )?(.*)", line)
    assert match, line
    words = match[5].split(" ")
    return {
        "closed": bool(match[1]),
        "days": [day for day in (match[3], match[4]) if day],
        "projects": [word[1:] for word in words if re.fullmatch(r"\+\S+", word)],
        "contexts": [word[1:] for word in words if re.fullmatch(r"@\S+", word)],
        "pairs": dict(word.split(":") for word in words if re.fullmatch(r"[^\s:]+:[^\s:]+", word)),
        "text": " ".join(word for word in words if not re.match(r"[+@]\S|[^\s:]+:[^\s:/]+$", word)),
    }


def test_a_line_of_todo_txt() -> None:
    open_one, closed = write_todo_txt([ROW, DONE], ZONE).splitlines()
    assert open_one == (
        "2026-03-03 完成压力测试 +新品_上线 @张_伟 due:2026-03-13 t:2026-03-09 status:in-progress percent:40 "
        "dep:A1,A9 id:A2"
    )
    assert closed == "x 2026-03-05 2026-03-03 接口 id:A1"


@given(st.text(min_size=1), st.sampled_from(STATUSES))
def test_any_title_is_one_line_that_says_what_it_said(title: str, status: Status) -> None:
    done_at = "2026-03-05T02:00:00+00:00" if status == "done" else None
    row: ExportedTask = {**ROW, "title": title, "status": status, "done_at": done_at}
    (line,) = write_todo_txt([row], ZONE).removesuffix("\n").split("\n")
    read = parsed(line)
    assert read["closed"] == (status in ("done", "cancelled"))
    assert len(read["days"]) == (2 if read["closed"] else 1)
    assert (read["projects"], read["contexts"]) == (["新品_上线"], ["张_伟"])
    assert read["pairs"]["id"] == "A2"
    assert read["pairs"]["due"] == "2026-03-13"
    said, wanted = (half_width("".join(text.split())) for text in (read["text"], title))
    assert said == wanted


def test_taskwarrior_knows_an_action_again() -> None:
    first, second = json.loads(write_taskwarrior([ROW, DONE], ZONE))
    again, _ = json.loads(write_taskwarrior([ROW | {"title": "x"}, DONE], ZONE))
    assert first["uuid"] == again["uuid"] != second["uuid"]
    assert first["depends"] == [second["uuid"]], "what is not in the export cannot be named in it"
    assert (first["status"], first["due"], first["scheduled"], first["start"]) == (
        "pending", "20260312T160000Z", "20260308T160000Z", "20260306T030000Z",
    )  # fmt: skip
    assert [one["description"] for one in first["annotations"]] == ["联调晚了", "第一行\n* 第二行"]
    assert (second["status"], second["end"]) == ("completed", "20260305T020000Z")
    assert "due" not in second
    assert (first["collabtui"], first["owner"], first["percent"]) == ("A2", "张 伟", "40")


def test_org_has_the_planning_line_before_the_drawer() -> None:
    lines = write_org([ROW, DONE], ZONE).splitlines()
    assert lines[0] == "#+TODO: TODO STARTED WAITING | DONE CANCELLED"
    assert lines[2] == "* STARTED 完成压力测试 [40%] :张_伟:"
    assert lines[3] == "DEADLINE: <2026-03-13 Fri> SCHEDULED: <2026-03-09 Mon>"
    assert lines[4] == ":PROPERTIES:"
    assert "CLOSED: [2026-03-05 Thu 10:00]" in lines
    assert sum(line.startswith("* ") for line in lines) == 2, "a line of a note is no heading"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("COMMENT 这份文档", "* TODO \u200bCOMMENT 这份文档"),
        ("[#A] 第一", "* TODO \u200b[#A] 第一"),
        ("* 星", "* TODO \u200b* 星"),
        ("看 :标签:", "* TODO 看 :标签:\u200b"),
        ("在 <2026-03-01 Sun> 之前看 [[链接]]", "* TODO 在 <\u200b2026-03-01 Sun> 之前看 [\u200b[链接]]"),
        ("=1+1, @张伟 +x", "* TODO =1+1, @张伟 +x"),
    ],
)
def test_no_title_is_markup_of_org(title: str, heading: str) -> None:
    assert write_org([DONE | {"title": title, "status": "not-started", "percent": 0}], ZONE).splitlines()[2] == heading


def test_no_line_of_a_note_is_markup_of_org() -> None:
    written = write_org([ROW | {"note": ":END:\n#+BEGIN_SRC\n* x\n<2026-03-01>"}], ZONE)
    assert written.endswith("\n  \u200b:END:\n  \u200b#+BEGIN_SRC\n  * x\n  <\u200b2026-03-01>\n")


def test_a_vtodo_says_its_dates_as_days() -> None:
    calendar = icalendar.Calendar.from_ical(write_vtodo([ROW, DONE]))
    first, second = calendar.walk("VTODO")
    assert (first.decoded("due"), first.decoded("dtstart")) == (date(2026, 3, 13), date(2026, 3, 9))
    assert (str(first["status"]), first.decoded("percent-complete")) == ("IN-PROCESS", 40)
    assert str(first["related-to"]) == str(second["uid"])
    assert first["related-to"].params["RELTYPE"] == "DEPENDS-ON"
    assert second.decoded("completed") == datetime.fromisoformat("2026-03-05T02:00:00+00:00")
    assert "method" not in calendar


def test_a_start_that_is_not_before_the_due_date_is_left_out() -> None:
    (todo,) = icalendar.Calendar.from_ical(write_vtodo([ROW | {"planned_start": "2026-03-13"}])).walk("VTODO")
    assert "dtstart" not in todo


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_table_that_was_exported_is_one_that_can_be_imported(locale: str) -> None:
    table = action_table([ROW, DONE], Catalogue(locale))
    for data in (write_csv(table), write_xlsx(table, "x")):
        read = read_action_table(data)
        assert read.passed_over == ()
        row, done = read.rows
        assert {field: row.lines(field) for field in row.cells} == {
            "ref": "A2", "task": "测试", "title": "完成压力测试", "department": "研发部", "owner": "张 伟",
            "collaborators": "陈静（两台手机）" if locale == "zh" else "陈静 (两台手机)", "planned_start": "2026-03-09",
            "due": "2026-03-13", "status": "进行中" if locale == "zh" else "in progress", "percent": "40%",
            "deliverable": "测试报告", "depends_on": "A1 A9", "matter": "新品 上线", "reason": "联调晚了",
            "risk": "设备不够", "note": "第一行\n* 第二行",
        }  # fmt: skip
        assert "due" not in done.cells
