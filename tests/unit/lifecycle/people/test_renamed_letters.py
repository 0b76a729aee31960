"""A department is renamed: whom it concerns hears so once, in one mail with all of his open matters."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_people import import_people
from support.world import PEOPLE

ZHANG, ZHAO, CHEN = "zhang@example.test", "zhao@example.test", "chen@example.test"


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    import_people(workspace.as_user("command"), PEOPLE)
    return workspace


def matter(workspace: Workspace, title: str, **contacts: str) -> Matter:
    """With these contacts, departments by the address of each."""
    acting = workspace.as_user("command").quiet()
    made = new_matter(acting, MatterDraft(title))
    people = {name: acting.store.find(Person, email=email)[0].ref for name, email in contacts.items()}
    found = tuple(Contact(department=name, person=ref) for name, ref in people.items())
    with acting.transaction() as tx:
        return tx.put(made.model_copy(update={"contacts": found}))


def mails(workspace: Workspace) -> dict[str, str]:
    return {one.to: one.text for one in workspace.store.find(Outgoing, state="queued")}


def test_each_hears_once_with_all_of_his_open_matters(office: Workspace) -> None:
    matter(office, "新品上线", 研发部=ZHANG, 市场部=CHEN)
    matter(office, "官网改版", 研发部=ZHANG)
    over = matter(office, "旧事", 研发部=ZHANG, 法务部="bob@example.test")
    matter(office, "别的事", 法务部="bob@example.test")
    with office.as_user("command").transaction() as tx:
        tx.put(over.model_copy(update={"step": "archive"}))
    rename(office.as_user("command"), "研发部", "技术中心")
    found = office.store.find(Outgoing, state="queued")
    assert sorted(one.to for one in found) == [CHEN, ZHANG, ZHAO], "contacts, and the head"
    text = mails(office)[ZHANG]
    assert "你所在的研发部从现在起改名为技术中心（原研发部）。" in text
    assert ("新品上线" in text, "官网改版" in text, "旧事" in text) == (True, True, False)
    assert "官网改版" not in mails(office)[CHEN]
    assert mails(office)[CHEN].count("（原研发部）") == 1


def test_an_undo_at_once_tells_nobody(office: Workspace) -> None:
    matter(office, "新品上线", 研发部=ZHANG)
    rename(office.as_user("key"), "研发部", "技术中心")
    assert all(one.not_before for one in office.store.find(Outgoing, state="queued"))
    undo_last(office.as_user("key"))
    assert mails(office) == {}


def test_a_confidential_matter_is_named_to_its_readers_alone(office: Workspace) -> None:
    made = matter(office, "并购", 研发部=ZHANG, 市场部=CHEN)
    make_confidential(office.as_user("command").quiet(), made.ref, ["陈静"])
    with office.as_user("command").transaction() as tx:
        for one in tx.find(Outgoing, state="queued"):
            tx.put(one.model_copy(update={"state": "held"}))
    rename(office.as_user("command"), "研发部", "技术中心")
    assert ("并购" in mails(office)[CHEN], "并购" in mails(office)[ZHANG]) == (True, False)


def test_who_is_quiet_tells_nobody(office: Workspace) -> None:
    matter(office, "新品上线", 研发部=ZHANG)
    rename(office.as_user("command").quiet(), "研发部", "技术中心")
    assert mails(office) == {}
