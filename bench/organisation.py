"""An organisation on one PostgreSQL: facilitators who change actions, workers that send and read mail, people who
answer it, while a worker is killed and the database fails over.

    PYTHONPATH=src:tests python bench/organisation.py URL [--facilitators 200] [--workers 3] [--actions 4000]
        [--rate 20] [--mails 5] [--seconds 60] [--fail-over 'COMMAND'] [--one-lock] [--round-trip 1]

URL names an empty database (its password: PGPASSWORD), with all its hosts where a replica takes over
(`target_session_attrs=read-write`); COMMAND is run at two thirds of the time: it ends the primary and promotes the
replica. Facilitators are threads with a connection each, in a few processes; together they change `--rate` actions a
second, each his own, and `--mails` of them a second are asked about by mail. Workers are `collabtui watch`. The mail
server is the product's embedded one, in a process of its own: real SMTP and IMAP over sockets, mailboxes in memory.
Everybody answers his mail at once with a percentage. `--one-lock`: every change has everything to itself, as before
there were locks by matter; `--round-trip`: so many milliseconds to the server for the facilitators, as over a network.
The last lines are the table: lost, doubled, wrong, and percentiles in milliseconds.
"""

import argparse
import multiprocessing
import os
import random
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from collabtui.config import Config, Database, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.interface import Store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.listening import Listening
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import PostgresqlStore, open_store
from collabtui.text.templates import Templates

LEAD = "lead@example.test"
OWNERS = 40
PROCESSES = 4
"""Among which the facilitators' threads are shared out."""
BY_MAIL = 0.5
"""The part of the actions that are changed by answers alone; of the others each facilitator changes his own."""
SETTLE_SECONDS = 180.0
_PERCENT = re.compile(rb"^A\d+: (\d+)%", re.MULTILINE)


@dataclass
class Seen:
    """The changes that one process of facilitators has made."""

    took: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    said: dict[str, int] = field(default_factory=dict)
    """The last percentage of each action that was acknowledged."""
    unknown: set[str] = field(default_factory=set)
    """Actions of which a change may have arrived or not."""
    told: float = 0.0


def email_of(number: int) -> str:
    return f"owner{number}@example.test"


def config_at(url: str, smtp_port: int, imap_port: int) -> Config:
    end = {"host": "127.0.0.1", "security": "none", "username": LEAD}
    return Config(
        organiser=Organiser(name="Lead", email=LEAD, locale="en"),
        smtp=Smtp.model_validate({**end, "port": smtp_port}),
        imap=Imap.model_validate({**end, "port": imap_port}),
        database=Database(url=url),
    )


def workspace_on(store: Store, config: Config, name: str) -> Workspace:
    return Workspace(store, config, Templates(), every_day, lambda: datetime.now(UTC), name)


def fill(store: Store, facilitators: int, actions: int) -> None:
    """A matter for each facilitator, and the actions of each: `A<n>` is of the matter n modulo their number."""
    now, due = datetime.now(UTC), date.today() + timedelta(days=30)  # noqa: DTZ011  # any day to come
    stamp = {"created_at": now, "updated_at": now, "updated_by": "Lead", "via": "command"}
    with store.transaction(actor="Lead", via="command", now=now) as tx:
        for number in range(1, OWNERS + 1):
            tx.put(Person(ref=f"P{number}", name=f"Owner {number}", email=email_of(number), locale="en"))
        for number in range(facilitators):
            tx.put(Matter(ref=f"X-2026-{number + 1:03}", title=f"Matter {number + 1}", created_at=now))
    for first in range(1, actions + 1, 500):
        with store.transaction(actor="Lead", via="command", now=now) as tx:
            for number in range(first, min(first + 500, actions + 1)):
                matter = f"X-2026-{number % facilitators + 1:03}"
                fields = {"owner": f"P{number % OWNERS + 1}", "matter": matter, "due": due, "original_due": due}
                named = {"ref": f"A{number}", "title": f"Deliver part {number}"}
                tx.put(Action.model_validate(named | fields | stamp))


