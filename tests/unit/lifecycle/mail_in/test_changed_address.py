"""Who moves to another address is still known at the old one."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_people import PersonChange, change_person, edit_person
from support.replies import outgoing, reply
from support.world import Clock

OLD, NEW = "zhang@example.test", "zhang.wei@new.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def moved(workspace: Workspace, to: str) -> Person:
    return change_person(workspace.as_user("key"), "P2", PersonDraft(name="张伟", email=to, department="研发部"))


@pytest.mark.parametrize("sender", [OLD, NEW])
def test_an_answer_to_what_went_to_the_old_address_counts_from_either(published: Workspace, sender: str) -> None:
    raw = reply(outgoing(published, OLD, "minutes"), "1 完成", sender=sender)
    moved(published, NEW)
    mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert (mail.person, mail.trust, mail.verdict) == ("P2", "token", "apply")
    assert published.store.get(Action, "A1").status == "done"


def test_who_moves_back_has_each_address_once(published: Workspace) -> None:
    assert moved(published, NEW).addresses == (NEW, OLD)
    assert moved(published, OLD).addresses == (OLD, NEW)


def test_an_address_that_somebody_else_gets_is_his(published: Workspace) -> None:
    """It is taken away from whoever had it before; until then nobody else can have it."""
    moved(published, NEW)
    (bob,) = published.store.find(Person, email="bob@example.test")
    by_key = published.as_user("key")
    with pytest.raises(Refused, match=r"person\.others_address"):
        change_person(by_key, bob.ref, PersonDraft(name="Bob Brown", email=OLD))
    edit_person(by_key, "P2", PersonChange(unlink=(OLD,)))
    change_person(by_key, bob.ref, PersonDraft(name="Bob Brown", email=OLD))
    raw = reply(outgoing(published, "bob@example.test", "minutes"), "1 done", sender=OLD)
    mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert (mail.person, published.store.get(Action, "A3").status) == (bob.ref, "done")


def test_it_can_be_taken_back(published: Workspace) -> None:
    before = published.store.get(Person, "P2")
    moved(published, NEW)
    undo_last(published.as_user("key"))
    assert published.store.get(Person, "P2").addresses == before.addresses
