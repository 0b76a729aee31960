"""`collabtui action`."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser
from collabtui.cli.table import table, terminal_width
from collabtui.errors import Refused

MARKS = {"not-started": " ", "in-progress": "·", "blocked": "▌", "done": "✓", "cancelled": "×"}


def register(parser: Parser) -> None:
    listing = parser.verb("list", list_actions)
    for name in ("--open", "--overdue"):
        listing.takes(name, action="store_true")
    for name in ("--owner", "--department", "--matter", "--due-before", "--search"):
        listing.takes(name)
    parser.verb("show", show_action).takes("ref")
    parser.verb("history", show_history).takes("ref")
    adding = parser.verb("add", add_action)
    adding.takes("title")
    for name in ("--owner", "--due", "--deliverable", "--matter"):
        adding.takes(name, default="")
    for name in ("--collaborator", "--depends-on"):
        adding.takes(name, action="append", default=[])
    changing = parser.verb("update", update_action)
    changing.takes("ref")
    changing.takes("--status", choices=tuple(MARKS))
    changing.takes("--percent", type=int)
    for name in ("--note", "--due", "--reason"):
        changing.takes(name)


def list_actions(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.store.views.actions import actions

    wanted = {
        "open_only": arguments.open,
        "overdue": arguments.overdue,
        "owner": arguments.owner,
        "department": arguments.department,
        "matter": arguments.matter,
        "due_before": day_of(context, arguments.due_before) if arguments.due_before else None,
        "search": arguments.search,
    }
    rows = actions(context.reader, today=context.today, **{name: value for name, value in wanted.items() if value})
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("action.none")
    else:
        for line in table(map(_row(context), rows), width=terminal_width(context.out)):
            context.line(line)


def _row(context: Context) -> Any:
    def row(action: dict[str, Any]) -> Sequence[object]:
        late = "▲" if action["overdue"] else MARKS[action["status"]]
        owner = action["owner"]["name"] if action["owner"] else context.words("action.nobody")
        return (action["ref"], late, action["due"] or "-", f"{action['percent']:>3}%", owner, action["title"])

    return row


def show_action(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.store.views.actions import action

    found = action(context.reader, arguments.ref, today=context.today)
    if context.options.json:
        context.show(found)
        return
    owner = found["owner"] or {}
    shown = {
        **found,
        "owner": " ".join(filter(None, (owner.get("name"), owner.get("department"), owner.get("email")))),
        "collaborators": ", ".join(one["name"] for one in found["collaborators"]),
        "depends_on": " ".join(found["depends_on"]),
        "status": context.words(f"status.{found['status']}"),
        "percent": f"{found['percent']} %",
    }
    lines = (
        (context.words(f"action.field.{name}"), value) for name, value in shown.items() if value and name != "overdue"
    )
    for line in table(lines):
        context.line(line)


def show_history(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.cli.trail import show_trail

    show_trail(context, arguments.ref)


def add_action(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.domain.draft import ActionDraft
    from collabtui.lifecycle import actions

    draft = ActionDraft(
        title=arguments.title,
        owner=arguments.owner,
        collaborators=tuple(arguments.collaborator),
        due=day_of(context, arguments.due) if arguments.due else None,
        deliverable=arguments.deliverable,
        depends_on=tuple(arguments.depends_on),
    )
    added = actions.add_action(context.desk(), draft, arguments.matter)
    _done(context, added.ref, "action.added", title=added.title)


def update_action(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.domain.reply import Request, Update
    from collabtui.lifecycle import actions

    if arguments.percent is not None and not 0 <= arguments.percent <= 100:
        raise Refused("action.bad_percent", value=arguments.percent)
    if arguments.due:
        asked = Request(ref=arguments.ref, ask="postpone", due=day_of(context, arguments.due), reason=arguments.reason)
        actions.postpone(context.desk(), arguments.ref, asked)
    status = arguments.status or ("done" if arguments.percent == 100 else "in-progress" if arguments.percent else None)
    note = arguments.reason if arguments.reason and not arguments.due else arguments.note
    if status or arguments.percent is not None or note:
        update = Update(ref=arguments.ref, status=status, percent=arguments.percent, note=note)
        actions.update_action(context.desk(), arguments.ref, update)
    _done(context, arguments.ref.upper(), "action.updated", title="")


def _done(context: Context, ref: str, key: str, **values: str) -> None:
    if context.options.json:
        from collabtui.store.views.actions import action

        context.show(action(context.reader, ref, today=context.today))
    else:
        context.say(key, ref=ref, **values)


def day_of(context: Context, text: str) -> date:
    """ISO, or words such as `friday`, `下周三`."""
    from collabtui.language.dates import read_day

    try:
        return date.fromisoformat(text)
    except ValueError:
        read = read_day(text, locale=context.words.locale, written=context.today)
    if read is None or read.day is None:
        raise Refused("cli.bad_day", value=text)
    return read.day
