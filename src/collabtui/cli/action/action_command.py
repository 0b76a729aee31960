"""`collabtui action list|show|history`: actions, by a filter line, one with all that hangs on it, and what became of
it."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.text_table import table, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collabtui.store.queries.action_filter import ActionFilter

MARKS: dict[str, str] = {"not-started": " ", "in-progress": "·", "blocked": "▌", "done": "✓", "cancelled": "×"}

CHECK_MARKS: dict[bool | None, str] = {None: "○", True: "✓", False: "✗"}
"""Before a line of the list that a deliverable is accepted by: not looked at yet, in order, or not."""


class ListActionsArgs(NamedTuple):
    open: bool = False
    overdue: bool = False
    owner: str | None = None
    department: str | None = None
    matter: str | None = None
    due_before: str | None = None
    search: str | None = None
    filter: str | None = None


class OneActionArgs(NamedTuple):
    ref: str


def register(parser: Parser) -> None:
    parser.verb("list", list_actions, ListActionsArgs)
    parser.verb("show", show_action, OneActionArgs)
    parser.verb("history", show_history, OneActionArgs)
    parser.verbs_in("collabtui.cli.action.edit_action_command", "add", "update")
    parser.verbs_in("collabtui.cli.action.check_command", "check")
    parser.verbs_in("collabtui.cli.action.why_command", "why")
    parser.verbs_in("collabtui.cli.action.answer_command", "answer")
    parser.verbs_in("collabtui.cli.action.action_tables_command", "import", "columns", "forget-column", "export")


def filter_of(context: Context, arguments: ListActionsArgs) -> "ActionFilter":
    """Only what is given limits the list."""
    texts = {
        "owner": arguments.owner,
        "department": arguments.department,
        "matter": arguments.matter,
        "search": arguments.search,
    }
    wanted = cast("ActionFilter", {name: text for name, text in texts.items() if text})
    if arguments.open:
        wanted["open_only"] = True
    if arguments.overdue:
        wanted["overdue"] = True
    if arguments.due_before:
        wanted["due_before"] = day_of(context, arguments.due_before)
    return wanted


def list_actions(context: Context, arguments: ListActionsArgs) -> None:
    from collabtui.store.queries.actions import action_lines, actions

    given = filter_of(context, arguments)
    if arguments.filter is not None:
        given = _filter_line(context, arguments.filter) | given
    if context.options.json:
        context.show(actions(context.reader, today=context.today, **given))
        return
    found = action_lines(context.reader, today=context.today, **given)
    rows = (
        (
            ref,
            "▲" if overdue else MARKS[status],
            due or "-",
            f"{percent:>3}%",
            owner or context.words("action.nobody"),
            title,
        )
        for ref, status, overdue, due, percent, owner, title in found
    )
    lines = table(rows, width=terminal_width(context.out))
    context.out.lines(lines)
    if not lines:
        context.say("action.none")


def _filter_line(context: Context, line: str) -> "ActionFilter":
    """Raises what of the line means nothing."""
    from collabtui.language.filter.filter_line import read_filter
    from collabtui.lifecycle.actions.filtered_actions import around, conditions_of

    me = context.acting_name or context.own("email") or ""
    wanted = read_filter(line, around(context.reader, context.today, context.words.locale, me))
    if wanted.problem:
        raise wanted.problem
    return conditions_of(wanted)


def show_action(context: Context, arguments: OneActionArgs) -> None:
    from collabtui.cli.base.resource_line import resource_line
    from collabtui.domain.action import Action
    from collabtui.lifecycle.attachments.handed_in_files import files_of_action
    from collabtui.store.queries.actions import action, note_of, supports_of
    from collabtui.store.queries.departments import resources

    found = action(context.reader, arguments.ref, today=context.today)
    needed = resources(context.reader, action=found["ref"])
    files = files_of_action(context.workspace.store, found["ref"])
    note, supports = note_of(context.reader, arguments.ref), supports_of(context.reader, arguments.ref)
    checks = context.workspace.store.get(Action, found["ref"]).checks
    if context.options.json:
        handed_in = [{"mail": one.mail, "names": list(one.names)} for one in files]
        listed = [one.model_dump(mode="json") for one in checks]
        context.show({**found, "note": note, "checks": listed, "resources": needed, "files": handed_in})
        return
    owner = found["owner"]
    shown = {
        **found,
        "owner": " ".join(filter(None, (owner["name"], owner["department"], owner["email"]))) if owner else "",
        "collaborators": ", ".join(
            f"{name} ({support})" if support else name
            for name, support in zip(found["collaborators"], supports, strict=True)
            if support or name not in found["doers"]
        ),
        "doers": ", ".join(found["doers"]),
        "depends_on": " ".join(_awaited(context, found["depends_on"])),
        "status": context.words(f"status.{found['status']}"),
        "percent": f"{found['percent']} %",
        "resources": "; ".join(resource_line(context, one) for one in needed),
        "note": note,
        "checks": "; ".join(CHECK_MARKS[one.ok] + " " + one.text for one in checks),
        "files": ", ".join(f"{name} ({one.mail})" for one in files for name in one.names),
        "updated_at": context.moment(found["updated_at"]),
    }
    lines = (
        (context.words(f"action.field.{name}"), value) for name, value in shown.items() if value and name != "overdue"
    )
    context.out.lines(table(lines))


def _awaited(context: Context, refs: "Iterable[str]") -> list[str]:
    """Those of the actions that are to be done first; a cancelled one is waited for no more."""
    from collabtui.store.queries.actions import action

    return [ref for ref in refs if action(context.reader, ref, today=context.today)["status"] != "cancelled"]


def show_history(context: Context, arguments: OneActionArgs) -> None:
    from collabtui.cli.trail_command import show_trail

    show_trail(context, arguments.ref)


def day_of(context: Context, text: str) -> date:
    """ISO, or words such as `friday`, `下周三`."""
    from collabtui.language.dates.find_days import typed_day

    return typed_day(text, locale=context.words.locale, written=context.today)
