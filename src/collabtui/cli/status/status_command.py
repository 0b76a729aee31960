"""`collabtui status`: what is due now, how far mail is, and whether a worker runs."""

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.due_rows import DueMailRow, due_lines, due_rows
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.unreadable_errors import warn_of_error
from collabtui.cli.status.worker_status import WorkerStatus, worker_status

if TYPE_CHECKING:
    from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation
    from collabtui.store.postgresql.replicas import Replica
    from collabtui.store.queries.rows.today_rows import UnfetchedRow
    from collabtui.store.queries.status import MailStatus
    from collabtui.store.queries.workers.workers_and_queues import MailboxRow
    from collabtui.worker.mailbox_trouble import MailboxTrouble


class TroubleRow(TypedDict):
    mailbox: str
    since: str
    """Instant of the first failure."""
    why: str


class StatusArgs(NamedTuple):
    prometheus: bool = False


def register(parser: Parser) -> None:
    parser.does(show_status, StatusArgs)


class StatusNow(NamedTuple):
    due: list[DueMailRow]
    changes: "list[tuple[str, str]]"
    """Kind and ref of what the clock is about to change."""
    mail: "MailStatus"
    workers: list[WorkerStatus]
    boxes: "list[MailboxRow]"
    due_since: str | None
    """Instant since which the oldest mail that is due waits."""


class Awaited(NamedTuple):
    """Things that somebody has to look at; no measure of them is taken."""

    owed: "list[OwedInvitation]"
    unfetched: "list[UnfetchedRow]"
    trouble: "list[MailboxTrouble]"


def show_status(context: Context, arguments: StatusArgs) -> None:
    """Writes nothing."""
    now = _status_now(context)
    if arguments.prometheus:
        from collabtui.cli.status.metrics_text import Measured, metrics

        at, replicas = context.workspace.as_worker().now, _replicas(context)
        measured = Measured(at, len(now.due), now.mail, now.due_since, now.workers, now.boxes, replicas)
        context.out.lines(list(metrics(measured)))
    elif context.options.json:
        _show_rows(context, now, _awaited(context))
    else:
        _say_all(context, now, _awaited(context))


def _status_now(context: Context) -> StatusNow:
    from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
    from collabtui.lifecycle.due.registry import list_changes, list_due
    from collabtui.store.queries.status import mail_status
    from collabtui.store.queries.workers.workers_and_queues import mailboxes, oldest_due, worker_leases

    acting, visible, reader = context.workspace.as_worker(), context.visible, context.reader
    stores = dict.fromkeys((acting.store, visible))
    found = past_unreadable(stores, lambda: (list_due(visible, acting), list_changes(visible, acting)))
    for row in found.set_aside:
        warn_of_error(context, row.error())
    return StatusNow(
        due=due_rows(found.result[0]),
        changes=found.result[1],
        mail=mail_status(reader),
        workers=[worker_status(row) for row in worker_leases(reader)],
        boxes=mailboxes(reader),
        due_since=oldest_due(reader, acting.now),
    )


def _awaited(context: Context) -> Awaited:
    from collabtui.lifecycle.due.for_facilitator.owed_invitations import owed_invitations
    from collabtui.store.queries.status import unfetched_mails
    from collabtui.worker.mailbox_trouble import TroubleNote

    acting = context.workspace.as_worker()
    return Awaited(
        owed_invitations(context.visible, acting),
        unfetched_mails(context.reader, acting.now),
        TroubleNote(context.home).read(),
    )


def _show_rows(context: Context, now: StatusNow, awaited: Awaited) -> None:
    context.show(
        {
            "due": now.due,
            "changes": [{"kind": kind, "ref": ref} for kind, ref in now.changes],
            "invitations": [one._asdict() for one in awaited.owed],
            "trouble": _trouble_rows(context, awaited.trouble),
            **now.mail,
            "unfetched": awaited.unfetched,
            "worker": _chief(now.workers),
            "workers": now.workers,
            "mailboxes": now.boxes,
            "due_since": now.due_since,
            "replicas": [replica._asdict() for replica in _replicas(context)],
        }
    )


