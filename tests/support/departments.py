"""A matter whose departments are asked for something, and their answers."""

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import Change
from collabtui.domain.matters.department_answer import Asked, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.lifecycle.base.acting import Office
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import changes, collaboration_request
from collabtui.lifecycle.matters.changes import ChangeDraft
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from support.replies import outgoing, reply, send_all

MATTER = "X-2026-001"
ZHANG, ZHAO, CHEN, BOB = "zhang@example.test", "zhao@example.test", "chen@example.test", "bob@example.test"
"""研发部's contact and its head; 市场部's only one, who is asked once he is its head; the same of 法务部."""


def new(office: Office) -> None:
    """研发部 has a contact and a head, 市场部 a head alone, 法务部 a contact who is no head."""
    desk = office.own_desk("key")
    new_matter(desk, MatterDraft("新品上线", initiator="项目办", background="投诉多", goal="投诉 -20 %"))
    ask_three(office)


def ask_three(office: Office) -> None:
    """Of the matter that is there."""
    desk = office.own_desk("key")
    with desk.transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(chen.model_copy(update={"head": True}))
        legal = tx.find(Department, name="法务部")[0]
        tx.put(legal.model_copy(update={"contact": tx.find(Person, email=BOB)[0].ref}))
    for department, what in (("研发部", "两名后端"), ("市场部", "推广素材"), ("法务部", "a review of the contract")):
        collaboration_request.ask(desk, MATTER, department, what)


def sent(office: Office) -> list[Outgoing]:
    queued = collaboration_request.send_request(office.own_desk("key"), MATTER).queued
    send_all(office)
    return list(queued)


def matter(office: Office) -> Matter:
    return office.store.get(Matter, MATTER)


def part(office: Office, department: str) -> Asked:
    found = asked_of(matter(office).asked, department)
    assert found is not None
    return found


def states(office: Office) -> dict[str, str]:
    return {one.department: one.state for one in matter(office).asked}


def contacts(office: Office) -> dict[str, str]:
    return {one.department: one.person for one in matter(office).contacts}


def says(
    office: Office, address: str, text: str, *, kind: str = "request", date: str = "", sender: str = ""
) -> Incoming:
    """The answer to the newest mail of that kind to that address comes in."""
    raw = reply(outgoing(office, address, kind), text, date=date, sender=sender)
    found = receive(office.worker_desk(), raw)
    assert found is not None
    return found


def change_asked(office: Office, **draft: object) -> Change:
    """C1 is with the departments."""
    described = {"kind": "date", "what": "上线推迟两周", "reason": "供应商晚了", "impact": "活动顺延", **draft}
    made = changes.new_change(office.own_desk("key"), MATTER, ChangeDraft(**described))  # type: ignore[arg-type]
    changes.ask_opinions(office.own_desk("key"), made.ref)
    send_all(office)
    return office.store.get(Change, made.ref)
