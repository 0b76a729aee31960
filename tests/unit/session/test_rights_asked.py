"""How often a server is asked whether roles count, and that a role which is revoked holds no longer than that."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from collabtui.config import Database
from collabtui.config_file import write_config
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.access import hidden_matters
from collabtui.lifecycle.access.hidden_matters import HiddenMatters
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.session.rights_asked import FRESH, RightsAsked
from collabtui.session.store_session import Session
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.postgresql import postgresql_connection
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.store.queries.actions import actions
from collabtui.text.templates import Templates
from pgbed.bed import Pgbed
from support.records import NOW, action, person, put
from support.world import CONFIG, Clock

WANG, HAN, X, OPEN = "王芳", "韩梅梅", "X-2026-001", "X-2026-002"


class Server:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.counter = 1
        self.has_roles = False

    def change_counter(self) -> int:
        self.asked += 1
        return self.counter

    def row(self, sql: str) -> tuple[int] | None:
        assert "role_grant" in sql
        self.asked += 1
        return (1,) if self.has_roles else None

    def changed(self, *, has_roles: bool) -> None:
        self.counter += 1
        self.has_roles = has_roles


class Timer:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def server() -> Server:
    return Server()


def test_a_page_that_reads_often_asks_the_server_once(timer: Timer, server: Server) -> None:
    asked, reader = RightsAsked(timer, FRESH), cast("Connection", server)
    for _ in range(20):
        assert not asked.roles_count(reader)
    assert server.asked == 2
    timer.now += FRESH
    assert not asked.roles_count(reader)
    assert server.asked == 3, "nobody wrote: the counter alone"


def test_a_change_counts_at_once_where_it_is_told_and_else_once_the_answer_is_old(timer: Timer, server: Server) -> None:
    asked, reader = RightsAsked(timer, FRESH), cast("Connection", server)
    asked.roles_count(reader)
    server.changed(has_roles=True)
    asked.look(reader)  # as the page does that was notified
    assert asked.roles_count(reader)
    server.changed(has_roles=False)
    timer.now += FRESH
    assert not asked.roles_count(reader)
    server.changed(has_roles=True)
    asked.forget()  # as after a command of its own
    assert asked.roles_count(reader)


def test_a_file_is_asked_each_time(timer: Timer, server: Server) -> None:
    asked, reader = RightsAsked(timer, 0), cast("Connection", server)
    asked.roles_count(reader)
    server.changed(has_roles=True)
    assert asked.roles_count(reader)


class Office:
    """王芳 sits at a screen; what she sees there was asked a moment ago."""

    def __init__(self, bed: Pgbed, home: Home) -> None:
        self.store = open_store(bed.database())
        put(
            self.store,
            person("P1", name=WANG, email="wang@example.test"),
            person("P9", name=HAN, email="han@example.test"),
            Matter(ref=X, title="机密", created_at=NOW, confidential=True, readers=(NamedReader(person="P1"),)),
            Matter(ref=OPEN, title="公开", created_at=NOW),
            action("A1", matter=X, owner="P1"),
            action("A2", matter=OPEN, owner="P1"),
        )
        workspace = Workspace(self.store, CONFIG, Templates(), every_day, Clock())
        grant_role(workspace.as_user("command"), HAN, "administrator")
        grant_role(workspace.acting(HAN, "command"), WANG, "facilitator")
        home.root.mkdir(parents=True, exist_ok=True)
        write_config(
            home,
            CONFIG.model_copy(update={"database": Database(url=bed.url("shared").replace(f":{bed.password}@", "@"))}),
        )
        self.timer = Timer()
        self.session = Session(home, Clock(), WANG)
        self.session.__dict__["_asked"] = RightsAsked(self.timer, FRESH)

    def seen(self) -> set[str]:
        return {row["ref"] for row in actions(self.session.reader, today=NOW.date())}

    def revoke(self) -> None:
        (held,) = self.store.find(RoleGrant, person="P1", withdrawn=False)
        put(self.store, held.model_copy(update={"withdrawn": True}))


@pytest.fixture
def office(postgresql_server: Pgbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("COLLABTUI_DATABASE_PASSWORD", postgresql_server.password)
    made = Office(postgresql_server, Home(tmp_path / "home"))
    with closing(made.store), closing(made.session):
        yield made


@pytest.mark.pgbed
def test_who_writes_by_a_revoked_role_is_refused_however_lately_it_was_asked(office: Office) -> None:
    assert office.seen() == {"A1", "A2"}
    office.revoke()  # the screen has not been told, and its answer is fresh

    async def write() -> None:
        await office.session.run_command(lambda acting: update_action(acting, "A1", Update(ref="A1", percent=40)))

    with pytest.raises(Refused, match=r"permission\.(refused|nobody)"):
        asyncio.run(write())
    assert _percent(office.store) == 0
    assert office.seen() == {"A2"}, "a command of one's own makes it look again"


@pytest.mark.pgbed
def test_a_screen_that_was_told_or_has_waited_shows_nothing_of_a_revoked_role(office: Office) -> None:
    assert office.seen() == {"A1", "A2"}
    office.revoke()
    office.session.changes()  # the page was notified
    assert office.seen() == {"A2"}


@pytest.mark.pgbed
def test_a_screen_that_nobody_tells_shows_it_no_longer_than_an_answer_is_believed(office: Office) -> None:
    assert office.seen() == {"A1", "A2"}
    office.revoke()
    office.timer.now += FRESH
    assert office.seen() == {"A2"}


@pytest.mark.pgbed
def test_what_others_change_costs_no_connection_and_no_new_look_at_restricted_matters(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.revoke()
    assert office.seen() == {"A2"}
    asked = list[str]()
    connect, hidden = postgresql_connection.own_connection, hidden_matters.hidden_from

    def connected(place: str, given: Mapping[str, "str | int | None"]) -> object:
        asked.append("connection")
        return connect(place, given)

    def looked(acting: Acting) -> HiddenMatters:
        asked.append("matters")
        return hidden(acting)

    monkeypatch.setattr(postgresql_connection, "own_connection", connected)
    monkeypatch.setattr(hidden_matters, "hidden_from", looked)
    for percent in (10, 20, 30):
        put(office.store, office.store.get(Action, "A2").model_copy(update={"percent": percent}))
        office.session.changes()
        assert office.seen() == {"A2"}
    assert asked == []


@pytest.mark.pgbed
def test_what_a_restricted_matter_says_since_is_hidden_where_others_have_it(office: Office) -> None:
    office.revoke()
    assert office.seen() == {"A2"}
    put(office.store, action("A3", matter=X, title="绝密名单"))
    put(office.store, office.store.get(Action, "A2").model_copy(update={"title": "转交绝密名单"}))
    office.session.changes()
    (row,) = actions(office.session.reader, today=NOW.date())
    assert "绝密名单" not in row["title"]
    matter = office.store.get(Matter, X)
    put(office.store, matter.model_copy(update={"confidential": False}))
    office.session.changes()
    assert office.seen() == {"A1", "A2", "A3"}


def _percent(store: Store) -> int:
    return store.get(Action, "A1").percent
