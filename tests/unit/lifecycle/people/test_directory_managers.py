"""Whoever a directory names as manager heads a department that has no head, and replaces none."""

from collabtui.domain.people import Person
from collabtui.formats.people.people_files import people_in
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person, import_people, imported_differences
from collabtui.lifecycle.people.gone_from_directory import gone_from_directory


def listed(*names: str, department: str = "财务部") -> bytes:
    """The first is the manager of the others."""
    return "\n".join(
        f"dn: uid={name},dc=x\nobjectClass: person\ncn: {name}\nmail: {name}@x.test\nou: {department}\n"
        + (f"manager: uid={names[0]},dc=x\n" if name != names[0] else "")
        for name in names
    ).encode()


def heads(workspace: Workspace, department: str) -> list[str]:
    return [one.name for one in workspace.store.find(Person, department=department, head=True)]


def test_a_manager_heads_his_department(workspace: Workspace) -> None:
    done = import_people(workspace.as_user("command"), people_in("x.ldif", listed("he", "luo")).drafts)
    assert heads(workspace, "财务部") == ["he"]
    assert (done.other_heads, done.counts) == ((), {"added": 2, "changed": 0, "unchanged": 0})


def test_a_rehearsal_shows_who_becomes_head(workspace: Workspace) -> None:
    drafts = people_in("x.ldif", listed("he", "luo")).drafts
    import_people(workspace.as_user("command"), [one.model_copy(update={"leads": False}) for one in drafts])
    shown = imported_differences(workspace.as_user("command"), drafts)
    assert [(one.name, one.field, one.after) for one in shown.changes] == [("he", "head", "✓")]


def test_who_heads_it_here_stays_and_both_are_named(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    import_people(acting, people_in("x.ldif", listed("he", "luo")).drafts)
    luo = workspace.store.find(Person, email="luo@x.test")[0]
    edit_person(acting, luo.ref, PersonChange(head=True))
    again = import_people(acting, people_in("x.ldif", listed("he", "luo")).drafts)
    assert [(person.name, head.name) for person, head in again.other_heads] == [("he", "luo")]
    assert heads(workspace, "财务部") == ["luo"]


def test_who_is_gone_from_a_listing_of_most_is_named(workspace: Workspace) -> None:
    import_people(workspace.as_user("command"), people_in("x.ldif", listed("he", "luo", "lin")).drafts)
    rest = people_in("x.ldif", listed("he", "luo")).drafts
    assert [one.name for one in gone_from_directory(workspace.store, rest)] == ["lin"]
    assert gone_from_directory(workspace.store, people_in("x.ldif", listed("he")).drafts) == []


def test_who_has_another_address_there_is_not_gone(workspace: Workspace) -> None:
    import_people(workspace.as_user("command"), people_in("x.ldif", listed("he", "luo", "lin")).drafts)
    moved = people_in("x.ldif", listed("he", "luo", "lin").replace(b"lin@x", b"lin@y")).drafts
    assert gone_from_directory(workspace.store, moved) == []
