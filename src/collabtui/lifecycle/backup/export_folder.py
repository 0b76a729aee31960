"""Everything as plain files that need no collabtui: a folder that appears whole or not at all.

What an export that was killed has written and is still right is not written again.

README.md            what is what, for people
tables/action.jsonl  a table a file, a row a line of JSON
mail/incoming/1.eml  each mail as it was sent or came in, by the number of its row
home/config.toml     what the user wrote
MANIFEST.json        SHA-256 and size of each file, rows of each table
"""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.home import Home
from collabtui.lifecycle.backup.copy_manifest import NAME, CopiedFile, CopyManifest, Progress, of_file
from collabtui.lifecycle.backup.copy_progress import CheckedState, checked_state
from collabtui.lifecycle.backup.home_files import home_files
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import CopySource
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite.connection import SqliteConnection
from collabtui.store.sqlite.migrations import done
from collabtui.system.atomic_folder import Filling, whole_folder

HOME, TABLES, MAIL, README = "home", "tables", "mail", "README.md"
RAW = {"outgoing_raw": f"{MAIL}/outgoing", "incoming_raw": f"{MAIL}/incoming"}
"""Tables of which each row is a file."""


class Exported(NamedTuple):
    manifest: CopyManifest
    faults: tuple[DataFault, ...]
    """What `doctor --check` says of what was exported."""
    kept: int | None
    """Bytes of an export that was killed which were still right; None where there was none."""


def export_folder(
    store: CopySource, home: Home, folder: Path, now: datetime, readme: str, progress: Progress = lambda _: None
) -> Exported:
    """Raises what `whole_folder` raises."""
    with whole_folder(folder) as filling:
        state = checked_state(store, filling, ".collabtui.db", progress)
        progress("write")
        with closing(open_reader(state.database)) as reader:
            filling.put(README, [readme.encode()])
            _put_tables(filling, state, reader)
            for file in home_files(home):
                filling.put(f"{HOME}/{file.path}", [file.place.read_bytes()])
            counts, batches, steps = plain_tables.counts(reader), change_counter(reader), done(reader)
        filling.keep_only_what_was_put()
        manifest = CopyManifest(
            format="collabtui export 1",
            made_at=now,
            batches=batches,
            steps=steps,
            counts=counts,
            files=tuple(_files(filling.path)),
        )
        filling.put(NAME, [manifest.written()])
    return Exported(manifest, state.faults, filling.kept if filling.was_left else None)


def _put_tables(filling: Filling, state: CheckedState, reader: SqliteConnection) -> None:
    for name in plain_tables.NAMES:
        if name in RAW:
            for row in plain_tables.rows_of(reader, name):
                filling.put(f"{RAW[name]}/{row['id']}.eml", [_bytes(row["raw"])])
        elif not state.keeps(path := f"{TABLES}/{name}.jsonl"):
            filling.put(path, map(_line, plain_tables.rows_of(reader, name)))
            state.note(path)


def _files(folder: Path) -> Iterator[CopiedFile]:
    """But for the manifest, which an export that was killed may have left."""
    for place in sorted(folder.rglob("*")):
        if place.is_file() and place != folder / NAME:
            with place.open("rb") as file:
                yield of_file(place.relative_to(folder).as_posix(), file)


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)  # noqa: S101  # the column is a BLOB
    return value


def _line(row: plain_tables.Plain) -> bytes:
    """Bytes that are no mail (the key of the reply addresses) as `{"hex": …}`."""
    return (json.dumps(row, ensure_ascii=False, default=_as_hex) + "\n").encode()


def _as_hex(value: bytes) -> dict[str, str]:
    return {"hex": value.hex()}
