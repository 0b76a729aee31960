"""An organisation on one PostgreSQL: facilitators who change actions, workers that send and read mail, people who
answer it, while a worker is killed and the database fails over.

    PYTHONPATH=src:tests:bench python bench/organisation.py (URL | --prepared FOLDER) [--facilitators 200] [--workers 3]
        [--actions 4000] [--mailboxes 1] [--rate 20] [--mails 5] [--seconds 60] [--fail-over 'COMMAND'] [--one-lock]
        [--round-trip 1] [--calm]

URL names an empty database (its password in it, or PGPASSWORD), with all its hosts where a replica takes over
(`target_session_attrs=read-write`); COMMAND is run at two thirds of the time: it ends the primary and promotes the
replica. FOLDER is what `bench/prepared_cluster.py` has made, with its facilitators, actions and mailboxes: its copy
gets a replica, the primary is killed, and the replica promoted. Facilitators are threads with a connection each, in a
few processes; together they make `--rate` changes a second, each of his own actions, and `--mails` of these a second
ask about one by mail. Workers are `collabtui watch`, for all accounts; each matter has one of the mailboxes. The mail
server is the product's embedded one, in a process of its own: real SMTP and IMAP over sockets, mailboxes in memory.
Everybody answers his mail at once with a percentage. `--one-lock`: every change has everything to itself, as before
there were locks by matter; `--round-trip`: so many milliseconds to the server for the facilitators, as over a network;
`--calm`: nobody is killed.
The last lines are the table: lost, doubled, wrong, and percentiles in milliseconds. A mail that came again under its
Message-ID is excused once, where the worker that was killed had marked it; any other is doubled, with its history.
"""

import argparse
import multiprocessing
import os
import random
import re
import resource
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import parseaddr
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from organisation_rows import Size, fill, mailbox_email, owner_email
from prepared_cluster import running

from collabtui.config import Config, Database, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.reply import Update
from collabtui.errors import CollabError
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.interface import Store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.listening import Listening
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import TRIES, PostgresqlStore, open_reader, open_store
from collabtui.store.queries.actions import actions
from collabtui.store.queries.today import today
from collabtui.text.templates import Templates

LEAD = mailbox_email(0)
PROCESSES = 4
"""Among which the facilitators' threads are shared out."""
BY_MAIL = 0.5
"""The part of the actions that are changed by answers alone; of the others each facilitator changes his own."""
_PERCENT = re.compile(rb"^A\d+: (\d+)%", re.MULTILINE)


@dataclass
class Seen:
    """The changes that one process of facilitators has made."""

    took: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    """The same of questions by mail, which write a mail each."""
    used: float = 0.0
    """Seconds of processor."""
    refused: Counter[str] = field(default_factory=Counter)
    said: dict[str, int] = field(default_factory=dict)
    """The last percentage of each action that was acknowledged."""
    unknown: set[str] = field(default_factory=set)
    """Actions of which a change may have arrived or not."""

    def add(self, other: "Seen") -> None:
        self.took += other.took
        self.asked += other.asked
        self.used += other.used
        self.refused += other.refused
        self.said |= other.said
        self.unknown |= other.unknown


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


def point_accounts(store: Store, config: Config) -> None:
    """At the mail server of this run."""
    with store.transaction(actor="Lead", via="command", now=datetime.now(UTC)) as tx:
        for account in store.find(MailAccount, withdrawn=False):
            ports = {
                name: end.model_copy(update={"port": server.port})
                for name, end, server in (("smtp", account.smtp, config.smtp), ("imap", account.imap, config.imap))
            }
            tx.put(account.model_copy(update=ports))


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


def serve_mail(size: Size, line: Connection) -> None:
    """A process of its own: everybody answers the first copy of a mail at once."""
    ours = frozenset(map(mailbox_email, range(size.mailboxes)))
    users = [*ours, *(owner_email(number) for number in range(1, size.owners + 1))]
    seen: Counter[str] = Counter()
    answered: dict[str, tuple[str, int]] = {}
    lock = threading.Lock()

    def arrived(address: str, raw: bytes) -> None:
        if address in ours:
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
                server.deliver(parseaddr(message_from_bytes(answer)["To"])[1], answer)

    with MailServer(users, "secret", on_mail=arrived) as server:
        line.send((server.smtp_port, server.imap_port))
        while line.recv() != "end":
            line.send((dict(seen), dict(answered)))


