"""A matter whose departments are asked for something, and their answers."""

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from support.replies import outgoing, reply, send_all

MATTER = "X-2026-001"
ZHANG, ZHAO, CHEN, BOB = "zhang@example.test", "zhao@example.test", "chen@example.test", "bob@example.test"
"""研发部's contact and its head; 市场部's only one, who is asked once he is its head; the same of 法务部."""


def new(workspace: Workspace) -> None:
    """研发部 has a contact and a head, 市场部 a head alone, 法务部 a contact who is no head."""
    acting = workspace.as_user("key")
    new_matter(acting, MatterDraft("新品上线", initiator="项目办", background="投诉多", goal="投诉 -20 %"))
    ask_three(workspace)


def ask_three(workspace: Workspace) -> None:
    """Of the matter that is there."""
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(chen.model_copy(update={"head": True}))
        legal = tx.find(Department, name="法务部")[0]
        tx.put(legal.model_copy(update={"contact": tx.find(Person, email=BOB)[0].ref}))
    for department, what in (("研发部", "两名后端"), ("市场部", "推广素材"), ("法务部", "a review of the contract")):
        collaboration_request.ask(acting, MATTER, department, what)


def sent(workspace: Workspace) -> list[Outgoing]:
    queued = collaboration_request.send_request(workspace.as_user("key"), MATTER).queued
    send_all(workspace)
    return list(queued)


def matter(workspace: Workspace) -> Matter:
    return workspace.store.get(Matter, MATTER)


def part(workspace: Workspace, department: str) -> DepartmentRequest:
    found = asked_of(matter(workspace).asked, department)
    assert found is not None
    return found


def states(workspace: Workspace) -> dict[str, str]:
    return {one.department: one.state for one in matter(workspace).asked}


def contacts(workspace: Workspace) -> dict[str, str]:
    return {one.department: one.person for one in matter(workspace).contacts}


def says(
    workspace: Workspace, address: str, text: str, *, kind: str = "request", date: str = "", sender: str = ""
) -> Incoming:
    """The answer to the newest mail of that kind to that address comes in."""
    raw = reply(outgoing(workspace, address, kind), text, date=date, sender=sender)
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def change_asked(workspace: Workspace, **draft: object) -> ChangeRequest:
    """C1 is with the departments."""
    described = {"kind": "date", "what": "上线推迟两周", "reason": "供应商晚了", "impact": "活动顺延", **draft}
    made = change_drafts.new_change(workspace.as_user("key"), MATTER, ChangeDraft(**described))  # type: ignore[arg-type]  # the keywords differ by case
    ask_about_change.ask_opinions(workspace.as_user("key"), made.ref)
    send_all(workspace)
    return workspace.store.get(ChangeRequest, made.ref)
