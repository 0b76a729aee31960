"""`collabtui action export`: actions for spreadsheets and for other programs' lists of tasks."""

from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.cli.base.deliver import deliver
from collabtui.errors import Refused
from collabtui.formats.actions.action_files import FORMAT_OF_ENDING, action_file
from collabtui.store.queries.action_export import exported_actions
from collabtui.store.queries.action_filter import ActionFilter

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ExportedActionRow


def export(
    context: Context, wanted: ActionFilter, format_named: str | None, locale: str | None, out: str | None
) -> None:
    kind = _format(format_named, out)
    rows = exported_actions(context.reader, today=context.today, **wanted)
    deliver(context, written(context, rows, kind, locale), kind, out)


def _format(given: str | None, out: str | None) -> str:
    """What `--format` says, else the file's ending, else CSV. Raises `Refused` where both say something and not the
    same (form.other_ending), and for an ending that is none (form.unknown_ending)."""
    ending = FORMAT_OF_ENDING.get(Path(out).suffix.lower()) if out else "csv"
    if given and out and ending not in (None, given) and (given, ending) != ("taskwarrior", "json"):
        raise Refused("form.other_ending", path=out, format=given)
    if not given and ending is None:
        raise Refused("form.unknown_ending", path=out, formats=sorted({*FORMAT_OF_ENDING.values(), "taskwarrior"}))
    return given or ending or "csv"


def written(context: Context, rows: "list[ExportedActionRow]", kind: str, locale: str | None) -> bytes:
    if kind == "json":
        from collabtui.cli.base.output import as_json

        return (as_json(rows) + "\n").encode()
    from collabtui.text.catalogue import Catalogue

    return action_file(rows, kind, Catalogue(locale) if locale else context.words, context.zone)
