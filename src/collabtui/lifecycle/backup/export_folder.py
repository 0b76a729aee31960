"""Everything as plain files that need no collabtui: a folder that appears whole or not at all.

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
from typing import Any

from collabtui.home import Home
from collabtui.lifecycle.backup.copy_manifest import NAME, CopyManifest, Progress, of_file
from collabtui.lifecycle.backup.home_files import home_files
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import CopySource
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite.migrations import done
from collabtui.system.atomic_folder import put_file, whole_folder

HOME, TABLES, MAIL = "home", "tables", "mail"
RAW = {"outgoing_raw": f"{MAIL}/outgoing", "incoming_raw": f"{MAIL}/incoming"}
"""Tables of which each row is a file."""


def export_folder(
    store: CopySource, home: Home, folder: Path, now: datetime, readme: str, progress: Progress = lambda _: None
) -> tuple[CopyManifest, tuple[DataFault, ...]]:
    """Raises `Refused` (folder.not_empty), `Unreachable` (file.unwritable)."""
    with whole_folder(folder) as fresh:
        progress("database")
        database = fresh / ".collabtui.db"
        store.backup(str(database))
        progress("check")
        faults = check_data(database)
        progress("write")
        with closing(open_reader(database)) as reader:
            put_file(fresh, "README.md", [readme.encode()])
            for name in plain_tables.NAMES:
                if name in RAW:
                    for row in plain_tables.rows_of(reader, name):
                        put_file(fresh, f"{RAW[name]}/{row['id']}.eml", [_bytes(row["raw"])])
                else:
                    put_file(fresh, f"{TABLES}/{name}.jsonl", map(_line, plain_tables.rows_of(reader, name)))
            for file in home_files(home):
                put_file(fresh, f"{HOME}/{file.path}", [file.place.read_bytes()])
            counts, batches, steps = plain_tables.counts(reader), change_counter(reader), done(reader)
        database.unlink()
        manifest = CopyManifest(
            format="collabtui export 1",
            made_at=now,
            batches=batches,
            steps=steps,
            counts=counts,
            files=tuple(_files(fresh)),
        )
        put_file(fresh, NAME, [manifest.written()])
    return manifest, tuple(faults)


def _files(folder: Path) -> Iterator[Any]:
    for place in sorted(folder.rglob("*")):
        if place.is_file():
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
