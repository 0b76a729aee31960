"""Answers that a provider has put among the unwanted mail are found, wait, and are found once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from imapclient import IMAPClient

from collabtui.config import Imap
from collabtui.demo.server import MailServer
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Cursor, Incoming
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.junk_folder import EVERY, JunkRound, read_junk
from collabtui.worker.read_mailbox import read_new
from support.imap_script import SECRET, Script, scripted
from support.replies import outgoing, reply
from support.scripted_server import Scripted
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

ZHANG = "zhang@example.test"
RIGHT = Secret("secret")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The minutes of M1 are out; 2026-03-02 17:30."""
    clock = Clock()
    clock.set("2026-02-27T10:00+08:00")
    with open_workspace(Home(tmp_path), CONFIG, clock) as opened:
        acting = opened.as_user
        edit_people.import_people(acting("command"), PEOPLE)
        plan.new_meeting(acting("command"), AGENDA)
        clock.set("2026-03-02T15:00+08:00")
        run.record(acting("command"), "M1", NOTES)
        publish.publish(acting("command"), "M1")
        clock.set("2026-03-02T17:30+08:00")
        yield opened


@pytest.fixture
def server(mail_server: MailServer) -> Imap:
    return Imap(host=mail_server.host, port=mail_server.imap_port, security="none", username="bob")


def put(server: Imap, folder: str, *mails: bytes) -> None:
    with IMAPClient(server.host, port=server.port, ssl=False) as client:
        client.login("bob", "secret")
        if not client.folder_exists(folder):
            client.create_folder(folder)
        for mail in mails:
            client.append(folder, mail)


def look(workspace: Workspace, server: Imap) -> list[Incoming]:
    """One pass over both folders; what was taken in."""
    seen: list[Incoming] = []
    with connect(server, RIGHT, timeout=5) as mailbox:
        mailbox.select()
        read_new(workspace, mailbox, server, seen.append)
        read_junk(workspace, mailbox, server, seen.append)
        read_new(workspace, mailbox, server, seen.append)
    return seen


def answer(workspace: Workspace, text: str = "1 完成") -> bytes:
    return reply(outgoing(workspace, ZHANG, "minutes"), text)


def test_an_answer_among_the_unwanted_waits_and_is_found_once(workspace: Workspace, server: Imap) -> None:
    put(server, "Junk", b"From: x@shop.test\r\nSubject: Sale\r\n\r\nBuy\r\n", answer(workspace))
    (mail,) = look(workspace, server)
    assert (mail.verdict, mail.reason, mail.state, mail.junk) == ("review", "junk", "waiting", True)
    assert workspace.store.get(Action, "A1").status == "not-started"
    assert look(workspace, server) == []
    assert [one.subject for one in workspace.store.find(Incoming)] == [mail.subject]


def test_each_folder_has_a_mark_of_its_own(workspace: Workspace, server: Imap) -> None:
    put(server, "Junk", answer(workspace))
    put(server, "INBOX", answer(workspace, "2 完成"))
    assert sorted(mail.junk for mail in look(workspace, server)) == [False, True]
    marks = workspace.store.find(Cursor, ref=[f"bob@{server.host}:{server.port}/{name}" for name in ("INBOX", "Junk")])
    assert len(marks) == 2
    put(server, "INBOX", answer(workspace, "2 已经完成"))
    assert [mail.verdict for mail in look(workspace, server)] == ["apply"]


def test_a_mail_that_is_moved_to_the_inbox_counts_as_if_it_had_come_there_once(
    workspace: Workspace, server: Imap
) -> None:
    put(server, "Junk", answer(workspace))
    (mail,) = look(workspace, server)
    put(server, "INBOX", answer(workspace))
    (moved,) = look(workspace, server)
    assert (moved.ref, moved.verdict, moved.state, moved.junk) == (mail.ref, "apply", "applied", False)
    assert workspace.store.get(Action, "A1").status == "done"
    put(server, "Junk", answer(workspace))
    put(server, "INBOX", answer(workspace))
    assert look(workspace, server) == []
    assert len(workspace.store.find(Incoming)) == 1


