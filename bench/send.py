"""Mails a second that leave the outbox, beside a bare aiosmtplib loop.

    PYTHONPATH=src:tests python bench/send.py [COUNT] [--real]

Both hand the same mails to the same server, a mail at a time on one connection, in turn, so that a busy machine is as
busy for one as for the other. The server is a process of its own that only says yes, or Postfix with TLS and a login;
the outbox notes each mail before and after, flushed to the disk: TMPDIR says which, and how long a flush takes there
is measured between the rounds.
"""

import argparse
import asyncio
import logging
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiosmtplib

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import Secret
from collabtui.worker.one_pass import flush
from mailbed.bed import Mailbed
from support.records import outgoing

ME = "li@example.test"
LINE = "Hello, this is a line of a mail.\r\n"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROUNDS = 5
PASSWORD = Mailbed.password
SERVER = """
import asyncio
async def serve(reader, writer):
    writer.write(b"220 ready\\r\\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"DATA":
            writer.write(b"354 go on\\r\\n")
            await reader.readuntil(b"\\r\\n.\\r\\n")
        writer.write(b"221 bye\\r\\n" if verb == b"QUIT" else b"250 fine\\r\\n")
    writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def raw(number: int) -> bytes:
    return f"From: {ME}\r\nTo: {ME}\r\nMessage-ID: <{number}@here>\r\nSubject: x\r\n\r\n{LINE * 40}".encode()


def queue(workspace: Workspace, numbers: range) -> None:
    with workspace.as_worker().transaction() as tx:
        if not tx.find(Person, email=ME):
            tx.put(Person(ref="P1", name="Li Ming", email=ME))
        for number in numbers:
            fields = {"key": f"k{number}", "message_id": f"<{number}@here>", "to": ME}
            tx.put(outgoing(tx.next_ref(Outgoing), raw=raw(number), queued_at=NOW, **fields))


def ours(workspace: Workspace, count: int) -> float:
    begun = time.perf_counter()
    secret = Secret(PASSWORD) if workspace.config.smtp.username else None
    sent = flush(workspace, lambda *_: secret, lambda: datetime.now(UTC), lambda _: None).sent
    taken = time.perf_counter() - begun
    if sent != count:
        sys.exit(f"{sent} of {count} mails were sent")
    return count / taken


async def bare(server: Smtp, numbers: range) -> float:
    trusted = ssl.create_default_context(cafile=server.ca_file) if server.ca_file else None
    client = aiosmtplib.SMTP(
        hostname=server.host, port=server.port, start_tls=trusted is not None, tls_context=trusted,
        local_hostname="[127.0.0.1]",
    )  # fmt: skip
    begun = time.perf_counter()
    async with client:
        if server.username:
            await client.login(server.username, PASSWORD)
        for number in numbers:
            await client.sendmail(ME, [ME], raw(number))
    return len(numbers) / (time.perf_counter() - begun)


@contextmanager
def yes_man() -> Iterator[Smtp]:
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        port = int(server.stdout.readline() if server.stdout else "")
        try:
            yield Smtp(host="127.0.0.1", port=port, security="none")
        finally:
            server.terminate()


@contextmanager
def postfix() -> Iterator[Smtp]:
    with Mailbed([ME]) as bed:
        port, ca_file = bed.ports["submission"], str(bed.ca_file)
        yield Smtp(host=bed.host, port=port, security="starttls", username=ME, ca_file=ca_file)


def flushes(folder: Path, count: int = 100) -> float:
    """A second: a page written over and flushed, as the log of the outbox is."""
    with (folder / "page").open("wb") as file:
        begun = time.perf_counter()
        for _ in range(count):
            os.pwrite(file.fileno(), bytes(4096), 0)
            os.fdatasync(file.fileno())
        return count / (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=500, help="mails in each of the rounds")
    parser.add_argument("--real", action="store_true", help="Postfix, with TLS and a login")
    wanted = parser.parse_args()
    count: int = wanted.count
    logging.disable()
    with tempfile.TemporaryDirectory() as place, (postfix if wanted.real else yes_man)() as server:
        imap = Imap(host="127.0.0.1", security="none")
        config = Config(organiser=Organiser(name="Li Ming", email=ME), smtp=server, imap=imap)
        rates: dict[str, list[float]] = {"outbox": [], "aiosmtplib": [], "flushes": []}
        with open_workspace(Home(Path(place)), config, lambda: NOW) as workspace:
            for round_ in range(ROUNDS + 1):
                numbers = range(round_ * count, (round_ + 1) * count)
                queue(workspace, numbers)
                rates["outbox"].append(ours(workspace, count))
                rates["aiosmtplib"].append(asyncio.run(bare(server, numbers)))
                rates["flushes"].append(flushes(Path(place)))
    medians = {name: statistics.median(each[1:]) for name, each in rates.items()}  # the first imports what it needs
    for name, rate in medians.items():
        print(f"{name:<12}{rate:8.0f} a second")
    print(f"{'ratio':<12}{medians['outbox'] / medians['aiosmtplib']:8.2f}")


if __name__ == "__main__":
    main()
