"""`collabtui action import|export`: what is imported for either is imported once it is asked for."""

from typing import Literal, NamedTuple

from collabtui.cli.action.action_command import ListActionsArgs, filter_of
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser

ExportFormat = Literal["csv", "xlsx", "json", "md", "todo.txt", "taskwarrior", "ics", "org"]


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
    parser.verb("import", import_actions, ImportActionsArgs)
    parser.verb("export", export_actions, ExportActionsArgs)


def import_actions(context: Context, arguments: ImportActionsArgs) -> None:
    from collabtui.cli.action.action_import_command import import_table

    acting = context.acting()
    quiet = acting.quiet() if arguments.no_mail else acting
    import_table(context, quiet, arguments.file, arguments.matter, agreed=arguments.yes)


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
