"""Files of a matter: its background, for whoever is asked later, and what owners and supervisors handed in."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.formats.documents.document import DocumentTable
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.attachments.handed_in_files import files_of_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.forms.closing import acceptance
from collabtui.mail.parse.attached_files import AttachedFile, attached_files
from collabtui.text.catalogue import Catalogue
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, new
from support.replies import outgoing, reply, send_all
from support.world import Clock

BRIEF = AttachedFile("brief.pdf", "application/pdf", b"as it is")


@pytest.fixture
def opened(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T14:00+08:00")
    new(workspace)
    return workspace


def _names(mail: Outgoing) -> list[str]:
    return [file.name for file, _ in attached_files(mail.raw, 100)]


def _with_file(raw: bytes, name: str) -> bytes:
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def test_the_background_goes_to_who_is_asked_later_and_with_the_reminder(opened: Workspace, clock: Clock) -> None:
    acting = opened.as_user("key")
    collaboration_request.ask(acting, MATTER, "法务部", "")
    collaboration_request.send_request(acting, MATTER, (BRIEF,))
    send_all(opened)
    collaboration_request.ask(acting, MATTER, "法务部", "a review of the contract")
    (later,) = collaboration_request.send_request(acting, MATTER).queued
    assert (later.to, _names(later)) == (BOB, ["brief.pdf"])
    send_all(opened)
    clock.set("2026-03-05T14:00+08:00")
    queue_due(opened.as_worker(), (DepartmentsDue(),))
    assert _names(outgoing(opened, ZHANG, "reminder")) == ["brief.pdf"]
    assert "附件：brief.pdf" in outgoing(opened, ZHANG, "reminder").text
    send_all(opened)
    clock.set("2026-03-06T14:00+08:00")
    queue_due(opened.as_worker(), (DepartmentsDue(),))
    assert _names(outgoing(opened, ZHAO, "escalation")) == ["brief.pdf"]


def test_a_newer_file_of_the_same_name_takes_the_place(opened: Workspace) -> None:
    acting = opened.as_user("key")
    collaboration_request.send_request(acting, MATTER, (BRIEF,))
    collaboration_request.ask(acting, MATTER, "市场部", "other words")
    newer = BRIEF._replace(content=b"newer")
    (again,) = collaboration_request.send_request(acting, MATTER, (newer,)).queued
    assert [(file.name, file.content) for file, _ in attached_files(again.raw, 100)] == [("brief.pdf", b"newer")]


def test_what_an_owner_hands_in_is_named_with_the_action(opened: Workspace) -> None:
    action = add_action(opened.as_user("key"), ActionDraft(title="写方案", owner=CHEN), MATTER)
    nudge(opened.as_user("key"), [action.ref])
    send_all(opened)
    mail = receive(opened.as_worker(), _with_file(reply(outgoing(opened, CHEN, "reminder"), "1 完成"), "方案.pdf"))
    assert mail is not None
    assert opened.store.get(Action, action.ref).status == "done"
    assert [(one.mail, one.names) for one in files_of_action(opened.store, action.ref)] == [(mail.ref, ("方案.pdf",))]


def test_what_proves_a_value_stands_with_its_criterion_in_the_form(opened: Workspace) -> None:
    acting = opened.as_user("key")
    criteria = (Criterion(text="覆盖率 ≥ 95 %"), Criterion(text="零差错"))
    describe_matter(acting, MATTER, {"criteria": criteria, "supervising": "市场部"})
    ask_about_change.ask_approval(acting, MATTER, "criteria")
    send_all(opened)
    receive(opened.as_worker(), _with_file(reply(outgoing(opened, CHEN, "change"), "1 达标 97%"), "实测.pdf"))
    assert opened.store.get(Matter, MATTER).criteria[0].measured == "97%"
    form = acceptance(case_of(acting, opened.store, MATTER, Catalogue("en")))
    table = next(block for block in form.blocks if isinstance(block, DocumentTable))
    assert table.columns[-1] == "Evidence"
    assert [row[-1] for row in table.rows] == ["实测.pdf", ""]
