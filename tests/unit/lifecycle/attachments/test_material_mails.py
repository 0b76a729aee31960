"""The background of a meeting goes out as files before it: once to each, and what the agenda names so is there then."""

from email import message_from_bytes

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.agenda import material_missing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.attachments.handed_in_files import MOST_BYTES
from collabtui.lifecycle.attachments.material_mails import material_letters, send_material
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings.invite import cancel
from collabtui.mail.parse.attached_files import file_to_attach
from support.world import Clock

FILES = (file_to_attach("/x/流程现状.docx", b"word"), file_to_attach("plan.pdf", b"pdf"))
BOB = "bob@example.test"
COMING = {"zhang@example.test", "chen@example.test", BOB}


@pytest.fixture
def named(planned: Workspace) -> Workspace:
    """The agenda names three things to read."""
    acting = planned.as_user("key")
    with acting.transaction() as tx:
        material = ("plan.pdf", "流程现状 https://drive.example/1", "Planning")
        tx.put(tx.get(Meeting, "M1").model_copy(update={"material": material}))
    return planned


def to(workspace: Workspace) -> set[str]:
    return {mail.to for mail in workspace.store.find(Outgoing) if ":material:" in mail.key}


def test_each_who_takes_part_gets_the_files_once(named: Workspace) -> None:
    done = send_material(named.as_user("key"), "M1", FILES)
    assert to(named) == COMING
    parts = message_from_bytes(done.queued[0].raw).walk()
    assert "议程上的其他材料：\n  · Planning" in next(one.text for one in done.queued if one.to == "zhang@example.test")
    assert [name for part in parts if (name := part.get_filename())] == ["流程现状.docx", "plan.pdf"]
    with pytest.raises(Refused, match=r"material\.nobody"):
        send_material(named.as_user("key"), "M1", FILES)
    more = send_material(named.as_user("key"), "M1", (file_to_attach("plan.pdf", b"another version"),))
    assert len(more.queued) == len(COMING)


def test_what_the_agenda_names_so_is_there_and_the_undo_takes_that_back(named: Workspace) -> None:
    assert send_material(named.as_user("key"), "M1", FILES).arrived == ("plan.pdf", "流程现状 https://drive.example/1")
    assert material_missing(named.store.get(Meeting, "M1")) == ["Planning"]
    undo_last(named.as_user("key"))
    assert len(material_missing(named.store.get(Meeting, "M1"))) == 3


def test_nothing_goes_to_who_may_not_read_it_to_who_does_not_come_or_too_late(named: Workspace, clock: Clock) -> None:
    acting = named.as_user("key")
    with acting.transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        *others, last = meeting.participants
        people = (*others, last.model_copy(update={"partstat": "declined"}))
        tx.put(meeting.model_copy(update={"participants": people}))
    assert {one.person.email for one in material_letters(named.store, acting, "M1", FILES)} == COMING - {BOB}
    make_confidential(acting, "X-2026-001", ["张伟"])
    assert {one.person.name for one in material_letters(named.store, acting, "M1", FILES)} == {"张伟"}
    clock.set("2026-03-02T14:00+08:00")
    with pytest.raises(Refused, match=r"material\.too_late"):
        material_letters(named.store, named.as_user("key"), "M1", FILES)


def test_more_than_servers_take_and_a_meeting_that_is_off_are_refused(named: Workspace) -> None:
    acting = named.as_user("key")
    with pytest.raises(Refused, match=r"asked\.files_too_large"):
        material_letters(named.store, acting, "M1", (file_to_attach("a.bin", bytes(MOST_BYTES + 1)),))
    cancel(acting, "M1")
    with pytest.raises(Refused, match=r"meeting\.over"):
        material_letters(named.store, acting, "M1", FILES)
