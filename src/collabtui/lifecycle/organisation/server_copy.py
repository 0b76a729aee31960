"""Copies of an organisation's database that need no server: one state of it as a file, and a file that becomes one."""

from contextlib import closing
from pathlib import Path

from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.organisation.move import Progress, move, target_at
from collabtui.lifecycle.organisation.organisation_database import password_of, refuse_without_driver
from collabtui.store.moving.file_ends import CopiedFileSource, FileTarget, make_part_again
from collabtui.store.moving.move_ends import MoveSource
from collabtui.store.sqlite.database_files import files_of


class ServerCopy:
    """`interface.CopySource`: every row, number and token is as it is there; others write on meanwhile."""

    def __init__(self, url: str, password_command: str) -> None:
        self._url, self._command = url, password_command

    def backup(self, path: str) -> None:
        """A file of SQLite, verified table by table: one that is there and is the same stays, and of one that is older
        the rows that still stand. Raises what opening the database raises."""
        refuse_without_driver()
        from collabtui.store.moving.server_ends import ServerSnapshot

        with closing(ServerSnapshot(self._url, password_of(self._command))) as source:
            try:
                _fetch(source, path)
            except Refused as error:
                if error.key != "move.there":
                    raise
                _leave_what_stands(Path(path))
                _fetch(source, path)


def _leave_what_stands(path: Path) -> None:
    try:
        make_part_again(path)
    except CollabError:  # nothing of ours, or torn: all is fetched
        for older in files_of(path):
            older.unlink(missing_ok=True)


def _fetch(source: MoveSource, path: str) -> None:
    with closing(FileTarget(Path(path))) as target:
        move(source, target)


def put_on_server(staged: Path, url: str, password_command: str, progress: Progress = lambda _: None) -> str:
    """Into a database that is empty, or was filled from the same copy before; its place, without a password. Raises
    `Refused` (move.there: path)."""
    with closing(CopiedFileSource(staged)) as source, closing(target_at(url, password_command)) as target:
        return move(source, target, progress).place
