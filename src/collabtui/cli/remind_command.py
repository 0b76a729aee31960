"""`collabtui remind`: what is due to be reminded or escalated now."""

from typing import Any, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width


class RemindArgs(NamedTuple):
    dry_run: bool = False


def register(parser: Parser) -> None:
    parser.does(remind_now, RemindArgs)


def remind_now(context: Context, arguments: RemindArgs) -> None:
    from collabtui.lifecycle.due.departments_due import chase_departments, due_chases
    from collabtui.lifecycle.due.progress import ask_for_progress, progress_owed
    from collabtui.lifecycle.due.remind import due_digests, remind

    digests = due_digests(context.workspace.store, context.workspace.as_worker())
    rows: list[dict[str, Any]] = [
        {
            "kind": owed.kind,
            "to": {"name": digest.person.name, "email": digest.person.email},
            "ref": owed.action.ref,
            "title": owed.action.title,
            "due": owed.action.due,
            "days": owed.days,
        }
        for digest in digests
        for owed in digest.owed
    ]
    chases = due_chases(context.workspace.store, context.workspace.as_worker())
    rows += [
        {
            "kind": one.kind,
            "to": {"name": one.message.person.name, "email": one.message.person.email},
            "ref": one.ref,
            "title": f"{one.department}: {one.title}",
            "due": one.due.date(),
            "days": (one.due.date() - context.today).days,
        }
        for one in chases
    ]
    rows += [
        {
            "kind": "progress",
            "to": {"name": ask.message.person.name, "email": ask.message.person.email},
            "ref": action.ref,
            "title": action.title,
            "due": ask.day,
            "days": 0,
        }
        for ask in progress_owed(context.workspace.store, context.workspace.as_worker())
        for action in ask.actions
    ]
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("remind.none")
    else:
        shown = (
            (context.words(f"remind.{row['kind']}"), row["to"]["name"], row["due"], row["ref"], row["title"])
            for row in rows
        )
        context.out.lines(table(shown, width=terminal_width(context.out)))
    if not arguments.dry_run and rows:
        remind(context.workspace.as_worker())
        chase_departments(context.workspace.as_worker())
        ask_for_progress(context.workspace.as_worker())
        send_queued(context)
