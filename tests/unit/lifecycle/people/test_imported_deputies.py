"""Deputies and countries as a directory has them: the deputy may stand further down, and who is none stops nobody."""

import pytest

from collabtui.domain.people import Person
from collabtui.formats.people.people_files import people_in
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_people import Imported, import_people, imported_differences

HEAD = "员工姓名,企业邮箱,部门,职务代理人,国家\n"
LISTED = f"{HEAD}何静,he@example.test,财务部,罗平,中国\n罗平,luo@example.test,财务部,he@example.test,英国\n"


def imported(workspace: Workspace, text: str) -> Imported:
    return import_people(workspace.as_user("command"), people_in("people.csv", text.encode()).drafts)


def by_name(workspace: Workspace) -> dict[str, Person]:
    return {one.name: one for one in workspace.store.find(Person)}


def test_each_has_the_other_as_deputy_whichever_stands_first(workspace: Workspace) -> None:
    done = imported(workspace, LISTED)
    people = by_name(workspace)
    assert (people["何静"].deputy, people["罗平"].deputy) == (people["罗平"].ref, people["何静"].ref)
    assert [(one.name, one.country) for one in done.added] == [("何静", "CN"), ("罗平", "GB")]
    assert done.added[0].deputy == people["罗平"].ref


def test_the_same_file_again_changes_nothing(workspace: Workspace) -> None:
    imported(workspace, LISTED)
    again = imported(workspace, LISTED)
    assert again.counts == {"added": 0, "changed": 0, "unchanged": 2}


def test_a_cell_that_is_empty_leaves_the_deputy(workspace: Workspace) -> None:
    imported(workspace, LISTED)
    imported(workspace, f"{HEAD}何静,he@example.test,财务部,,\n")
    assert by_name(workspace)["何静"].deputy == by_name(workspace)["罗平"].ref


@pytest.mark.parametrize("deputy", ["某某", "何静", "nobody@example.test"])
def test_who_cannot_be_deputy_is_named_and_all_others_are_taken(workspace: Workspace, deputy: str) -> None:
    done = imported(workspace, f"{HEAD}何静,he@example.test,财务部,{deputy},\n罗平,luo@example.test,财务部,何静,\n")
    assert [(one.name, called) for one, called in done.not_deputies] == [("何静", deputy)]
    people = by_name(workspace)
    assert (people["何静"].deputy, people["罗平"].deputy) == (None, people["何静"].ref)


def test_a_rehearsal_shows_deputies_by_name(workspace: Workspace) -> None:
    imported(workspace, LISTED)
    other = f"{HEAD}何静,he@example.test,财务部,新人,\n新人,new@example.test,财务部,,\n"
    found = imported_differences(workspace.as_user("command"), people_in("people.csv", other.encode()).drafts)
    assert [(one.name, one.field, one.before, one.after) for one in found.changes] == [
        ("何静", "deputy", "罗平", "新人")
    ]
    assert by_name(workspace)["何静"].deputy == by_name(workspace)["罗平"].ref


@pytest.mark.parametrize(
    ("written", "country"),
    [("China", "CN"), ("United Kingdom", "GB"), ("UK", "GB"), ("德国", "DE"), ("de", "DE"), ("Atlantis", "")],
)
def test_a_country_is_known_by_its_name(written: str, country: str) -> None:
    found = people_in("people.csv", f"name,email,country\nAda,ada@example.test,{written}\n".encode())
    assert [one.country for one in found.drafts] == [country]
