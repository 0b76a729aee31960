"""`collabtui status --prometheus`: the text format of Prometheus (version 0.0.4), for node_exporter's textfile folder
or whatever runs the command."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collabtui.cli.status.worker_status import WorkerStatus
    from collabtui.store.postgresql.replicas import Replica
    from collabtui.store.queries.status import MailStatus
    from collabtui.store.queries.workers.workers_and_queues import MailboxRow

_Sample = tuple[Mapping[str, str], float]


class Measured(NamedTuple):
    """All that is said of a database at one instant."""

    now: datetime
    due: int
    mail: "MailStatus"
    oldest_due: str | None
    workers: "list[WorkerStatus]"
    mailboxes: "list[MailboxRow]"
    replicas: "list[Replica]"


def metrics(measured: Measured) -> Iterable[str]:
    """The lines, without their ends."""
    mail, now = measured.mail, measured.now
    states = [({"state": state}, float(number)) for state, number in mail["outbox"].items()]
    yield from _metric("outbox_mails", "Mails of the outbox by state.", states)
    waits = _age(measured.oldest_due, now) or 0.0
    yield from _metric(
        "outbox_oldest_due_seconds", "How long the oldest mail that may leave has waited.", [({}, waits)]
    )
    yield from _metric("inbox_waiting_mails", "Mails that wait for a person.", [({}, float(mail["inbox"]["waiting"]))])
    waits = _age(mail["waiting_since"], now) or 0.0
    yield from _metric("inbox_oldest_waiting_seconds", "How long the oldest of them has waited.", [({}, waits)])
    yield from _metric("due_duties", "Duties of the clock that are due.", [({}, float(measured.due))])
    up = [({"worker": one["holder"]}, float(one["running"])) for one in measured.workers]
    yield from _metric("worker_up", "Whether a worker that took a lease works.", up)
    boxes = measured.mailboxes
    read = [({"mailbox": one["mailbox"]}, age) for one in boxes if (age := _age(one["read_at"], now)) is not None]
    yield from _metric("mailbox_read_seconds", "Since a pass that found mail reached its end.", read)
    held = [({"mailbox": one["mailbox"]}, float(one["reader"] is not None)) for one in boxes]
    yield from _metric("mailbox_has_reader", "Whether a worker holds the mailbox.", held)
    unfetched = [({"mailbox": one["mailbox"]}, float(one["unfetched"])) for one in boxes]
    yield from _metric("mailbox_unfetched_mails", "Mails that the server does not hand out.", unfetched)
    bytes_behind = [
        ({"replica": one.name}, float(one.behind_bytes)) for one in measured.replicas if one.behind_bytes is not None
    ]
    yield from _metric("replica_behind_bytes", "Log that a replica has not replayed.", bytes_behind)


def _metric(name: str, says: str, samples: Iterable[_Sample]) -> Iterable[str]:
    yield f"# HELP collabtui_{name} {says}"
    yield f"# TYPE collabtui_{name} gauge"
    for labels, value in samples:
        named = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"collabtui_{name}{'{' + named + '}' if named else ''} {value:g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _age(instant: str | None, now: datetime) -> float | None:
    return max(0.0, (now - datetime.fromisoformat(instant)).total_seconds()) if instant else None
