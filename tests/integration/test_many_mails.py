"""A Dovecot mailbox that has been used for years: the first pass reads back to the oldest open question, no further."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Incoming
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.read_mailbox import read_new
from collabtui.worker.uid_validity import FIRST_LOOK
from mailbed.bed import Mailbed
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

pytestmark = pytest.mark.mailbed

ALICE = "alice@example.test"
OLD, SINCE = 3000, 300
ASKED = datetime.fromisoformat("2026-03-02T16:00+08:00")


def unrelated(number: int) -> bytes:
    return f"From: x@elsewhere.test\r\nMessage-ID: <{number}@there>\r\nSubject: mail {number}\r\n\r\nHello\r\n".encode()


def test_what_came_in_before_anything_was_asked_is_not_read(mailbed: Mailbed, tmp_path: Path) -> None:
    clock = Clock()
    with open_workspace(Home(tmp_path), CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        plan.new_meeting(workspace.as_user("command"), AGENDA)
        clock.set("2026-03-02T15:00+08:00")
        run.record(workspace.as_user("command"), "M1", NOTES)
        clock.set(ASKED.isoformat())
        publish.publish(workspace.as_user("command"), "M1")
        send_all(workspace)
        answer = reply(outgoing(workspace, "bob@example.test", "minutes"), "done")
        old = [(unrelated(number), ASKED - timedelta(days=10, hours=OLD - number)) for number in range(OLD)]
        since = [(unrelated(OLD + number), ASKED + timedelta(minutes=number)) for number in range(SINCE)]
        mailbed.fill(ALICE, [*old, (answer, ASKED + timedelta(seconds=1)), *since])
        clock.set("2026-03-03T10:00+08:00")
        fields = {"host": mailbed.host, "port": mailbed.ports["imaps"], "security": "tls", "username": ALICE}
        server = Imap.model_validate(fields | {"ca_file": str(mailbed.ca_file)})
        with connect(server, Secret("secret")) as mailbox:
            mailbox.select()
            read_new(workspace, mailbox, server)
        taken = {mail.message_id: mail.state for mail in workspace.store.find(Incoming)}
        assert FIRST_LOOK < SINCE
        assert len(taken) == SINCE + 1
        assert "applied" in taken.values()
        assert f"<{OLD - 1}@there>" not in taken
