"""An owner written behind his role, and several who do one task in a matrix of duties."""

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.column_meanings import table_words
from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    more = ("Fabienne Moreau", "Rajesh Patel", "王小芳", "李国明")
    drafts = [PersonDraft(name=name, email=f"r{number}@example.test") for number, name in enumerate(more)]
    edit_people.import_people(workspace.as_user("command"), drafts)
    return workspace


def lines_of(office: Workspace, text: str) -> list[ImportLine]:
    acting = office.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), table_words(office.store)))


def people(office: Workspace, line: ImportLine) -> tuple[str, list[str]]:
    names = {one.ref: one.name for one in office.store.find(Person)}
    return names.get(line.action.owner or "", ""), [names[one.person] for one in line.action.collaborators]


@pytest.mark.parametrize(
    ("cell", "owner", "helpers"),
    [
        ("Head of IT (F. Moreau)", "Fabienne Moreau", []),
        ("Project Manager (Rajesh Patel)", "Rajesh Patel", []),
        ("质量经理（王小芳）", "王小芳", []),
        ("采购负责人（李国明）", "李国明", []),
        ("Rajesh Patel (F. Moreau)", "Rajesh Patel", ["Fabienne Moreau"]),
        ("王小芳（李国明支持）", "王小芳", ["李国明"]),
        ("Jon Leaderman (F. Moreau)", "", ["Fabienne Moreau"]),
        ("Head of IT (Rajesh Patel, F. Moreau)", "Rajesh Patel", ["Fabienne Moreau"]),
    ],
)
def test_who_stands_in_brackets_behind_a_role_owns_the_task(
    office: Workspace, cell: str, owner: str, helpers: list[str]
) -> None:
    (line,) = lines_of(office, f'Task,Owner\nCopy the data,"{cell}"\n')
    assert people(office, line) == (owner, helpers)


@pytest.mark.parametrize(
    ("cells", "owner", "helpers", "told"),
    [
        ("R,R,C", "Fabienne Moreau", ["Rajesh Patel", "王小芳"], True),
        ("R,R,A", "王小芳", ["Fabienne Moreau", "Rajesh Patel"], True),
        ("C,R,A", "王小芳", ["Fabienne Moreau", "Rajesh Patel"], False),
        ("R,I,C", "Fabienne Moreau", ["王小芳"], False),
    ],
)
def test_several_who_do_a_task_are_told(
    office: Workspace, cells: str, owner: str, helpers: list[str], told: bool
) -> None:
    first, _ = lines_of(office, f"Task,Due,Fabienne Moreau,Rajesh Patel,王小芳\nCopy,2026-03-09,{cells}\nCall,,A,R,C\n")
    found = people(office, first)
    assert (found[0], sorted(found[1])) == (owner, sorted(helpers))
    values = [one.values for one in first.remarks if one.key == "import.several_do"]
    assert values == ([{"names": "Fabienne Moreau, Rajesh Patel", "first": "Fabienne Moreau"}] if told else [])
