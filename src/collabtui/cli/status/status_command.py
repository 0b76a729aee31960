"""`collabtui status`: what is due now, how far mail is, and whether a worker runs."""

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.due_rows import due_lines, due_rows
from collabtui.cli.base.grammar import Parser
from collabtui.cli.status.worker_status import WorkerStatus, worker_status

if TYPE_CHECKING:
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


def show_status(context: Context, arguments: StatusArgs) -> None:
    """Writes nothing."""
    from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
    from collabtui.lifecycle.due.for_facilitator.owed_invitations import owed_invitations
    from collabtui.lifecycle.due.registry import list_changes, list_due
    from collabtui.store.queries.status import mail_status, unfetched_mails
    from collabtui.store.queries.workers.workers_and_queues import mailboxes, oldest_due, worker_leases
    from collabtui.worker.mailbox_trouble import TroubleNote

    acting = context.workspace.as_worker()
    stores = dict.fromkeys((acting.store, context.visible))
    found = past_unreadable(stores, lambda: (list_due(context.visible, acting), list_changes(context.visible, acting)))
    due, changes = due_rows(found.result[0]), found.result[1]
    for row in found.set_aside:
        context.warn("unreadable.record", **row._asdict())
    mail, workers = mail_status(context.reader), [worker_status(row) for row in worker_leases(context.reader)]
    since, boxes = oldest_due(context.reader, acting.now), mailboxes(context.reader)
    if arguments.prometheus:
        from collabtui.cli.status.metrics_text import Measured, metrics

        measured = Measured(acting.now, len(due), mail, since, workers, boxes, _replicas(context))
        context.out.lines(list(metrics(measured)))
        return
    trouble = TroubleNote(context.home).read()
    unfetched, owed = unfetched_mails(context.reader, acting.now), owed_invitations(context.visible, acting)
    if context.options.json:
        changed = [{"kind": kind, "ref": ref} for kind, ref in changes]
        invitations = [one._asdict() for one in owed]
        fleet = {"worker": _chief(workers), "workers": workers, "mailboxes": boxes, "due_since": since}
        replicas = [replica._asdict() for replica in _replicas(context)]
        owing = {"due": due, "changes": changed, "invitations": invitations, "trouble": _trouble_rows(context, trouble)}
        context.show({**owing, **mail, "unfetched": unfetched, **fleet, "replicas": replicas})
        return
    context.say("status.due", n=len(due))
    context.out.lines(due_lines(context, due))
    for kind, ref in changes:
        context.say(f"status.change.{kind}", ref=ref)
    for one in owed:
        key = "status.invite_again.new" if one.new else "status.invite_again.gone"
        context.say(key, ref=one.ref, title=one.title, names=list(one.new or one.gone))
    _say_mail(context, mail)
    for unread in trouble:
        since_when = context.moment(unread.since.isoformat())
        context.say("status.trouble", mailbox=unread.mailbox, since=since_when, why=unread.error)
    if since:
        context.say("status.due_since", since=context.moment(since))
    _say_unfetched(context, unfetched)
    _say_workers(context, workers, boxes)


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