def answer_to(raw: bytes, sender: str, percent: int) -> bytes | None:
    """None where the mail asks nothing."""
    asked = message_from_bytes(raw, policy=default)
    body = asked.get_body(("plain",))
    found = re.search(r"\bA\d+\b", body.get_content() if body else "")
    if not found or not asked["Reply-To"] or str(asked["Subject"]).startswith("Re:"):
        return None
    answer = EmailMessage(policy=SMTP)
    answer["From"], answer["To"], answer["Subject"] = sender, str(asked["Reply-To"]), f"Re: {asked['Subject']}"
    answer["Date"] = datetime.now(UTC)
    answer["In-Reply-To"] = str(asked["Message-ID"])
    answer["Message-ID"] = f"<r{hash(str(asked['Message-ID'])) & 0xFFFFFFFFFF:x}@client.test>"
    answer.set_content(f"{found[0]}: {percent}%\n")
    return answer.as_bytes()


def serve_mail(line: Connection) -> None:
    """A process of its own: everybody answers the first copy of a mail at once."""
    users = [LEAD, *(email_of(number) for number in range(1, OWNERS + 1))]
    seen: Counter[str] = Counter()
    answered: dict[str, tuple[str, int]] = {}
    lock = threading.Lock()

    def arrived(address: str, raw: bytes) -> None:
        if address == LEAD:
            return
        message_id = str(message_from_bytes(raw)["Message-ID"])
        with lock:
            seen[message_id] += 1
            first = seen[message_id] == 1
        percent = 10 + 5 * (len(seen) % 17)
        answer = answer_to(raw, address, percent) if first else None
        if answer:
            action = (_PERCENT.search(answer) and re.search(rb"^(A\d+):", answer, re.MULTILINE)) or None
            if action:
                answered[str(message_from_bytes(answer)["Message-ID"])] = (action[1].decode(), percent)
                server.deliver(LEAD, answer)

    with MailServer(users, "secret", on_mail=arrived) as server:
        line.send((server.smtp_port, server.imap_port))
        while line.recv() != "end":
            line.send((dict(seen), dict(answered)))


