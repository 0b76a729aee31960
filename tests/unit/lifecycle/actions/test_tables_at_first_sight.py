"""Tables of teams whom nobody here had met, each as another program or office has it: what stands in them is found by
what their cells hold, at the first run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.count_working_days import every_day
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.formats.actions.table_head import find_head
from collabtui.formats.actions.task_row import number_on_sheet
from collabtui.formats.actions.task_table import ALL_SHEETS, read_action_table
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_reading import is_workbook, read_tables
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.world import CONFIG, Clock

TABLES = Path(__file__).parents[3] / "data" / "first_tables"
NAMES = sorted(path.name.partition(".")[0] for path in TABLES.glob("*.expect.json"))
PEOPLE = {
    "张伟": "研发部", "陈静": "市场部", "王芳": "法务部", "赵强": "采购部", "李娜": "研发部", "刘洋": "市场部",
    "周敏": "采购部", "Bob Smith": "IT", "Alice Wong": "Legal", "Carol Jones": "Marketing",
    "David Lee": "Operations", "Emma Brown": "IT",
}  # fmt: skip
OPEN = ("not-started", "in-progress", "blocked")
STATUSES = {"open": OPEN, "postponed": ("blocked",)}
"""What an expectation says in other words than ours."""


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Nobody but those whom the tables name, on 2 March 2026."""
    clock.set("2026-03-02T09:00+08:00")
    store = open_store(tmp_path / "collabtui.db", secret=bytes(32))
    workspace = Workspace(store, CONFIG, Templates(), every_day, clock)
    drafts = [
        PersonDraft(name=name, email=f"p{number}@tables.test", department=department)
        for number, (name, department) in enumerate(PEOPLE.items())
    ]
    edit_people.import_people(workspace.as_user("command"), drafts)
    yield workspace
    store.close()


def lines_of(workspace: Workspace, name: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    (path,) = (one for one in TABLES.glob(f"{name}.*") if not one.name.endswith(".json"))
    table = read_listed(acting, path.read_bytes(), table_words(workspace.store))
    return planned_import(acting, table)


def as_expected(line: ImportLine, names: dict[str, str], wanted: dict[str, Any]) -> dict[str, Any]:
    """What an expectation says of an action, as the import has it."""
    action = line.action
    found: dict[str, Any] = {
        "title": action.title,
        "owner": names.get(action.owner or ""),
        "collaborators": sorted(names[one.person] for one in action.collaborators),
        "due": action.due and action.due.isoformat(),
        "status": action.status,
        "percent": action.percent or None,
        "parent": action.task.rpartition(" / ")[2] or None,
        "deliverable": action.deliverable or None,
    }
    if action.status in STATUSES.get(str(wanted.get("status")), ()):
        found["status"] = wanted["status"]
    if action.status == "done" and wanted.get("percent") in (None, 100):
        found["percent"] = wanted.get("percent")
    return {key: found[key] for key in wanted}


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_right_at_the_first_run(office: Workspace, name: str) -> None:
    wanted = json.loads((TABLES / f"{name}.expect.json").read_text(encoding="utf-8"))
    names = {one.ref: one.name for one in office.store.find(Person)}
    lines = {line.action.title: line for line in lines_of(office, name)}
    each = [
        one | ({"collaborators": sorted(one["collaborators"])} if "collaborators" in one else {})
        | ({"percent": one["percent"] or None} if "percent" in one else {})
        for one in wanted["actions"]
    ]  # fmt: skip
    titles = [one["title"] for one in each]
    assert sorted({*lines} - {*wanted["either"]}) == sorted(titles)
    assert [as_expected(lines[one["title"]], names, one) for one in each] == each


@pytest.mark.parametrize("name", NAMES)
def test_each_row_is_a_task_or_a_parent_or_told(office: Workspace, name: str) -> None:
    (path,) = (one for one in TABLES.glob(f"{name}.*") if not one.name.endswith(".json"))
    data, given = path.read_bytes(), table_words(office.store)
    table = read_action_table(data, given, ALL_SHEETS if is_workbook(data) else "")
    read = [*(row.number for row in table.rows), *(task.number for task in table.larger)]
    numbers = {number_on_sheet(one) for one in [*read, *(number for number, _ in table.left_out)]}
    lost = [
        raw
        for one in read_tables(data)
        if (head := find_head(one.rows, given))
        for raw in one.rows[head.rows :]
        if raw.number not in numbers and not is_heading_of_tasks(raw)
    ]
    assert lost == []


def is_heading_of_tasks(raw: RawRow) -> bool:
    """To Do, 三、行动项, ✍️ 写作中: what stands above a list and is the state, or the name, of all that follows."""
    (text, *others) = [shown(cell).rpartition("、")[2].lstrip("📥✍️✅⏸ ") for cell in raw.cells if cell]
    called = word_table("actions", "columns").get(plain(text)) == "title"
    state = plain(text) in word_table("actions", "statuses") or text.startswith("待") or text.endswith("中")
    return not others and (called or state)
