"""The screens on a database that somebody changed or broke: they end with the sentences that a command ends with."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collabtui.config_file import read_config
from collabtui.errors import Damaged, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.screens.frame.error_in_words import error_in_words
from collabtui.store.unreadable_row import MOST_PASSED_OVER
from collabtui.text.catalogue import Catalogue
from support.at_terminal import start


def by_sql(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    return damage


CRASHING = {
    "a list that does not end": by_sql("UPDATE action SET collaborators = '{'"),
    "a day that is none": by_sql("UPDATE action SET due = 'yesterday'"),
    "a list of nobody knows what": by_sql("UPDATE action SET depends_on = '[[1]'"),
}


@pytest.mark.parametrize("damage", CRASHING)
def test_a_record_that_cannot_be_read_is_named_by_today_and_the_screens_go_on_without_it(
    published: Home, damage: str
) -> None:
    CRASHING[damage](published.database)
    with closing(sqlite3.connect(published.database)) as connection:
        assert connection.execute("SELECT count(*) FROM action").fetchone()[0] <= MOST_PASSED_OVER
    with start(published.root) as screens:
        screens.read(0.5)
        screens.type("3")
        screens.see("A1 is set aside")
        screens.type("\x11")
        assert screens.process.wait(20) == 0
        assert "Traceback" not in screens.shown


def test_so_it_is_where_roles_count(published: Home) -> None:
    with open_workspace(published, read_config(published), lambda: datetime.now(UTC)) as workspace:
        acting = workspace.as_user("command")
        grant_role(acting, acting.actor, "administrator")
    CRASHING["a list that does not end"](published.database)
    with start(published.root) as screens:
        screens.read(0.5)
        screens.type("3")
        screens.see("A1 is set aside")
        screens.type("\x11")
        assert screens.process.wait(20) == 0
        assert "Traceback" not in screens.shown


@pytest.mark.parametrize("damage", CRASHING)
def test_of_more_than_today_can_name_the_first_is_said_with_the_way_back_and_no_value_of_ours(
    published: Home, damage: str
) -> None:
    with closing(sqlite3.connect(published.database)) as connection, connection:
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(action)") if name not in ("id", "ref")]
        names = ", ".join(columns)
        for number in range(90, 90 + MOST_PASSED_OVER):
            connection.execute(
                f"INSERT INTO action (ref, {names}) SELECT 'A{number}', {names} FROM action WHERE ref = 'A1'"  # noqa: S608  # our own
            )
    CRASHING[damage](published.database)
    with start(published.root) as screens:
        screens.read(0.5)
        screens.type("3")
        screens.see("collabtui doctor --repair A")
        assert screens.process.wait(20) == 1
        assert "Traceback" not in screens.shown


@pytest.mark.parametrize("key", ["store.damaged", "store.not_a_database", "store.empty"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_page_shows_what_restores_it_beside_what_is_damaged(published: Home, key: str, locale: str) -> None:
    shown = error_in_words(Catalogue(locale), published, Damaged(key, path=published.database, reason="x"))
    assert str(published.database) in shown
    assert "collabtui restore FILE" in shown


def test_what_is_no_damage_has_no_way_back(published: Home) -> None:
    shown = error_in_words(Catalogue("en"), published, Unreachable("store.busy", path=published.database))
    assert "restore" not in shown