def facilitate(url: str, config: Config, mine: range, plan: argparse.Namespace, line: Connection) -> None:
    """A process of its own: a thread for each facilitator in `mine`."""
    _as_planned(plan)
    seen, end = Seen(), time.monotonic() + plan.seconds
    every = plan.facilitators / plan.rate
    threads = [threading.Thread(target=_work, args=(url, config, n, plan, seen, end, every)) for n in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    line.send(seen)


def _as_planned(plan: argparse.Namespace) -> None:
    transaction, run = PostgresqlStore.transaction, PostgresqlConnection.run
    if plan.one_lock:

        def alone(store: PostgresqlStore, **given: Any) -> Any:
            return transaction(store, **(given | {"within": None}))

        PostgresqlStore.transaction = alone  # type: ignore[method-assign]  # of this process alone
    if plan.round_trip:

        def far(connection: PostgresqlConnection, *given: Any) -> Any:
            time.sleep(plan.round_trip / 1000)
            return run(connection, *given)

        PostgresqlConnection.run = far  # type: ignore[method-assign]  # of this process alone


def _work(
    url: str, config: Config, number: int, plan: argparse.Namespace, seen: Seen, end: float, every: float
) -> None:
    chance = random.Random(number)  # noqa: S311  # who does what when
    own = [n for n in range(1, plan.actions + 1) if n % plan.facilitators == number]
    by_hand, by_mail = own[: int(len(own) * (1 - BY_MAIL))], own[int(len(own) * (1 - BY_MAIL)) :]
    time.sleep(chance.random() * every)
    with closing(open_store(url)) as store:
        workspace = workspace_on(store, config, f"Facilitator {number}")
        while time.monotonic() < end:
            begun = time.monotonic()
            if by_mail and chance.random() < plan.mails / plan.rate:
                _timed(seen, f"A{by_mail.pop()}", lambda ref: nudge(workspace.as_user("command"), [ref]))
            else:
                ref, percent = f"A{chance.choice(by_hand)}", chance.randrange(1, 99)
                update = Update(ref=ref, percent=percent)
                if _timed(seen, ref, lambda ref, made=update: update_action(workspace.as_user("command"), ref, made)):
                    seen.said[ref] = percent
                    seen.unknown.discard(ref)
            time.sleep(max(0.0, every * (0.5 + chance.random()) - (time.monotonic() - begun)))


def _timed(seen: Seen, ref: str, change: Callable[[str], object]) -> bool:
    begun = time.perf_counter()
    try:
        change(ref)
    except CollabError as error:
        seen.refused[error.key] += 1
        if error.key == "database.unknown":
            seen.unknown.add(ref)
        return False
    seen.took.append(time.perf_counter() - begun)
    return True


def listen(url: str, config: Config, took: list[float], stop: threading.Event) -> None:
    """Another person's screen: how long after its commit a change is seen."""
    import select

    try:
        with (
            closing(open_store(url)) as reader,
            closing(open_store(url)) as writer,
            closing(Listening(url, None)) as ear,
        ):
            workspace = workspace_on(writer, config, "Screen")
            while not stop.wait(0.5):
                ear.forget()
                update_action(workspace.as_user("command"), "A1", Update(ref="A1", percent=random.randrange(99)))  # noqa: S311  # any
                committed, counter = time.perf_counter(), writer.change_counter()
                while reader.change_counter() < counter:
                    select.select([ear], [], [], 1.0)
                    ear.forget()
                select.select([ear], [], [], 1.0)
                took.append(time.perf_counter() - committed)
    except CollabError:
        return  # the line is lost at the fail-over; what was measured until then counts


def start_workers(home: Home, count: int) -> "list[subprocess.Popen[bytes]]":
    environ = {
        **os.environ, "COLLABTUI_HOME": str(home.root),
        "COLLABTUI_SMTP_PASSWORD": "secret", "COLLABTUI_IMAP_PASSWORD": "secret",
    }  # fmt: skip
    command = [sys.executable, "-m", "collabtui", "watch"]
    return [subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(count)]  # ours


def ended_by(worker: "subprocess.Popen[bytes]") -> int | None:
    """Its exit code, once it was told to end; None where it does not within a minute, and is killed."""
    worker.terminate()
    try:
        return worker.wait(60)
    except subprocess.TimeoutExpired:
        worker.kill()
        return None


def until_read(plan: argparse.Namespace) -> None:
    """Returns once a worker reads the mailbox."""
    with closing(open_store(plan.url)) as store:
        while plan.workers and not any(one.name.startswith("mailbox ") for one in store.leases()):
            time.sleep(0.1)


def kill_reader(url: str) -> str:
    """SIGKILL to the worker that reads the mailbox; what was said of it."""
    with closing(open_store(url)) as store:
        held = [one for one in store.leases() if one.name.startswith("mailbox ")]
    if not held:
        return "no worker read the mailbox"
    os.kill(int(held[0].holder.split(":")[1]), signal.SIGKILL)
    return "the worker that read the mailbox was killed"


def incidents(url: str, plan: argparse.Namespace, began: float) -> None:
    time.sleep(max(0.0, began + plan.seconds / 3 - time.monotonic()))
    if plan.workers:
        print(f"{time.monotonic() - began:6.1f} s  {kill_reader(url)}")
    time.sleep(max(0.0, began + plan.seconds * 2 / 3 - time.monotonic()))
    if plan.fail_over:
        subprocess.run(shlex.split(plan.fail_over), check=True, stdout=subprocess.DEVNULL)  # as it was given
        print(f"{time.monotonic() - began:6.1f} s  the database was killed and its replica promoted")


def settle(url: str, line: Connection) -> tuple[dict[str, int], dict[str, tuple[str, int]]]:
    """Waits until everything was sent, answered and read; what the mail server saw."""
    deadline = time.monotonic() + SETTLE_SECONDS
    with closing(open_store(url)) as store:
        while True:
            line.send("ask")
            seen, answered = line.recv()
            left = store.find(Outgoing, state=("queued", "sending"))
            read = {mail.message_id for mail in store.find(Incoming)}
            if (not left and answered.keys() <= read) or time.monotonic() > deadline:
                return seen, answered
            time.sleep(1)


def percentiles(took: list[float]) -> str:
    if len(took) < 20:
        return f"{len(took)} only"
    cut = statistics.quantiles(took, n=100)
    return f"p50 {cut[49] * 1000:.1f}  p95 {cut[94] * 1000:.1f}  p99 {cut[98] * 1000:.1f} ms of {len(took)}"


def table(
    url: str,
    seen: Seen,
    screen: list[float],
    sent: dict[str, int],
    answered: dict[str, tuple[str, int]],
    seconds: float,
) -> None:
    with closing(open_store(url)) as store:
        mails, came = store.find(Outgoing), store.find(Incoming)
        actions = {action.ref: action for action in store.find(Action)}
    taken = Counter(mail.message_id for mail in came)
    asked = [mail for mail in mails if mail.state == "sent"]
    lost = [mail.ref for mail in mails if mail.state != "sent" or mail.message_id not in sent]
    unread = answered.keys() - taken.keys()
    applied = {mail.message_id for mail in came if mail.state == "applied"}
    wrong = [ref for ref, said in seen.said.items() if ref not in seen.unknown and ref != "A1"
             and actions[ref].percent != said]  # fmt: skip
    wrong += [ref for one, (ref, said) in answered.items() if one in applied and actions[ref].percent != said]
    print(f"\nchanges            {len(seen.took)} in {seconds:.0f} s = {len(seen.took) / seconds:.1f}/s")
    print(f"a change           {percentiles(seen.took)}")
    print(f"on another screen  {percentiles(screen)}")
    print(f"refused            {dict(seen.refused)}, unknown {len(seen.unknown)}")
    print(f"mails              {len(mails)} queued, {len(asked)} sent, {len(answered)} answered")
    print(f"answers            {len(came)} read, {len(applied)} applied")
    print(f"lost               {len(lost)} mails, {len(unread)} answers")
    again = sum(count - 1 for count in sent.values())
    print(
        f"doubled            {sum(taken.values()) - len(taken)} answers; under the same Message-ID again {again} mails"
    )
    print(f"wrong              {len(wrong)} {wrong[:5]}")
    faults = check_organisation(url, None)
    print(f"doctor --check     {len(faults)} faults {[str(fault) for fault in faults[:3]]}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    for name, value in (("facilitators", 200), ("workers", 3), ("actions", 4000)):
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("rate", 20.0), ("mails", 5.0), ("seconds", 60.0)):
        parser.add_argument(f"--{name}", type=float, default=value)
    parser.add_argument("--round-trip", type=float, default=0.0)
    parser.add_argument("--fail-over", default="")
    parser.add_argument("--one-lock", action="store_true")
    return parser.parse_args()


def main() -> None:
    plan = arguments()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        here, there = context.Pipe()
        mail = context.Process(target=serve_mail, args=(there,), daemon=True)
        mail.start()
        config = config_at(plan.url, *here.recv())
        home = Home(Path(folder) / "home")
        write_config(home, config)
        with closing(open_store(plan.url)) as store:
            fill(store, plan.facilitators, plan.actions)
        workers = start_workers(home, plan.workers)
        until_read(plan)
        lines, screen, stop = [], list[float](), threading.Event()
        began = time.monotonic()
        for part in range(PROCESSES):
            line, end = context.Pipe()
            mine = range(part, plan.facilitators, PROCESSES)
            context.Process(target=facilitate, args=(plan.url, config, mine, plan, end), daemon=True).start()
            lines.append(line)
        threading.Thread(target=listen, args=(plan.url, config, screen, stop), daemon=True).start()
        incidents(plan.url, plan, began)
        seen = Seen()
        for line in lines:
            part_of: Seen = line.recv()
            seen.took += part_of.took
            seen.refused += part_of.refused
            seen.said |= part_of.said
            seen.unknown |= part_of.unknown
        stop.set()
        sent, answered = settle(plan.url, here)
        ended = [ended_by(worker) for worker in workers]
        print(f"workers that lived to the end: {ended.count(0)} of {plan.workers}")
        table(plan.url, seen, screen, sent, answered, plan.seconds)
        here.send("end")


if __name__ == "__main__":
    main()
