"""A real mail system for tests: Dovecot and Postfix on loopback, made for one run and gone after it."""

import os
import shutil
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from imapclient import IMAPClient

from mailbed import certificates, packages, settings

SECONDS_TO_START = 30.0
QUEUES = "active bounce corrupt defer deferred flush hold incoming maildrop pid private public saved trace"


class Mailbed:
    """Give it to `with`. One password opens every mailbox; a login is an address or its local part.

    `ports` has `imap` (STARTTLS) and `imaps`, `submission` (STARTTLS) and `submissions`, both with AUTH, and `smtp`,
    which takes mail from outside without a login. Mail to `user+tag@…` lands in the inbox of `user`; `settings.GHOST`
    is accepted, and then bounces. An unknown user is refused with 550, any other domain with 554.
    """

    host = "localhost"
    password = "secret"

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = tuple(addresses)
        self.ports = _free_ports()
        self._ends = ExitStack()

    def __enter__(self) -> Self:
        packages.provide()
        with self._ends:
            self.home = self._ends.enter_context(_open_folder())
            self.ca_file = certificates.make(self.home)
            self._write_settings()
            # first Dovecot, whom Postfix asks who may log in
            self._run("dovecot", "/usr/sbin/dovecot", "-F", "-c", f"{self.home}/dovecot.conf")
            self._run("postfix", "/usr/lib/postfix/sbin/master", "-s", "-c", str(self.home))
            self._ends = self._ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def trust(self) -> ssl.SSLContext:
        """Trusts the servers' certificate, and no other."""
        return ssl.create_default_context(cafile=str(self.ca_file))

    def submit(self, sender: str, recipients: Sequence[str], raw: bytes) -> dict[str, tuple[int, bytes]]:
        """Send as a user; returns who was refused, as smtplib does."""
        with smtplib.SMTP(self.host, self.ports["submission"], timeout=10) as client:
            client.starttls(context=self.trust())
            client.login(sender, self.password)
            return client.sendmail(sender, recipients, raw)

    def from_outside(self, sender: str, recipients: Sequence[str], raw: bytes) -> dict[str, tuple[int, bytes]]:
        """Hand over as a foreign server does: no login, any sender."""
        with smtplib.SMTP(self.host, self.ports["smtp"], timeout=10) as client:
            return client.sendmail(sender, recipients, raw)

    @contextmanager
    def inbox(self, address: str) -> Iterator[IMAPClient]:
        """A session of that user with the inbox selected."""
        with IMAPClient(self.host, self.ports["imaps"], ssl_context=self.trust(), timeout=10) as client:
            client.login(address, self.password)
            client.select_folder("INBOX")
            yield client

    def mail_for(self, address: str) -> list[bytes]:
        """What lies in the inbox, oldest first."""
        with self.inbox(address) as client:
            return _fetch(client)

    def wait_for(self, address: str, count: int, *, timeout: float = 10.0) -> list[bytes]:
        """As `mail_for`, once at least `count` mails are there. Raises TimeoutError."""
        with self.inbox(address) as client:

            def arrived() -> bool:
                client.noop()  # a session searches what it was told of, and it is told at the end of a command
                return len(client.search("ALL")) >= count

            _wait(arrived, timeout, f"{count} mails for {address}")
            return _fetch(client)

    def fill(self, address: str, mails: Iterable[tuple[bytes, datetime]]) -> None:
        """Puts mails into the inbox as files, thousands a second, and when each came in; later ones have higher UIDs.
        Dovecot finds them as the next session begins."""
        with self.inbox(address):
            folder = self.home / "mail" / address.partition("@")[0] / "mail" / "new"
        for number, (raw, came_in) in enumerate(mails):
            path = folder / f"1000000000.M{number:08}P1.here"
            path.write_bytes(raw)
            os.utime(path, (came_in.timestamp(), came_in.timestamp()))
            os.chown(path, settings.MAIL_UID, settings.MAIL_UID)

    def wait_until_delivered(self, *, timeout: float = 10.0) -> None:
        """Until nothing is on its way to anybody. Raises TimeoutError where for so many seconds nothing of what is on
        its way gets on: how long all of it takes is the machine's affair."""
        underway: set[Path] = set()
        while left := set(self._underway()):
            if left != underway:
                underway, deadline = left, time.monotonic() + timeout
            elif time.monotonic() > deadline:
                log = (self.home / "postfix.log").read_text()[-2000:]
                raise TimeoutError(f"waited {timeout} s for Postfix to get on with {sorted(map(str, left))}:\n{log}")
            time.sleep(0.02)

    def empty(self) -> None:
        """Leave no mail in anybody's folders, nor on the way there."""
        self.wait_until_delivered()
        for address in self.addresses:
            with self.inbox(address) as client:
                for _, _, folder in client.list_folders():
                    client.select_folder(folder)
                    if numbers := client.search("ALL"):
                        client.delete_messages(numbers)
                        client.expunge()

    def _underway(self) -> Iterator[Path]:
        for queue in ("maildrop", "incoming", "active"):
            yield from (self.home / "queue" / queue).iterdir()

    def _write_settings(self) -> None:
        version = subprocess.run(["/usr/sbin/dovecot", "--version"], capture_output=True, text=True, check=True).stdout
        for name, text in {
            "dovecot.conf": settings.dovecot(self.home, self.ports, version),
            "users": settings.dovecot_users(self.addresses, self.password),
            "main.cf": settings.postfix_main(self.home, self.addresses),
            "master.cf": settings.postfix_master(self.ports),
        }.items():
            (self.home / name).write_text(text)
        for name in ("mail", "postfix", "dovecot", *(f"queue/{queue}" for queue in QUEUES.split())):
            (self.home / name).mkdir(parents=True)
        os.chown(self.home / "mail", settings.MAIL_UID, settings.MAIL_UID)
        for name in ("postfix", *(f"queue/{queue}" for queue in QUEUES.split() if queue != "pid")):
            shutil.chown(self.home / name, "postfix")

    def _run(self, name: str, *command: str) -> None:
        """Start a server that stays in the foreground; it ends with this object, and also when this process is killed.

        Its output goes to a file: its children would hold a pipe open for ever."""
        log = self.home / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        # the guard's input ends when we end it, or when we are no more
        guard = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill "$0"', str(process.pid)], stdin=subprocess.PIPE, start_new_session=True
        )
        self._ends.callback(_end, process, guard)
        ports = [port for listener, port in self.ports.items() if listener.startswith("imap") == (name == "dovecot")]

        def answers() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"{name} did not start:\n{log.read_text()}")
            return all(_answers(port) for port in ports)

        _wait(answers, SECONDS_TO_START, f"{name} to answer")


def _free_ports() -> dict[str, int]:
    with ExitStack() as held:  # all at once, so that none is given twice
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in settings.LISTENERS]
        return dict(zip(settings.LISTENERS, (taken.getsockname()[1] for taken in sockets), strict=True))


@contextmanager
def _open_folder() -> Iterator[Path]:
    """A folder that the servers' own users can enter: not pytest's `tmp_path`, which is closed to others."""
    with tempfile.TemporaryDirectory(prefix="mailbed-", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _wait(holds: Callable[[], bool], timeout: float, what: str) -> None:
    deadline = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout} s for {what}")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes], guard: subprocess.Popen[bytes]) -> None:
    guard.communicate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _fetch(client: IMAPClient) -> list[bytes]:
    numbers = client.search("ALL")
    return [data[b"BODY[]"] for _, data in sorted(client.fetch(numbers, ["BODY.PEEK[]"]).items())] if numbers else []
