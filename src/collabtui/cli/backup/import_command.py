"""`collabtui import DIR`: an export becomes a home again."""

from pathlib import Path
from typing import NamedTuple

from collabtui.cli.backup.tell import running_worker, server_of, tell_progress, tell_restored
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser


class ImportArgs(NamedTuple):
    dir: FilePath
    yes: bool = False


def register(parser: Parser) -> None:
    parser.does(import_all, ImportArgs)


def import_all(context: Context, arguments: ImportArgs) -> None:
    from collabtui.lifecycle.backup.import_folder import import_folder
    from collabtui.worker.running_holder import nobody_else_works

    running, progress = running_worker(context), tell_progress(context)
    done = import_folder(
        context.home,
        Path(arguments.dir),
        context.clock(),
        running=running,
        yes=arguments.yes,
        server=server_of(context),
        alone=nobody_else_works,
        progress=progress,
    )
    tell_restored(context, done)
