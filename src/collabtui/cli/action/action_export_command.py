"""`collabtui action export`: actions for spreadsheets and for other programs' lists of tasks."""

from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.cli.base.deliver import deliver
from collabtui.errors import Refused
from collabtui.store.queries.action_export import exported_actions
from collabtui.store.queries.action_filter import ActionFilter

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ExportedActionRow

_ENDINGS = {
    ".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".md": "md", ".txt": "todo.txt", ".ics": "ics", ".org": "org",
}  # fmt: skip


def export(
    context: Context, wanted: ActionFilter, format_named: str | None, locale: str | None, out: str | None
) -> None:
    kind = _format(format_named, out)
    rows = exported_actions(context.reader, today=context.today, **wanted)
    deliver(context, written(context, rows, kind, locale), kind, out)


def _format(given: str | None, out: str | None) -> str:
    """What `--format` says, else the file's ending, else CSV. Raises `Refused` where both say something and not the
    same (form.other_ending), and for an ending that is none (form.unknown_ending)."""
    ending = _ENDINGS.get(Path(out).suffix.lower()) if out else "csv"
    if given and out and ending not in (None, given) and (given, ending) != ("taskwarrior", "json"):
        raise Refused("form.other_ending", path=out, format=given)
    if not given and ending is None:
        raise Refused("form.unknown_ending", path=out, formats=sorted({*_ENDINGS.values(), "taskwarrior"}))
    return given or ending or "csv"


def written(context: Context, rows: "list[ExportedActionRow]", kind: str, locale: str | None) -> bytes:
    match kind:
        case "json":
            from collabtui.cli.base.output import as_json

            return (as_json(rows) + "\n").encode()
        case "todo.txt":
            from collabtui.formats.actions.todo_txt import write_todo_txt

            return write_todo_txt(rows, context.zone).encode()
        case "taskwarrior":
            from collabtui.formats.actions.taskwarrior import write_taskwarrior

            return write_taskwarrior(rows, context.zone).encode()
        case "org":
            from collabtui.formats.actions.org import write_org

            return write_org(rows, context.zone).encode()
        case "ics":
            from collabtui.formats.actions.vtodo import write_vtodo

            return write_vtodo(rows)
    return _as_table(context, rows, kind, locale)


def _as_table(context: Context, rows: "list[ExportedActionRow]", kind: str, locale: str | None) -> bytes:
    from collabtui.formats.actions.action_table import action_table
    from collabtui.formats.documents.document import Document
    from collabtui.text.catalogue import Catalogue

    words = Catalogue(locale) if locale else context.words
    table, title = action_table(rows, words), words("form.label.action_items")
    if kind == "xlsx":
        from collabtui.formats.tables.table_xlsx import write_xlsx

        return write_xlsx(table, title)
    if kind == "md":
        from collabtui.formats.documents.document_markdown import write_markdown

        return write_markdown(Document(title, words.locale, (table,))).encode()
    from collabtui.formats.tables.table_csv import write_csv

    return write_csv(table)
