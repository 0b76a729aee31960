"""Three `collabtui watch` on one database; the one that reads the mailbox is killed in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from collabtui.config import Config, Database, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.home import Home
from collabtui.store.interface import Store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.paths import SOURCE
from support.records import action, outgoing, person, put
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp

pytestmark = pytest.mark.pgbed
LEAD = "facilitator@example.test"
READERS = ("alice", "bob", "carol", "dave", "erin", "frank")
MAILS, REPLIES, WORKERS = 60, 30, 3
PATIENCE = 90.0
NOW = datetime.now(UTC).replace(microsecond=0)


def home_at(folder: Path, bed: Pgbed, url: str, server: MailServer, smtp: Smtp | None = None) -> Home:
    home = Home(folder / "home")
    login = {"host": server.host, "username": LEAD, "security": "none"}
    config = Config(
        organiser=Organiser(name="Lead", email=LEAD, locale="en"),
        smtp=smtp or Smtp.model_validate({**login, "port": server.smtp_port}),
        imap=Imap.model_validate({**login, "port": server.imap_port}),
        database=Database(url=url.replace(f":{bed.password}@", "@")),
    )
    write_config(home, config)
    return home


@contextmanager
def watching(home: Home, bed: Pgbed) -> Iterator["list[subprocess.Popen[bytes]]"]:
    environ = {
        **os.environ, "PYTHONPATH": str(SOURCE), "COLLABTUI_HOME": str(home.root),
        "COLLABTUI_DATABASE_PASSWORD": bed.password,
        "COLLABTUI_SMTP_PASSWORD": "secret", "COLLABTUI_IMAP_PASSWORD": "secret",
    }  # fmt: skip
    workers = [
        subprocess.Popen([sys.executable, "-m", "collabtui", "watch"], env=environ, stdout=subprocess.DEVNULL)  # ours
        for _ in range(WORKERS)
    ]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        for worker in workers:
            worker.wait(20)


def mail_out(number: int, to: str, **fields: str) -> Outgoing:
    subject, message_id = f"mail {number}", f"<out{number}@example.test>"
    lines = (f"From: {LEAD}", f"To: {to}", f"Reply-To: li+token-O{number}@example.test", f"Subject: {subject}")
    ours = ("X-Collabtui: minutes", f"Message-ID: {message_id}")
    raw = "\r\n".join((*lines, *ours, "", "Hello\r\n")).encode()
    return outgoing(
        f"O{number}", to=to, subject=subject, text="Hello", raw=raw, message_id=message_id, queued_at=NOW, **fields
    )


def reply_mail(number: int, sender: str) -> bytes:
    lines = (f"From: {sender}", f"To: {LEAD}", f"Subject: A{number}", f"Message-ID: <in{number}@example.test>")
    return ("\r\n".join(lines) + f"\r\nDate: {NOW:%a, %d %b %Y %H:%M:%S +0000}\r\n\r\nA{number}: 50%\r\n").encode()


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def reader_of(store: Store) -> int:
    """The process that reads the mailbox; 0 where nobody does."""
    held = [one for one in store.leases() if one.name.startswith("mailbox ")]
    return int(held[0].holder.split(":")[1]) if held else 0


def holders(store: Store) -> set[int]:
    return {int(one.holder.split(":")[1]) for one in store.leases()}


def prepare(store: Store) -> None:
    put(store, *(person(f"P{number}", email=f"{name}@example.test") for number, name in enumerate(READERS, 1)))
    put(store, *(action(f"A{number}", owner=f"P{number % 6 + 1}") for number in range(1, REPLIES + 1)))
    for number in range(1, MAILS + 1):
        to = f"{READERS[number % 6]}@example.test"
        put(store, mail_out(number, to, person=f"P{number % 6 + 1}"))


def arrived(server: MailServer) -> dict[str, list[str]]:
    """Subjects of the mails that we sent, by who got them, in the order they came."""
    return {
        name: [
            str(mail["Subject"])
            for mail in map(message_from_bytes, server.mail_for(f"{name}@example.test"))
            if str(mail["Subject"]).startswith("mail ")
        ]
        for name in READERS
    }


def test_one_is_killed_and_nothing_is_lost_or_doubled(
    postgresql_server: Pgbed, mail_server: MailServer, tmp_path: Path
) -> None:
    url = postgresql_server.database()
    with closing(open_store(url)) as store:
        prepare(store)
        home = home_at(tmp_path, postgresql_server, url, mail_server)
        with watching(home, postgresql_server) as workers:
            until(lambda: reader_of(store) > 0, "nobody reads")
            for number in range(1, REPLIES + 1):
                mail_server.deliver(LEAD, reply_mail(number, f"{READERS[number % 6]}@example.test"))
                if number == REPLIES // 3:
                    until(lambda: len(store.find(Incoming)) > 0, "nothing is read")
                    killed = reader_of(store)
                    os.kill(killed, signal.SIGKILL)
            until(lambda: len(store.find(Incoming)) == REPLIES, "not all is read")
            until(lambda: not store.find(Outgoing, state=("queued", "sending")), "not all is sent")
            until(lambda: reader_of(store) not in (0, killed), "nobody took the mailbox over")
            until(lambda: killed not in holders(store), "the lease of the dead one is still there")
            alive = [worker for worker in workers if worker.poll() is None]
            names = {one.name.split(" ")[0] for one in store.leases()}
        assert len(alive) == WORKERS - 1
        assert names >= {"worker", "mailbox"}
        assert {mail.state for mail in store.find(Outgoing) if mail.ref in refs()} == {"sent"}
        assert len({mail.message_id for mail in store.find(Incoming)}) == len(store.find(Incoming)) == REPLIES
        assert len(store.find(Action)) == REPLIES
        assert store.leases() == []
    sent = Counter(subject for subjects in arrived(mail_server).values() for subject in subjects)
    assert set(sent) == {f"mail {number}" for number in range(1, MAILS + 1)}
    # the one between the server's yes and our note, at the moment of the kill: again under its Message-ID
    assert sum(sent.values()) <= MAILS + 1
    assert check_organisation(url, None) == []


def refs() -> set[str]:
    return {f"O{number}" for number in range(1, MAILS + 1)}


SENDER = """SELECT split_part(lease.holder, ':', 2)::int FROM lease JOIN outgoing ON outgoing.lease = lease.number
            WHERE outgoing.state = 'sending' AND lease.name LIKE 'worker %'"""


def test_one_is_killed_between_the_servers_yes_and_its_note(
    postgresql_server: Pgbed, mail_server: MailServer, tmp_path: Path
) -> None:
    """Another one sends it again under the same Message-ID, by which who got it twice can tell."""
    url = postgresql_server.database()
    killed: list[int] = []

    def kill_sender() -> None:
        if not killed:
            ((process,),) = postgresql_server.run(SENDER, url.rpartition("/")[2])
            killed.append(process)
            os.kill(process, signal.SIGKILL)

    smtp = LyingSmtp(before_answer=kill_sender)
    with closing(open_store(url)) as store, Scripted(smtp) as server:
        put(store, person("P1", email="alice@example.test"))
        put(store, mail_out(1, "alice@example.test"))
        way = Smtp(host=server.host, port=server.port, security="none")
        home = home_at(tmp_path, postgresql_server, url, mail_server, way)
        with watching(home, postgresql_server):
            until(lambda: store.get(Outgoing, "O1").state == "sent", "nobody sends it again")
    assert len(killed) == 1
    assert smtp.taken == ["<out1@example.test>"] * 2
    assert check_organisation(url, None) == []