def _say_all(context: Context, now: StatusNow, awaited: Awaited) -> None:
    context.say("status.due", n=len(now.due))
    context.out.lines(due_lines(context, now.due))
    for kind, ref in now.changes:
        context.say(f"status.change.{kind}", ref=ref)
    for one in awaited.owed:
        key = "status.invite_again.new" if one.new else "status.invite_again.gone"
        context.say(key, ref=one.ref, title=one.title, names=list(one.new or one.gone))
    _say_mail(context, now.mail)
    for unread in awaited.trouble:
        since_when = context.moment(unread.since.isoformat())
        context.say("status.trouble", mailbox=unread.mailbox, since=since_when, why=unread.error)
    if now.due_since:
        context.say("status.due_since", since=context.moment(now.due_since))
    _say_unfetched(context, awaited.unfetched)
    _say_workers(context, now.workers, now.boxes)


def _trouble_rows(context: Context, trouble: "list[MailboxTrouble]") -> list[TroubleRow]:
    return [
        {
            "mailbox": one.mailbox,
            "since": one.since.isoformat(timespec="seconds"),
            "why": context.words(one.error.key, **one.error.values),
        }
        for one in trouble
    ]


def _chief(workers: list[WorkerStatus]) -> WorkerStatus | None:
    """One that runs, where any does."""
    return next((one for one in workers if one["running"]), workers[0] if workers else None)


def _say_workers(context: Context, workers: list[WorkerStatus], boxes: "list[MailboxRow]") -> None:
    for worker in workers:
        key = "status.worker" if worker["running"] else "status.worker_gone"
        context.say(key, holder=worker["holder"], until=context.moment(worker["until"]))
    if not workers:
        context.say("status.no_worker")
    for box in boxes:
        if reader := box["reader"]:
            context.say("status.mailbox", mailbox=box["mailbox"], holder=reader["holder"])
        elif len(workers) > 1:
            context.say("status.mailbox_unread", mailbox=box["mailbox"])
    for replica in _replicas(context):
        context.say("status.replica", name=replica.name, behind=_behind(context, replica))


def _behind(context: Context, replica: "Replica") -> str:
    if replica.behind_bytes is None:
        return context.words("status.behind_unknown")
    seconds = f"{replica.behind_seconds:.1f}" if replica.behind_seconds is not None else "0"
    return context.words("status.behind", bytes=replica.behind_bytes, seconds=seconds)


def _replicas(context: Context) -> "list[Replica]":
    """Of the server on which the database is; none of a file."""
    url, command = context.database_place
    if not url:
        return []
    from collabtui.lifecycle.organisation.organisation_database import replicas_of

    return replicas_of(url, command)


def _say_mail(context: Context, mail: "MailStatus") -> None:
    words = context.words
    states = [f"{words(f'state.{state}')} {n}" for state, n in mail["outbox"].items()]
    context.say("status.outbox", states=states)
    since = mail["waiting_since"]
    key = "status.inbox" if since else "status.inbox_empty"
    context.say(key, n=mail["inbox"]["waiting"], since=context.moment(since) if since else "")
    for name, at in (("read", mail["read_at"]), ("sent", mail["sent_at"])):
        context.say(f"status.{name}" if at else f"status.never_{name}", at=context.moment(at) if at else "")


def _say_unfetched(context: Context, unfetched: "list[UnfetchedRow]") -> None:
    for mail in unfetched:
        since, again = context.moment(mail["since"]), context.moment(mail["next_try"])
        fields = {"folder": mail["folder"], "uid": mail["uid"], "not_read": mail["reason"], "n": mail["tries"]}
        context.say("status.unfetched", **fields, since=since, next=again)
