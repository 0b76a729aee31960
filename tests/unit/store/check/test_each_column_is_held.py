"""Each column of each table altered by hand in turn: the check names it, or the column stands here with its reason."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from collabtui.domain.model import Record
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault
from collabtui.store.records.row_seal import unsealed_until
from collabtui.store.records.tables import TABLES
from collabtui.store.sqlite.sqlite_store import open_store
from support.invariants import database_of
from support.records import FILLED, NOW

LET_BE = {
    r"\w+_text_(?!content)\w+\..*": "the engine's own, which it checks itself",
    r"\w+_text\..*": "the words of the search; what is kept of them is altered in *_text_content",
    r"sqlite_\w+\..*": "the engine's own",
    r"lease\.\w+": "who works at this moment; it is over within minutes, and the worker draws another",
    r"counter\.value": "one that is higher gives no number twice",
}
"""Columns by `table.column` whose alteration nobody need be told."""


class Place(NamedTuple):
    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


@pytest.fixture
def filled(lived_in: Workspace, tmp_path: Path) -> Path:
    """Each table has a row at least, and no field of one is empty."""
    path = tmp_path / "filled.db"
    with closing(sqlite3.connect(database_of(lived_in))) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    with closing(open_store(path)) as store, store.transaction(actor="李明", via="command", now=NOW) as tx:
        for record in FILLED:
            tx.put(record.model_copy(update=of_its_own(record)))
    return path


def of_its_own(record: Record) -> dict[str, object]:
    """What sets it apart from a record of the same values that is there already."""
    alone = {"ref", *(names[0] for names in record.kept.unique)}
    return {name: f"{getattr(record, name)}99" for name in alone} | {"version": 0}


def places(path: Path) -> Iterator[Place]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
                yield Place(table, column)


def let_be(place: Place) -> bool:
    return any(re.fullmatch(pattern, str(place)) for pattern in LET_BE)


_OTHER = ("1 + {}", "1000 + {}", "{} || 'x'", "CAST(CAST({} AS TEXT) || 'x' AS BLOB)", "'x'", "7")
"""Another value, the first that the column takes."""


def alter(path: Path, place: Place) -> int:
    """Its first row; how many were."""
    with closing(sqlite3.connect(path)) as connection:
        first = connection.execute(f"SELECT name FROM pragma_table_info('{place.table}')").fetchone()[0]
        where = f"{first} = (SELECT min({first}) FROM {place.table})"
        for other in _OTHER:
            value = other.format(f'"{place.column}"')
            sql = f'UPDATE OR IGNORE {place.table} SET "{place.column}" = {value} WHERE {where}'
            with suppress(sqlite3.Error):
                changes = connection.execute(f'{sql} AND "{place.column}" IS NOT {value}').rowcount
                connection.commit()
                if changes:
                    return changes
    return 0


def found(path: Path) -> list[DataFault]:
    try:
        return check_data(path)
    except CollabError as error:
        return [DataFault(error.key, "")]


def test_whatever_column_is_altered_by_hand_is_named(filled: Path, tmp_path: Path) -> None:
    known, unseen = set(found(filled)), []
    for place in places(filled):
        if let_be(place):
            continue
        altered = Path(shutil.copy(filled, tmp_path / "altered.db"))
        if not alter(altered, place):
            unseen.append(f"{place} has nothing that can be altered")
        elif not set(found(altered)) - known:
            unseen.append(str(place))
    assert not unseen, "\n".join(unseen)


def test_a_row_without_its_seal_is_named_unless_it_was_there_before_there_were_seals(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        for name in ("trail", *(table.name for table in TABLES)):
            connection.execute(f"UPDATE {name} SET seal = NULL WHERE id = (SELECT max(id) FROM {name})")
        connection.commit()
        before = set(found(filled))
        for name in ("trail", *(table.name for table in TABLES)):
            sql = f"INSERT INTO counter SELECT ?, max(id) FROM {name}"
            connection.execute(sql, (unsealed_until(name),))
        connection.commit()
    named = {one.key for one in before}
    assert {"row.altered", "trail.altered"} <= named
    assert not {one for one in found(filled) if one.key in ("row.altered", "trail.altered")}
