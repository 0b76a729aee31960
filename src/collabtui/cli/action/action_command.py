"""`collabtui action`."""

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser
from collabtui.cli.base.send_queued import send_part_mails
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.action_status import Status
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.store.queries.action_filter import ActionFilter

ExportFormat = Literal["csv", "xlsx", "json", "md", "todo.txt", "taskwarrior", "ics", "org"]
MARKS: dict[str, str] = {"not-started": " ", "in-progress": "·", "blocked": "▌", "done": "✓", "cancelled": "×"}


class ListActionsArgs(NamedTuple):
    open: bool = False
    overdue: bool = False
    owner: str | None = None
    department: str | None = None
    matter: str | None = None
    due_before: str | None = None
    search: str | None = None


class OneActionArgs(NamedTuple):
    ref: str


class AddActionArgs(NamedTuple):
    title: str
    owner: str = ""
    due: str = ""
    deliverable: str = ""
    matter: str = ""
    collaborator: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    no_mail: bool = False


class UpdateActionArgs(NamedTuple):
    ref: str
    status: Status | None = None
    percent: int | None = None
    note: str | None = None
    due: str | None = None
    reason: str | None = None
    no_mail: bool = False


class ImportActionsArgs(NamedTuple):
    file: FilePath
    matter: str = ""
    yes: bool = False
    no_mail: bool = False


class ExportActionsArgs(NamedTuple):
    open: bool = False
    overdue: bool = False
    owner: str | None = None
    department: str | None = None
    matter: str | None = None
    due_before: str | None = None
    search: str | None = None
    format: ExportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: FilePath | None = None


def register(parser: Parser) -> None:
    parser.verb("list", list_actions, ListActionsArgs)
    parser.verb("show", show_action, OneActionArgs)
    parser.verb("history", show_history, OneActionArgs)
    parser.verb("add", add_action, AddActionArgs)
    parser.verb("update", update_action, UpdateActionArgs)
    parser.verb("import", import_actions, ImportActionsArgs)
    parser.verb("export", export_actions, ExportActionsArgs)


def filter_of(context: Context, arguments: ListActionsArgs | ExportActionsArgs) -> "ActionFilter":
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


def import_actions(context: Context, arguments: ImportActionsArgs) -> None:
    from collabtui.cli.action.action_import_command import import_table

    acting = _acting(context, arguments)
    import_table(context, acting, arguments.file, arguments.matter, agreed=arguments.yes)


def export_actions(context: Context, arguments: ExportActionsArgs) -> None:
    from collabtui.cli.action.action_export_command import export

    export(context, filter_of(context, arguments), arguments.format, arguments.locale, arguments.out)


def show_action(context: Context, arguments: OneActionArgs) -> None:
    from collabtui.store.queries.actions import action

    found = action(context.reader, arguments.ref, today=context.today)
    if context.options.json:
        context.show(found)
        return
    owner = found["owner"]
    shown = {
        **found,
        "owner": " ".join(filter(None, (owner["name"], owner["department"], owner["email"]))) if owner else "",
        "collaborators": ", ".join(found["collaborators"]),
        "depends_on": " ".join(found["depends_on"]),
        "status": context.words(f"status.{found['status']}"),
        "percent": f"{found['percent']} %",
        "updated_at": context.moment(found["updated_at"]),
    }
    lines = (
        (context.words(f"action.field.{name}"), value) for name, value in shown.items() if value and name != "overdue"
    )
    context.out.lines(table(lines))


def show_history(context: Context, arguments: OneActionArgs) -> None:
    from collabtui.cli.trail_command import show_trail

    show_trail(context, arguments.ref)


def add_action(context: Context, arguments: AddActionArgs) -> None:
    from collabtui.domain.meetings.draft import ActionDraft
    from collabtui.lifecycle.actions import edit_actions

    draft = ActionDraft(
        title=arguments.title,
        owner=arguments.owner,
        collaborators=arguments.collaborator,
        due=day_of(context, arguments.due) if arguments.due else None,
        deliverable=arguments.deliverable,
        depends_on=arguments.depends_on,
    )
    added = edit_actions.add_action(_acting(context, arguments), draft, arguments.matter)
    _done(context, added.ref, "action.added", title=added.title)


def update_action(context: Context, arguments: UpdateActionArgs) -> None:
    from collabtui.domain.mail.reply import Request, Update
    from collabtui.lifecycle.actions import edit_actions

    _refuse_contradictions(arguments)
    status = arguments.status or ("done" if arguments.percent == 100 else "in-progress" if arguments.percent else None)
    note = arguments.reason if arguments.reason and not arguments.due else arguments.note
    acting = _acting(context, arguments)
    update = Update(ref=arguments.ref, status=status, percent=arguments.percent, note=note)
    if arguments.due:
        asked = Request(ref=arguments.ref, ask="postpone", due=day_of(context, arguments.due), reason=arguments.reason)
        edit_actions.postpone_and_update(acting, arguments.ref, asked, update)
    else:
        edit_actions.update_action(acting, arguments.ref, update)
    _done(context, arguments.ref.upper(), "action.updated", title="")


def _refuse_contradictions(arguments: UpdateActionArgs) -> None:
    percent = arguments.percent
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("action.bad_percent", value=percent)
    if arguments.status == "done" and percent not in (None, 100):
        raise Refused("action.done_is_100", value=percent)
    given = (arguments.status, percent, arguments.due, arguments.note, arguments.reason)
    if all(one is None for one in given):
        raise Refused("action.nothing_given", ref=arguments.ref.upper())


def _done(context: Context, ref: str, key: str, **values: str) -> None:
    if context.options.json:
        from collabtui.store.queries.actions import action

        context.show(action(context.reader, ref, today=context.today))
    else:
        context.say(key, ref=ref, **values)
    send_part_mails(context)


def _acting(context: Context, arguments: AddActionArgs | UpdateActionArgs | ImportActionsArgs) -> "Acting":
    """With `--no-mail` nobody hears by mail which part he has in it."""
    acting = context.acting()
    return acting.quiet() if arguments.no_mail else acting


def day_of(context: Context, text: str) -> date:
    """ISO, or words such as `friday`, `下周三`."""
    from collabtui.language.dates.reading import read_day

    try:
        return date.fromisoformat(text)
    except ValueError:
        read = read_day(text, locale=context.words.locale, written=context.today)
    if read is None or read.day is None:
        raise Refused("cli.bad_day", value=text)
    return read.day
