"""Mails a second in and out, through the embedded server: `bench/mail.py [COUNT]`. For pairing with another commit.

In: a pass that fetches, reads, keeps and answers for. Out: an outbox that is sent in one session.
"""

import logging
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.demo.server import MailServer
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.one_pass import flush, sync

ME = "li@example.test"
LINE = "Hello, this is a line of a mail.\r\n"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def incoming(number: int) -> bytes:
    head = f"From: x{number}@elsewhere.test\r\nTo: {ME}\r\nMessage-ID: <{number}@there>\r\nSubject: mail {number}\r\n"
    return f"{head}Date: Mon, 02 Mar 2026 14:00:00 +0800\r\n\r\n{LINE * 40}".encode()


def outgoing(number: int) -> Outgoing:
    raw = f"From: {ME}\r\nTo: {ME}\r\nMessage-ID: <{number}@here>\r\nSubject: x\r\n\r\n{LINE * 40}".encode()
    return Outgoing(
        ref=f"O{number}", kind="notice", key=f"k{number}", person="P1", to=ME, subject="x",
        message_id=f"<{number}@here>",
        token=f"t{number}", code=f"c{number}", text="x", raw=raw, queued_at=NOW,
    )  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    logging.disable()
    with MailServer((ME,), "secret") as server, tempfile.TemporaryDirectory() as place:
        common = {"host": server.host, "security": "none", "username": ME}
        config = Config(
            organiser=Organiser(name="Li Ming", email=ME),
            imap=Imap.model_validate(common | {"port": server.imap_port, "junk": False}),
            smtp=Smtp.model_validate(common | {"port": server.smtp_port}),
        )
        with open_workspace(Home(Path(place)), config, lambda: NOW) as workspace:

            def ask(*_: object) -> Secret:
                return Secret("secret")

            def wall_clock() -> datetime:
                return datetime.now(UTC)

            server.deliver(ME, incoming(count))
            sync(workspace, ask, wall_clock)  # what reads mail is imported with the first
            for number in range(count):
                server.deliver(ME, incoming(number))
            begun = time.perf_counter()
            done = sync(workspace, ask, wall_clock)
            taken = time.perf_counter() - begun
            if (done.read.total(), done.errors) != (count, []):
                sys.exit(f"{done}")
            sys.stdout.write(f"in  {count / taken:8.0f} mails/s\n")
            with workspace.as_worker().transaction() as tx:
                tx.put(Person(ref="P1", name="Li Ming", email=ME))
                for number in range(1, count + 1):
                    tx.put(outgoing(number))
            begun = time.perf_counter()
            sent = flush(workspace, ask, wall_clock, lambda _: None).sent
            sys.stdout.write(f"out {sent / (time.perf_counter() - begun):8.0f} mails/s\n")


if __name__ == "__main__":
    main()
