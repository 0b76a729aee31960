"""`collabtui move --to postgresql://…|FILE`: everything from the file to a server, or back."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Option, Parser, PlacePath

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection


class MoveAllArgs(NamedTuple):
    to: Option[PlacePath]


def register(parser: Parser) -> None:
    parser.does(move_all, MoveAllArgs)


def move_all(context: Context, arguments: MoveAllArgs) -> None:
    """The configuration stays as it is: what has to stand in it is told."""
    from collabtui.lifecycle.organisation.move import is_server, move, source_at, target_at

    url, command = context.database_place
    to = arguments.to if is_server(arguments.to) else str(Path(arguments.to).absolute())

    def report(name: str) -> None:
        if context.err.terminal:
            context.warn("move.doing", name=name)
            context.err.flush()

    with closing(source_at(context.home.database, url, command)) as source:
        _refuse_beside_workers(source.connection)
        with closing(target_at(to, command)) as target:
            done = move(source, target, report)
    if context.options.json:
        context.show(done._asdict())
    context.say("move.done", place=done.place, n=done.rows, tables=done.tables)
    config = str(context.home.config_path)
    if is_server(to):
        context.say("move.now_url", path=config, place=done.place)
    else:
        context.say("move.now_file", path=config, place=done.place, database=str(context.home.database))


def _refuse_beside_workers(connection: "Connection") -> None:
    """Raises `Refused` (worker.busy: holder). What a mail server says of the mail in hand could not be noted any more,
    and whoever works on what was moved would send it again."""
    from collabtui.store.records.lease_rows import all_held
    from collabtui.worker.lease import refuse_beside_workers
    from collabtui.worker.real_clock import wall_clock

    refuse_beside_workers(all_held(connection), wall_clock)
