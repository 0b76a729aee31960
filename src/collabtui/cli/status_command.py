"""`collabtui status`: what is due now, how far mail is, and whether a worker runs."""

from typing import TYPE_CHECKING, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.due_rows import due_lines, due_rows
from collabtui.cli.base.grammar import NoArgs, Parser

if TYPE_CHECKING:
    from collabtui.store.queries.rows.today_rows import UnfetchedRow
    from collabtui.store.queries.status import MailStatus


class WorkerStatus(TypedDict):
    """The holder of the worker's lease."""

    holder: str
    until: str
    running: bool
    """False where the lease has run out or its process is gone."""


def register(parser: Parser) -> None:
    parser.does(show_status, NoArgs)


def show_status(context: Context, _: NoArgs) -> None:
    """Writes nothing."""
    from collabtui.lifecycle.due.registry import list_changes, list_due
    from collabtui.store.queries.status import mail_status, unfetched_mails

    acting = context.workspace.as_worker()
    due = due_rows(list_due(acting.store, acting))
    changes = list_changes(acting.store, acting)
    mail, worker = mail_status(context.reader), _worker(context)
    unfetched = unfetched_mails(context.reader, acting.now)
    if context.options.json:
        changed = [{"kind": kind, "ref": ref} for kind, ref in changes]
        context.show({"due": due, "changes": changed, **mail, "unfetched": unfetched, "worker": worker})
        return
    context.say("status.due", n=len(due))
    context.out.lines(due_lines(context, due))
    for kind, ref in changes:
        context.say(f"status.change.{kind}", ref=ref)
    _say_mail(context, mail)
    _say_unfetched(context, unfetched)
    if worker is None:
        context.say("status.no_worker")
    else:
        key = "status.worker" if worker["running"] else "status.worker_gone"
        context.say(key, holder=worker["holder"], until=context.moment(worker["until"]))


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
        fields = {"folder": mail["folder"], "uid": mail["uid"], "why": mail["reason"], "n": mail["tries"]}
        context.say("status.unfetched", **fields, since=since, next=again)


def _worker(context: Context) -> WorkerStatus | None:
    """Who holds the lease, by real time: `--now` is the meetings' clock."""
    from collabtui.store.queries.status import lease
    from collabtui.worker.lease import NAME, is_running
    from collabtui.worker.real_clock import wall_clock

    held = lease(context.reader, NAME)
    if held is None:
        return None
    running = is_running(held["holder"], held["until"], wall_clock())
    return {"holder": held["holder"], "until": held["until"], "running": running}