def facilitate(url: str, config: Config, mine: range, plan: argparse.Namespace, line: Connection) -> None:
    """A process of its own: a thread for each facilitator in `mine`."""
    _as_planned(plan)
    seen, every = Seen(), plan.facilitators / plan.rate
    with ExitStack() as opened:
        stores = {n: opened.enter_context(closing(open_store(url))) for n in mine}
        line.send("ready")
        line.recv()
        end = time.monotonic() + plan.seconds
        threads = [
            threading.Thread(target=_work, args=(store, config, n, plan, seen, end, every))
            for n, store in stores.items()
        ]
        for thread in threads:
            thread.start()
        used = time.process_time()
        for thread in threads:
            thread.join()
        seen.used = time.process_time() - used
    line.send(seen)


def _as_planned(plan: argparse.Namespace) -> None:
    transaction, sent = PostgresqlStore.transaction, PostgresqlConnection.round_trip
    if plan.one_lock:

        def alone(store: PostgresqlStore, **given: Any) -> Any:
            return transaction(store, **(given | {"within": None}))

        PostgresqlStore.transaction = alone  # type: ignore[method-assign]  # of this process alone
    if plan.round_trip:

        def far(connection: PostgresqlConnection, *given: Any) -> Any:
            time.sleep(plan.round_trip / 1000)
            return sent(connection, *given)

        PostgresqlConnection.round_trip = far  # type: ignore[method-assign]  # of this process alone


def _work(
    store: Store, config: Config, number: int, plan: argparse.Namespace, seen: Seen, end: float, every: float
) -> None:
    chance = random.Random(number)  # noqa: S311  # who does what when
    own = range(number or plan.facilitators, plan.size.in_hand + 1, plan.facilitators)
    by_hand, by_mail = own[: int(len(own) * (1 - BY_MAIL))], list(own[int(len(own) * (1 - BY_MAIL)) :])
    workspace = workspace_on(store, config, f"Facilitator {number}")
    time.sleep(chance.random() * every)
    while time.monotonic() < end:
        begun = time.monotonic()
        if by_mail and chance.random() < plan.mails / plan.rate:
            _timed(seen, seen.asked, f"A{by_mail.pop()}", lambda ref: nudge(workspace.as_user("command"), [ref]))
        else:
            ref, percent = f"A{chance.choice(by_hand)}", chance.randrange(1, 99)
            update = Update(ref=ref, percent=percent)
            changed = partial(_changed, workspace, update)
            if _timed(seen, seen.took, ref, changed):
                seen.said[ref] = percent
                seen.unknown.discard(ref)
        time.sleep(max(0.0, every * (0.5 + chance.random()) - (time.monotonic() - begun)))


def _changed(workspace: Workspace, update: Update, ref: str) -> object:
    return update_action(workspace.as_user("command"), ref, update)


def _timed(seen: Seen, took: list[float], ref: str, change: Callable[[str], object]) -> bool:
    begun = time.perf_counter()
    try:
        change(ref)
    except CollabError as error:
        seen.refused[error.key] += 1
        if error.key == "database.unknown":
            seen.unknown.add(ref)
        return False
    took.append(time.perf_counter() - begun)
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


def look(url: str, took: dict[str, list[float]], stop: threading.Event) -> None:
    """Another person's screen: what its lists cost. Where the line is lost it comes back by itself."""
    with closing(open_reader(url, tries=TRIES)) as reader:
        seen: dict[str, Callable[[], object]] = {
            "a list of 50": lambda: actions(reader, today=_today(), open_only=True, limit=50),
            "Today": lambda: today(reader, now=datetime.now(UTC), today=_today()),
            "a search": lambda: actions(reader, today=_today(), search="合同", limit=50),
        }
        while not stop.wait(1):
            for name, asked in seen.items():
                begun = time.perf_counter()
                asked()
                took[name].append(time.perf_counter() - begun)


