"""Against Dovecot and Postfix: files that cannot be read or are gone, and UIDs that begin anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Cursor, Incoming, Unfetched
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.read_mailbox import read_new
from collabtui.worker.unfetched_mails import pause
from mailbed.bed import Mailbed
from support.world import CONFIG, Clock

pytestmark = pytest.mark.mailbed

ALICE = "alice@example.test"
SECRET = Secret("secret")


def mail(number: int) -> bytes:
    return (
        f"From: x@elsewhere.test\r\nDate: Mon, 02 Mar 2026 14:00:00 +0800\r\nMessage-ID: <{number}@there>\r\n"
        f"Subject: mail {number}\r\n\r\nHello from number {number}.\r\n"
    ).encode()


def put(bed: Mailbed, *numbers: int) -> None:
    with bed.inbox(ALICE) as client:
        for number in numbers:
            client.append("INBOX", mail(number))


@contextmanager
def office(home: Path) -> Iterator[Workspace]:
    with open_workspace(Home(home), CONFIG, Clock()) as opened:
        yield opened


def read(bed: Mailbed, workspace: Workspace) -> str:
    """One pass in a session of its own; the key of the error it ended in."""
    fields = {"host": bed.host, "port": bed.ports["imaps"], "security": "tls", "ca_file": str(bed.ca_file)}
    server = Imap.model_validate(fields | {"username": ALICE})
    try:
        with connect(server, SECRET) as mailbox:
            mailbox.select()
            read_new(workspace, mailbox, server)
    except Unreachable as error:
        return error.key
    return ""


def taken_in(workspace: Workspace) -> list[str]:
    return sorted(incoming.message_id for incoming in workspace.store.find(Incoming))


def ids(*numbers: int) -> list[str]:
    return sorted(f"<{number}@there>" for number in numbers)


def files_of(bed: Mailbed) -> list[Path]:
    """The files of her inbox, by the number of the mail."""
    (place,) = (path for path in (bed.home / "mail").rglob("cur") if path.parent.parent.name.startswith("alice"))
    files = [path for name in ("cur", "new") for path in (place.parent / name).iterdir()]
    return sorted(files, key=lambda path: int(path.read_text().partition("Subject: mail ")[2].split()[0]))


def test_a_file_that_cannot_be_read_keeps_no_other_mail_back_and_comes_in_later(
    mailbed: Mailbed, tmp_path: Path
) -> None:
    put(mailbed, *range(1, 8))
    with office(tmp_path) as workspace:
        broken = files_of(mailbed)[3]
        mode = broken.stat().st_mode
        broken.chmod(0)
        passes = [read(mailbed, workspace) for _ in range(12)]
        assert taken_in(workspace) == ids(1, 2, 3, 5, 6, 7), passes
        broken_uid = workspace.store.find(Cursor)[0].last_uid - 3
        # UIDs of mails that were deleted before the first listing are looked for, too
        (left,) = (one for one in workspace.store.find(Unfetched, state="waiting") if one.uid == broken_uid)
        broken.chmod(mode)
        clock = workspace.clock
        assert isinstance(clock, Clock)
        clock.now += pause(left.tries)
        assert read(mailbed, workspace) == ""
        assert taken_in(workspace) == ids(*range(1, 8))
        assert workspace.store.get(Unfetched, left.ref).state == "fetched"


def test_a_file_that_is_gone_takes_no_other_mail_with_it(mailbed: Mailbed, tmp_path: Path) -> None:
    put(mailbed, 1, 2, 3)
    with office(tmp_path) as workspace:
        files_of(mailbed)[1].unlink()
        for _ in range(3):
            read(mailbed, workspace)
        assert taken_in(workspace) == ids(1, 3)
        put(mailbed, 4)
        assert read(mailbed, workspace) == ""
        assert taken_in(workspace) == ids(1, 3, 4)


@pytest.mark.parametrize("more", [1, 9])
def test_a_mailbox_made_anew_under_the_same_uidvalidity_is_noticed(mailbed: Mailbed, tmp_path: Path, more: int) -> None:
    put(mailbed, *range(1, 6))
    with office(tmp_path) as workspace:
        assert read(mailbed, workspace) == ""
        before = workspace.store.find(Cursor)[0]
        folder = files_of(mailbed)[0].parent.parent
        for path in files_of(mailbed):
            path.unlink()
        for path in folder.glob("dovecot*"):
            if path.name == "dovecot-uidlist":
                header = path.read_text().splitlines()[0].split(" ")
                again = " ".join("N1" if word.startswith("N") else word for word in header)
                path.write_text(f"{again}\n")
            else:
                path.unlink()
        put(mailbed, *range(11, 11 + more))
        assert read(mailbed, workspace) == ""
        after = workspace.store.find(Cursor)[0]
        assert (after.uidvalidity, after.last_uid) == (before.uidvalidity, more)
        assert taken_in(workspace) == ids(*range(1, 6), *range(11, 11 + more))
        assert read(mailbed, workspace) == ""
        assert len(taken_in(workspace)) == 5 + more
