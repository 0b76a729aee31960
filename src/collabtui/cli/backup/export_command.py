"""`collabtui export DIR`: everything as plain files that need no collabtui."""

from pathlib import Path
from typing import NamedTuple

from collabtui.cli.backup.tell import as_json, present_store, tell_kept, tell_progress
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, PlacePath


class ExportArgs(NamedTuple):
    dir: PlacePath


def register(parser: Parser) -> None:
    parser.does(export_all, ExportArgs)


def export_all(context: Context, arguments: ExportArgs) -> int:
    """Exit code 1 where the export is whole and the data in it do not hold."""
    from collabtui.lifecycle.backup.export_folder import export_folder

    now, folder = context.clock(), Path(arguments.dir)
    readme = context.words("export.readme", at=f"{now:%Y-%m-%d %H:%M%z}")
    with present_store(context) as store:
        manifest, faults, kept = export_folder(store, context.home, folder, now, readme, tell_progress(context))
    if context.options.json:
        context.show({"dir": str(folder), **as_json(manifest), "faults": len(faults), "kept": kept})
    tell_kept(context, kept)
    context.say("export.made", path=folder, rows=sum(manifest.counts.values()), files=len(manifest.files))
    context.say("backup.secrets")
    if faults:
        context.warn("backup.made_with_faults", n=len(faults))
    return 1 if faults else 0
