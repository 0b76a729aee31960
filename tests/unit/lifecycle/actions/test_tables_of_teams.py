"""Tables as teams have them, of several trades and in both languages: all that stands in each is found."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.lifecycle.actions.importing.import_table import import_actions, planned_import
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people

TABLES = Path(__file__).parents[3] / "data" / "tables"
CHINESE = ("张伟", "李娜", "王芳", "刘强", "赵敏", "陈静")
ENGLISH = ("Alice Brown", "Bob Smith", "Carol Jones", "Dan Lee")
OTHERS_DEPARTMENTS = {"工程部": "王芳", "设备部": "刘强", "后勤部": "赵敏"}


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """Everybody whom the tables name, on 2 March 2026, and a matter."""
    acting = workspace.as_user("command")
    known = {one.name for one in workspace.store.find(Person)}
    drafts = [
        PersonDraft(name=name, email=f"p{number}@tables.test", locale="zh" if name in CHINESE else "en")
        for number, name in enumerate(CHINESE + ENGLISH)
        if name not in known
    ]
    edit_people.import_people(acting, drafts)
    with acting.transaction() as tx:
        tx.put(Matter(ref=tx.next_ref(Matter, year=2026), title="T", created_at=acting.now))
    return workspace


def expected(name: str) -> Any:
    return json.loads((TABLES / f"{name}.expected.json").read_text(encoding="utf-8"))


def found(workspace: Workspace) -> list[dict[str, Any]]:
    names = {one.ref: one.name for one in workspace.store.find(Person)}
    actions = {one.ref: one for one in workspace.store.find(Action)}
    risks = workspace.store.find(Risk)

    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return [
        {
            "title": one.title,
            "task": one.task,
            "owner": names.get(one.owner or ""),
            "collaborators": [[names[helper.person], helper.support] for helper in one.collaborators],
            "planned_start": day(one.planned_start),
            "due": day(one.due),
            "status": one.status,
            "percent": one.percent,
            "deliverable": one.deliverable,
            "depends_on": [actions[ref].title for ref in one.depends_on],
            "note": one.note,
            "reason": one.reason,
            "risks": [[risk.text, risk.level] for risk in risks if risk.impact == one.title],
        }
        for one in actions.values()
    ]


NAMES = sorted(path.name.partition(".")[0] for path in TABLES.glob("*.expected.json"))


@pytest.mark.parametrize("name", NAMES)
def test_all_that_a_table_says_is_found(office: Workspace, name: str) -> None:
    wanted = expected(name)
    (path,) = (one for one in TABLES.glob(f"{name}.*") if not one.name.endswith(".json"))
    given = {key: value or "-" for key, value in wanted.get("columns", {}).items()}
    data = path.read_bytes()
    assert unknown_columns(data, given) == ()
    table = read_action_table(data, given)
    acting = office.as_user("command")
    matter = office.store.find(Matter)[-1].ref
    import_actions(acting, table, matter, planned_import(acting, table, matter))
    assert found(office) == wanted["rows"]
    assert {line.kind for line in planned_import(acting, table, matter)} == {"same"}, "the same table again"
