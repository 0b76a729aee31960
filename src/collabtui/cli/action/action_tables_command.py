"""`collabtui action import|columns|forget-column|export`: what one of them needs is imported once it is asked for."""

from typing import Literal, NamedTuple

from collabtui.cli.action.action_command import ListActionsArgs, filter_of
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, NoArgs, OutputPath, Parser
from collabtui.domain.action_status import STATUSES

ExportFormat = Literal["csv", "xlsx", "json", "md", "todo.txt", "taskwarrior", "ics", "org"]


class ImportActionsArgs(NamedTuple):
    file: FilePath
    matter: str = ""
    column: tuple[str, ...] = ()
    sheet: str = ""
    yes: bool = False
    dry_run: bool = False
    no_mail: bool = False


class ForgetColumnArgs(NamedTuple):
    name: str


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
    out: OutputPath | None = None


def register(parser: Parser) -> None:
    parser.verb("import", import_actions, ImportActionsArgs)
    parser.verb("columns", list_columns, NoArgs)
    parser.verb("forget-column", forget, ForgetColumnArgs)
    parser.verb("export", export_actions, ExportActionsArgs)


def import_actions(context: Context, arguments: ImportActionsArgs) -> None:
    from collabtui.cli.action.action_import_command import Answer, ImportedFile, import_table

    acting = context.acting()
    quiet = acting.quiet() if arguments.no_mail else acting
    answer: Answer = "no" if arguments.dry_run else "yes" if arguments.yes else "ask"
    file = ImportedFile(arguments.file, arguments.sheet)
    import_table(context, quiet, file, arguments.matter, arguments.column, answer)


def list_columns(context: Context, _: NoArgs) -> None:
    """List the remembered columns of tables, each with who said what it is."""
    from collabtui.cli.base.text_table import table, terminal_width
    from collabtui.lifecycle.actions.importing.column_meanings import column_meanings

    kept = column_meanings(context.workspace.store)
    if context.options.json:
        context.show([one.model_dump(mode="json", include={"ref", "name", "field", "at", "by"}) for one in kept])
        return
    if not kept:
        context.say("column.none")
    rows = [(one.ref, one.name, _meaning(context, one.name, one.field), one.by) for one in kept]
    context.out.lines(table(rows, width=terminal_width(context.out)))


def _meaning(context: Context, name: str, field: str) -> str:
    from collabtui.formats.actions.column_values import PERSON
    from collabtui.formats.actions.heading_fields import NOTHING
    from collabtui.formats.tables.numbered_days import ORDER

    if name.startswith(PERSON):
        return context.words("column.nobody") if field == NOTHING else field
    if name.endswith(ORDER):
        return context.words(f"column.order.{field}")
    return context.words(f"status.{field}" if field in STATUSES else f"column.field.{field}")


def forget(context: Context, arguments: ForgetColumnArgs) -> None:
    """By name or ref."""
    from collabtui.lifecycle.actions.importing.column_meanings import forget_column

    context.say("column.forgotten", name=forget_column(context.acting(), arguments.name).name)


def export_actions(context: Context, arguments: ExportActionsArgs) -> None:
    from collabtui.cli.action.action_export_command import export

    chosen = ListActionsArgs(
        open=arguments.open,
        overdue=arguments.overdue,
        owner=arguments.owner,
        department=arguments.department,
        matter=arguments.matter,
        due_before=arguments.due_before,
        search=arguments.search,
    )
    export(context, filter_of(context, chosen), arguments.format, arguments.locale, arguments.out)
