"""`collabtui backup FILE`: a copy of all that is kept, made while others write."""

from pathlib import Path
from typing import NamedTuple

from collabtui.cli.backup.tell import as_json, present_store, tell_kept, tell_progress
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, PlacePath


class BackupArgs(NamedTuple):
    file: PlacePath


def register(parser: Parser) -> None:
    parser.does(back_up, BackupArgs)


def back_up(context: Context, arguments: BackupArgs) -> int:
    """Exit code 1 where the copy is whole and the data in it do not hold."""
    from collabtui.lifecycle.backup.copy_file import write_copy

    with present_store(context) as store:
        made = write_copy(store, context.home, Path(arguments.file), context.clock(), tell_progress(context))
    if context.options.json:
        context.show({"file": str(made.path), **as_json(made.manifest), "faults": len(made.faults), "kept": made.kept})
    rows = sum(made.manifest.counts.values())
    tell_kept(context, made.kept)
    context.say("backup.made", path=made.path, rows=rows, batches=made.manifest.batches)
    context.say("backup.secrets")
    if made.faults:
        context.warn("backup.made_with_faults", n=len(made.faults))
    return 1 if made.faults else 0