def watch_waits(url: str, waits: Counter[str], stop: threading.Event) -> None:
    """What busy sessions of the server wait for, as they are found ten times a second; `running` where for nothing."""
    sql = """SELECT coalesce(wait_event_type || ' ' || wait_event, 'running') FROM pg_stat_activity
             WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
    with closing(open_reader(url, tries=TRIES)) as reader:
        while not stop.wait(0.1):
            waits.update(event for (event,) in reader.rows(sql))


def server_time(url: str) -> None:
    """Of the statements that took most of it, where the server counts them (pg_stat_statements)."""
    shown = "regexp_replace(regexp_replace(query, 'set_config[^)]*[)], ', '', 'g'), '[[:space:]]+', ' ', 'g')"
    sql = f"""SELECT calls, total_exec_time / 1000, mean_exec_time, max_exec_time, left({shown}, 110)
             FROM pg_stat_statements ORDER BY 2 DESC LIMIT 14"""  # noqa: S608  # of our own words
    with closing(open_reader(url)) as reader:
        if not reader.rows("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"):
            return
        print(f"{'calls':>9}{'seconds':>9}{'mean ms':>9}{'max ms':>9}")
        for calls, total, mean, longest, query in reader.rows(sql):
            print(f"{calls:9}{total:9.1f}{mean:9.2f}{longest:9.1f}  {query}")


def _today() -> date:
    return datetime.now(UTC).date()


def start_workers(home: Home, count: int, mailboxes: int) -> "list[subprocess.Popen[bytes]]":
    names = ["", *(f"_LEAD{number}" for number in range(1, mailboxes))]
    secrets = {f"COLLABTUI_{end}_PASSWORD{name}": "secret" for end in ("SMTP", "IMAP") for name in names}
    # PYTHONFAULTHANDLER: one that does not end says by its SIGABRT where it stands
    environ = {**os.environ, **secrets, "COLLABTUI_HOME": str(home.root), "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, "-m", "collabtui", "watch", "--accounts", "all"]
    return [subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(count)]  # ours


def ended_by(worker: "subprocess.Popen[bytes]") -> int | None:
    """Its exit code, once it was told to end; None where it does not within a minute: then it says where it stands."""
    try:
        return worker.wait(60)
    except subprocess.TimeoutExpired:
        worker.send_signal(signal.SIGABRT)
        return None


def until_read(plan: argparse.Namespace, workers: "list[subprocess.Popen[bytes]]") -> None:
    """Returns once workers read all mailboxes."""
    with closing(open_store(plan.url)) as store:
        while workers and sum(one.name.startswith("mailbox ") for one in store.leases()) < plan.size.mailboxes:
            if any(worker.poll() is not None for worker in workers):
                raise SystemExit("a worker has ended before anything began")
            time.sleep(0.1)


def kill_reader(url: str) -> tuple[str, set[str]]:
    """SIGKILL to the worker that reads the mailbox; what was said of it, and the Message-IDs of the mails that it had
    marked: of the one that it had handed over, if any, nobody knows whether it arrived."""
    with closing(open_reader(url)) as reader:
        held = reader.rows("SELECT holder FROM lease WHERE name LIKE 'mailbox %' LIMIT 1")
        if not held:
            return "no worker read the mailbox", set()
        process = held[0][0].split(":")[1]
        os.kill(int(process), signal.SIGKILL)
        sql = """SELECT message_id FROM outgoing JOIN lease ON lease.number = outgoing.lease
                 WHERE state = 'sending' AND lease.name LIKE 'worker %' AND split_part(lease.holder, ':', 2) = ?"""
        marked = {message_id for (message_id,) in reader.rows(sql, (process,))}
    return f"the worker that read the mailbox was killed; {len(marked)} mails were marked by it", marked


def incidents(url: str, plan: argparse.Namespace, began: float, fail_over: Callable[[], object] | None) -> set[str]:
    """Gives the mails of the killed worker."""
    marked = set[str]()
    if plan.calm:
        return marked
    time.sleep(max(0.0, began + plan.seconds / 3 - time.monotonic()))
    if plan.workers:
        said, marked = kill_reader(url)
        print(f"{time.monotonic() - began:6.1f} s  {said}")
    time.sleep(max(0.0, began + plan.seconds * 2 / 3 - time.monotonic()))
    if fail_over:
        fail_over()
        print(f"{time.monotonic() - began:6.1f} s  the database was killed and its replica promoted")
    return marked


def settle(url: str, line: Connection, seconds: float) -> tuple[dict[str, int], dict[str, tuple[str, int]]]:
    """Waits until everything was sent, answered and read; what the mail server saw."""
    deadline = time.monotonic() + seconds
    with closing(open_reader(url, tries=TRIES)) as reader:
        while True:
            line.send("ask")
            seen, answered = line.recv()
            left = reader.rows("SELECT 1 FROM outgoing WHERE state IN ('queued', 'sending') LIMIT 1")
            read = {message_id for (message_id,) in reader.rows("SELECT message_id FROM incoming")}
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
    looks: dict[str, list[float]],
    sent: dict[str, int],
    marked: set[str],
    answered: dict[str, tuple[str, int]],
    seconds: float,
) -> None:
    with closing(open_reader(url)) as reader:
        mails = reader.rows("SELECT ref, state, message_id FROM outgoing")
        came = reader.rows("SELECT message_id, state, reason FROM incoming")
        percents = dict(reader.rows("SELECT ref, percent FROM action WHERE version > 1"))
    taken = Counter(message_id for message_id, _, _ in came)
    asked = [ref for ref, state, _ in mails if state == "sent"]
    lost = [ref for ref, state, message_id in mails if state != "sent" or message_id not in sent]
    unread = answered.keys() - taken.keys()
    applied = {message_id for message_id, state, _ in came if state == "applied"}
    others = Counter(f"{state} {reason}" for _, state, reason in came if state != "applied")
    wrong = [ref for ref, said in seen.said.items() if ref not in seen.unknown and ref != "A1"
             and percents.get(ref, 0) != said]  # fmt: skip
    wrong += [ref for one, (ref, said) in answered.items() if one in applied and percents.get(ref, 0) != said]
    done = len(seen.took) + len(seen.asked)
    print(f"\nchanges            {done} in {seconds:.0f} s = {done / seconds:.1f}/s, {seen.used:.0f} s of processor")
    print(f"a change           {percentiles(seen.took)}")
    print(f"a question by mail {percentiles(seen.asked)}")
    for what, took in looks.items():
        print(f"{what:18} {percentiles(took)}")
    print(f"refused            {dict(seen.refused)}, unknown {len(seen.unknown)}")
    print(f"mails              {len(mails)} queued, {len(asked)} sent, {len(answered)} answered")
    print(f"answers            {len(came)} read, {len(applied)} applied, others {dict(others)}")
    print(f"lost               {len(lost)} mails, {len(unread)} answers")
    again = Counter({message_id: count - 1 for message_id, count in sent.items() if count > 1})
    excused = min(1, again[next((one for one in again if one in marked), "")])
    print(f"doubled            {sum(taken.values()) - len(taken)} answers, {again.total() - excused} mails")
    print(f"again, as its worker was killed between the server's answer and its note: {excused}")
    for message_id in again:
        print(
            f"  {message_id}, marked by the killed one: {message_id in marked}",
            *history_of(url, message_id),
            sep="\n    ",
        )
    print(f"wrong              {len(wrong)} {wrong[:5]}")
    faults = check_organisation(url, None)
    print(f"doctor --check     {len(faults)} faults {[str(fault) for fault in faults[:3]]}")


def history_of(url: str, message_id: str) -> list[str]:
    """The states of a mail by its trail. One that a living worker put back was queued in between; one that another
    took over from a dead one was not, and has two attempts."""
    sql = """SELECT trail.at, trail.old, trail.new FROM trail JOIN outgoing ON outgoing.ref = trail.ref
             WHERE outgoing.message_id = ? AND trail.field IN ('state', 'last_error') ORDER BY trail.id"""
    with closing(open_reader(url)) as reader:
        ((attempts,),) = reader.rows("SELECT attempts FROM outgoing WHERE message_id = ?", (message_id,))
        lines = [f"{at[11:23]} {old} -> {new}" for at, old, new in reader.rows(sql, (message_id,))]
    return [*lines, f"attempts {attempts}"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="")
    parser.add_argument("--prepared", type=Path)
    for name, value in (("facilitators", 200), ("workers", 3), ("actions", 4000), ("mailboxes", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("rate", 20.0), ("mails", 5.0), ("seconds", 60.0)):
        parser.add_argument(f"--{name}", type=float, default=value)
    parser.add_argument("--round-trip", type=float, default=0.0)
    parser.add_argument("--settle", type=float, default=180.0, help="seconds after the end for what is under way")
    parser.add_argument("--fail-over", default="")
    for name in ("one-lock", "calm"):
        parser.add_argument(f"--{name}", action="store_true")
    plan = parser.parse_args()
    if bool(plan.url) == bool(plan.prepared):
        parser.error("either a URL or --prepared FOLDER")
    return plan


def main() -> None:
    plan = arguments()
    with ExitStack() as ends:
        fail_over: Callable[[], object] | None = None
        if plan.prepared:
            bed, plan.url, plan.size = ends.enter_context(running(plan.prepared))
            plan.facilitators, fail_over = plan.size.facilitators, bed.fail_over
        else:
            plan.size = Size(plan.facilitators, plan.actions, plan.mailboxes)
            fill(plan.url, plan.size)
            if plan.fail_over:
                fail_over = partial(subprocess.run, shlex.split(plan.fail_over), check=True, stdout=subprocess.DEVNULL)
        run(plan, Path(ends.enter_context(tempfile.TemporaryDirectory())), fail_over)


def run(plan: argparse.Namespace, folder: Path, fail_over: Callable[[], object] | None) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    context.Process(target=serve_mail, args=(plan.size, there), daemon=True).start()
    config = config_at(plan.url, *here.recv())
    home = Home(folder / "home")
    write_config(home, config)
    with closing(open_store(plan.url)) as store:
        point_accounts(store, config)
    workers = start_workers(home, plan.workers, plan.size.mailboxes)
    until_read(plan, workers)
    stop, looks = threading.Event(), defaultdict[str, list[float]](list)
    lines = started_facilitators(plan, config)
    began = time.monotonic()
    threading.Thread(target=listen, args=(plan.url, config, looks["on another screen"], stop), daemon=True).start()
    threading.Thread(target=look, args=(plan.url, looks, stop), daemon=True).start()
    waits = Counter[str]()
    threading.Thread(target=watch_waits, args=(plan.url, waits, stop), daemon=True).start()
    marked = incidents(plan.url, plan, began, fail_over)
    seen = Seen()
    for line in lines:
        seen.add(line.recv())
    stop.set()
    sent, answered = settle(plan.url, here, plan.settle)
    living = [worker for worker in workers if worker.poll() is None]
    for worker in living:
        worker.terminate()
    ended = [ended_by(worker) for worker in living]
    print(f"workers that lived to the end: {len(living)} of {plan.workers}; ended when told: {ended.count(0)}")
    print(f"processor time of the workers {_children_seconds():.0f} s", flush=True)
    print(f"what busy sessions waited for: {waits.most_common(8)}")
    server_time(plan.url)
    table(plan.url, seen, looks, sent, marked, answered, plan.seconds)
    here.send("end")


def started_facilitators(plan: argparse.Namespace, config: Config) -> list[Connection]:
    context = multiprocessing.get_context("spawn")
    lines = []
    for part in range(PROCESSES):
        line, end = context.Pipe()
        mine = range(part, plan.facilitators, PROCESSES)
        context.Process(target=facilitate, args=(plan.url, config, mine, plan, end), daemon=True).start()
        lines.append(line)
    for line in lines:
        line.recv()
    for line in lines:
        line.send("go")
    return lines


def _children_seconds() -> float:
    """Of those that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
