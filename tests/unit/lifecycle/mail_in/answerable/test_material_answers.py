"""Material that comes with a reply of who was asked for it: it waits, and the yes takes it down as there."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.agenda import material_missing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.yes_to_mail import would_make
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.meetings import plan
from collabtui.text.catalogue import Catalogue
from support.replies import reply, send_all
from support.world import AGENDA, Clock

PLANNED = AGENDA.model_copy(
    update={"start": AGENDA.start.replace(day=16), "material": ("机房方案 @张伟", "成本测算 @陈静")}  # a Monday
)


@pytest.fixture
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    workspace = replace(workspace, is_working=lambda day: day.weekday() < 5)
    plan.new_meeting(workspace.as_user("key"), PLANNED)
    add_action(workspace.as_user("key").quiet(), ActionDraft(title="迁移机房", owner="张伟"))
    clock.set("2026-03-13T09:00+08:00")
    queue_due(workspace.as_worker())
    send_all(workspace)
    return workspace


def answered(workspace: Workspace, text: str, *, file: bool = True) -> Incoming:
    (mail,) = [one for one in workspace.store.find(Outgoing, to="zhang@example.test") if "机房方案" in one.text]
    message = message_from_bytes(reply(mail, text, date="Fri, 13 Mar 2026 10:00:00 +0800"), policy=SMTP)
    assert isinstance(message, EmailMessage)
    if file:
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="方案 v1.pdf")
    found = receive(workspace.as_worker(), message.as_bytes())
    assert found is not None
    return found


def missing(workspace: Workspace) -> list[str]:
    return material_missing(workspace.store.get(Meeting, "M1"))


@pytest.mark.parametrize(
    ("text", "file"), [("方案见附件", True), ("附件是方案，请看", True), ("在这里 https://drive.example.test/p", False)]
)
def test_what_was_asked_for_waits_and_the_yes_takes_it_down(asked: Workspace, text: str, *, file: bool) -> None:
    found = answered(asked, text, file=file)
    assert (found.state, found.reason, found.updates) == ("waiting", "brings-material", ())
    assert found.understanding is not None
    assert found.understanding.proposals == (), "it is about no action of his"
    assert found.answer is not None
    assert "机房方案" in found.answer
    assert missing(asked) == ["机房方案 @张伟", "成本测算 @陈静"]
    acting = asked.as_user("key")
    (made,) = would_make(acting, Catalogue("zh"), found.ref).things
    assert (made.ref, made.text) == ("M1", "机房方案（张伟）")
    apply_waiting(acting, found.ref)
    assert missing(asked) == ["成本测算 @陈静"]
    undo_mail(acting, found.ref)
    assert missing(asked) == ["机房方案 @张伟", "成本测算 @陈静"]


def test_words_without_a_file_bring_nothing(asked: Workspace) -> None:
    found = answered(asked, "来不及，周五给", file=False)
    assert (found.state, found.reason == "brings-material") == ("waiting", False)
    assert missing(asked) == ["机房方案 @张伟", "成本测算 @陈静"]
