"""The screens on a database that somebody changed or broke: they end with the sentences that a command ends with."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.home import Home
from support.at_terminal import Terminal, start


def by_sql(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    return damage


def without_letters(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE action (", b"CREATE \xfa\x8d\xceLE action ("))


CRASHING = {
    "a list that does not end": by_sql("UPDATE action SET collaborators = '{'"),
    "a day that is none": by_sql("UPDATE action SET due = 'yesterday'"),
    "a list of nobody knows what": by_sql("UPDATE action SET depends_on = '[[1]'"),
}
REFUSED = {
    "a table that is gone": by_sql("DROP TABLE action"),
    "no letters where the actions were made": without_letters,
}


@pytest.mark.parametrize("damage", CRASHING)
def test_what_no_record_can_hold_is_said_with_the_way_back_and_no_value_of_ours(published: Home, damage: str) -> None:
    CRASHING[damage](published.database)
    with start(published.root) as screens:
        screens.read(0.5)
        screens.type("3")
        screens.see("collabtui restore")
        assert screens.process.wait(20) == 1
        assert "Traceback" not in screens.shown


@pytest.mark.parametrize("damage", REFUSED)
def test_what_the_database_refuses_is_said_with_the_way_back_and_the_screens_stay(published: Home, damage: str) -> None:
    with closing(sqlite3.connect(published.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    REFUSED[damage](published.database)
    with Terminal(home=published.root, size=(300, 50)) as screens:
        screens.see("is damaged")
        screens.type("\x14")
        screens.see("restore FILE")
