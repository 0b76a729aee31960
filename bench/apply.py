"""Replies a second that are applied and answered: `bench/apply.py [PEOPLE]`. For pairing with another commit.

Each of the people owns one action and answers by its own mail that it is done.
"""

import logging
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.mail_in.receive import receive

ME = "li@example.test"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def secret(number: int, length: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[number >> 5 * place & 31] for place in range(length))


def message_id(number: int) -> str:
    return f"<ct.{secret(number, 16)}.aaaaaaaa@example.test>"


def person(number: int) -> Person:
    return Person(ref=f"P{number}", name=f"Person {secret(number, 6)}", email=f"p{number}@example.test")


def action(number: int) -> Action:
    return Action(
        ref=f"A{number}", title=f"Do thing {number}", owner=f"P{number}", due=date(2026, 3, 9),
        created_at=NOW, updated_at=NOW, updated_by="Li Ming", via="command",
    )  # fmt: skip


def question(number: int) -> Outgoing:
    return Outgoing(
        ref=f"O{number}", kind="reminder", key=f"k{number}", person=f"P{number}", to=f"p{number}@example.test",
        subject="x", message_id=message_id(number), token=secret(number, 16), code=secret(number, 8),
        text=f"A{number} Do thing {number}", raw=b"x", queued_at=NOW, state="sent", sent_at=NOW,
        items=(NumberedItem(number=1, ref=f"A{number}", title=f"Do thing {number}"),),
    )  # fmt: skip


def reply(number: int) -> bytes:
    return (
        f"From: p{number}@example.test\r\nTo: {ME}\r\nIn-Reply-To: {message_id(number)}\r\n"
        f"Message-ID: <{number}@there>\r\nSubject: Re: x #{secret(number, 8)}\r\n"
        f"Date: Mon, 02 Mar 2026 14:00:00 +0800\r\n\r\nA{number} done\r\n"
    ).encode()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    logging.disable()
    common = {"host": "localhost", "security": "none", "username": ME}
    config = Config(
        organiser=Organiser(name="Li Ming", email=ME),
        imap=Imap.model_validate(common),
        smtp=Smtp.model_validate(common),
    )
    with (
        tempfile.TemporaryDirectory() as place,
        open_workspace(Home(Path(place)), config, lambda: NOW) as workspace,
    ):
        with workspace.as_worker().transaction() as tx:
            for number in range(count + 1):
                tx.put(person(number))
                tx.put(action(number))
                tx.put(question(number))
        receive(workspace.as_worker(), reply(0))  # what reads mail is imported with the first
        mails = [reply(number) for number in range(1, count + 1)]
        begun, worked = time.perf_counter(), time.thread_time()
        with workspace.store.unflushed():
            taken = [receive(workspace.as_worker(), raw) for raw in mails]
        wall, cpu = time.perf_counter() - begun, time.thread_time() - worked
    if not all(mail and mail.state == "applied" for mail in taken):
        sys.exit("not all of them were applied")
    sys.stdout.write(f"applied {count / wall:6.0f} mails/s, {count / cpu:6.0f} a second of the processor\n")


if __name__ == "__main__":
    main()
