"""`collabtui restore FILE`: a copy takes the place of what is there."""

from pathlib import Path
from typing import NamedTuple

from collabtui.cli.backup.tell import running_worker, server_of, tell_progress, tell_restored
from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser


class RestoreArgs(NamedTuple):
    file: FilePath
    yes: bool = False


def register(parser: Parser) -> None:
    parser.does(restore_copy, RestoreArgs)


def restore_copy(context: Context, arguments: RestoreArgs) -> None:
    from collabtui.lifecycle.backup.restore import restore
    from collabtui.worker.running_holder import nobody_else_works

    running, progress = running_worker(context), tell_progress(context)
    done = restore(
        context.home,
        Path(arguments.file),
        context.clock(),
        running=running,
        yes=arguments.yes,
        server=server_of(context),
        alone=nobody_else_works,
        progress=progress,
    )
    tell_restored(context, done)