def test_what_was_decided_of_a_mail_among_the_unwanted_stays_when_it_is_moved(
    workspace: Workspace, server: Imap
) -> None:
    put(server, "Junk", answer(workspace))
    (mail,) = look(workspace, server)
    review.reject(workspace.as_user("command"), mail.ref)
    put(server, "INBOX", answer(workspace))
    assert look(workspace, server) == []
    assert workspace.store.get(Incoming, mail.ref).state == "rejected"
    assert workspace.store.get(Action, "A1").status == "not-started"


def test_a_mail_in_another_s_name_still_waits_when_it_is_moved(workspace: Workspace, server: Imap) -> None:
    forged = f"From: {ZHANG}\r\nSubject: Re: minutes\r\nMessage-ID: <f@x.test>\r\n\r\nA1 done\r\n".encode()
    put(server, "Junk", forged)
    seen = look(workspace, server)
    put(server, "INBOX", forged)
    assert [mail.state for mail in (*seen, *look(workspace, server))] == ["waiting"]
    assert workspace.store.get(Action, "A1").status == "not-started"


def test_the_folder_is_left_alone_where_the_configuration_says_so(workspace: Workspace, server: Imap) -> None:
    put(server, "Junk", answer(workspace))
    assert look(workspace, server.model_copy(update={"junk": False})) == []


def test_an_account_without_such_a_folder_is_read_as_before(workspace: Workspace, server: Imap) -> None:
    put(server, "INBOX", answer(workspace))
    assert [mail.verdict for mail in look(workspace, server)] == ["apply"]


LISTED = '* LIST (\\HasNoChildren \\Junk) "/" "&V4NXPpCuTvY-"\r\n{tag} OK done'
"""As 163 lists 垃圾邮件."""


def test_a_folder_in_any_language_is_known_by_its_use(workspace: Workspace) -> None:
    with (
        Scripted(Script(LIST=LISTED, EXAMINE="* 0 EXISTS\r\n{tag} OK done")) as imap,
        connect(scripted(imap), SECRET) as mailbox,
    ):
        mailbox.select()
        assert mailbox.junk_folder() == "垃圾邮件"
        read_junk(workspace, mailbox, scripted(imap))
    opened = [line.split(" ", 2)[2] for line in imap.heard if " EXAMINE " in line]
    assert opened == ['"INBOX"', '"&V4NXPpCuTvY-"', '"INBOX"']


@pytest.mark.parametrize(
    "answers",
    [
        {"LIST": "{tag} BAD what"},
        {"LIST": LISTED, "EXAMINE": ["* 0 EXISTS\r\n{tag} OK done", "{tag} NO closed", "* 0 EXISTS\r\n{tag} OK done"]},
        {"LIST": LISTED, "EXAMINE": ["* 0 EXISTS\r\n{tag} OK done", "{tag} NO [INUSE]", "* 0 EXISTS\r\n{tag} OK done"]},
    ],
)
def test_a_folder_that_does_not_open_takes_nothing_from_the_inbox(
    workspace: Workspace, answers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does each look of a worker say so on its terminal, in words for nobody."""
    with Scripted(Script(**answers)) as imap, connect(scripted(imap), SECRET) as mailbox:
        mailbox.select()
        assert read_junk(workspace, mailbox, scripted(imap)).total() == 0
        assert mailbox.new_uids(0) == []
    assert caplog.messages == []


def test_a_line_that_breaks_is_told(workspace: Workspace) -> None:
    with Scripted(Script(LIST="hang up")) as imap, connect(scripted(imap), SECRET) as mailbox:
        mailbox.select()
        with pytest.raises(Unreachable, match=r"imap\.gone"):
            read_junk(workspace, mailbox, scripted(imap))


def test_a_look_is_due_at_first_then_now_and_then_and_after_the_clock_went_back() -> None:
    now = datetime(2026, 3, 2, 14, tzinfo=UTC)
    times = iter([now, now + EVERY - timedelta(seconds=1), now + EVERY, now])
    clock: Callable[[], datetime] = times.__next__
    junk = JunkRound(clock)
    assert [junk.due() for _ in range(4)] == [True, False, True, True]
