"""Screens find no record that is noted as one that cannot be read, until it is put right."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from collabtui.config_file import write_config
from collabtui.domain.action import Action
from collabtui.errors import Refused, UnreadableRecord
from collabtui.home import Home
from collabtui.lifecycle.access import role_grants
from collabtui.lifecycle.access.hidden_matters import refuse_parts
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.lifecycle.backup.past_unreadable_records import that_may_be_passed_over
from collabtui.lifecycle.backup.records_set_aside import is_past_them, note_set_aside
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people import edit_people
from collabtui.session.store_session import Session
from collabtui.store.unreadable_row import UnreadableRow
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def workspace(home: Home) -> Iterator[Workspace]:
    clock = Clock()
    write_config(home, CONFIG)
    with open_workspace(home, CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        plan.new_meeting(workspace.as_user("command"), AGENDA)
        clock.set("2026-03-02T15:00+08:00")
        run.record(workspace.as_user("command"), "M1", NOTES)
        yield workspace


@pytest.fixture
def session(home: Home, workspace: Workspace) -> Iterator[Session]:
    session = Session(home, workspace.clock)
    yield session
    session.close()


def refs(session: Session, table: str) -> set[str]:
    return {ref for (ref,) in session.reader.rows(f"SELECT ref FROM {table}")}  # noqa: S608  # our own


def spoil(home: Home, ref: str, value: str) -> None:
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("UPDATE action SET collaborators = ? WHERE ref = ?", (value, ref))


def test_it_is_found_by_no_reader_and_again_once_the_note_has_it_no_more(
    home: Home, workspace: Workspace, session: Session
) -> None:
    every = refs(session, "action")
    assert "A2" in every
    spoil(home, "A2", "{oops")
    note_set_aside(workspace, [UnreadableRow("action", "A2", "collaborators")])
    assert refs(session, "action") == every - {"A2"}
    spoil(home, "A2", "[]")
    note_set_aside(workspace, ())
    assert refs(session, "action") == every


def test_where_roles_count_it_is_not_found_either_and_what_is_hidden_stays_hidden(
    home: Home, workspace: Workspace, session: Session
) -> None:
    key = workspace.as_user("key")
    role_grants.grant_role(key, "李明", "administrator")
    role_grants.grant_role(key, "Bob Brown", "reader")
    every, people = refs(session, "action"), refs(session, "person")
    spoil(home, "A2", "{oops")
    note_set_aside(workspace, [UnreadableRow("action", "A2", "collaborators")])
    with closing(Session(home, workspace.clock, "Bob Brown")) as by_bob:
        assert refs(session, "action") == refs(by_bob, "action") == every - {"A2"}
        spoil(home, "A2", "[]")
        make_confidential(key, "X-2026-001", ["张伟"])
        HealthNote(home.health_note).records_set_aside([UnreadableRow("person", "P4", "aliases")])
        assert refs(session, "action") == every
        assert refs(by_bob, "action") == refs(by_bob, "matter") == set()
        assert refs(session, "person") == refs(by_bob, "person") == people - {"P4"}
        HealthNote(home.health_note).records_set_aside([])
        assert refs(by_bob, "action") == set()
        assert refs(by_bob, "person") == people


def test_of_a_restricted_matter_that_cannot_be_read_whoever_has_no_part_finds_nothing_and_who_has_goes_on(
    home: Home, workspace: Workspace, session: Session
) -> None:
    key = workspace.as_user("key")
    role_grants.grant_role(key, "李明", "administrator")
    role_grants.grant_role(key, "Bob Brown", "reader")
    make_confidential(key, "X-2026-001", ["张伟"])
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("UPDATE matter SET criteria = '{oops' WHERE ref = 'X-2026-001'")
    with closing(Session(home, workspace.clock, "Bob Brown")) as by_bob:
        assert refs(by_bob, "action") == refs(by_bob, "matter") == set()
        assert refs(session, "matter") == {"X-2026-001"}
        with pytest.raises(Refused, match=r"permission\.not_all"):
            refuse_parts(replace(key, actor="Bob Brown"))
    refuse_parts(key)  # he can put it right


async def test_the_error_of_a_hidden_record_has_no_name_at_the_screens_of_who_may_not_see_it(
    home: Home, workspace: Workspace, session: Session
) -> None:
    key = workspace.as_user("key")
    role_grants.grant_role(key, "李明", "administrator")
    role_grants.grant_role(key, "Bob Brown", "facilitator")
    make_confidential(key, "X-2026-001", ["张伟"])
    spoil(home, "A2", "{oops")

    def reads(acting: Acting) -> Action:
        return acting.store.get(Action, "A2")

    with closing(Session(home, workspace.clock, "Bob Brown")) as by_bob:
        _ = by_bob.reader
        with pytest.raises(UnreadableRecord) as hidden:
            await by_bob.run_command(reads)
        assert (hidden.value.key, "A2" in str(hidden.value)) == ("unreadable.closed", False)
        named = UnreadableRow("action", "A2", "collaborators").error()
        assert by_bob.error_as_seen(named).key == "unreadable.closed"
    _ = session.reader
    with pytest.raises(UnreadableRecord) as seen:
        await session.run_command(reads)
    assert seen.value.values["ref"] == "A2"


def test_with_a_meeting_its_parts_are_passed_over_and_with_a_matter_what_belongs_to_it(
    home: Home, session: Session
) -> None:
    assert refs(session, "entry")
    HealthNote(home.health_note).records_set_aside([UnreadableRow("meeting", "M1", "slots")])
    assert refs(session, "entry") == set()
    assert refs(session, "action")
    HealthNote(home.health_note).records_set_aside([UnreadableRow("matter", "X-2026-001", "asked")])
    assert refs(session, "action") == refs(session, "meeting") == set()


def test_by_which_others_are_kept_from_seeing_something_is_not_passed_over() -> None:
    action = UnreadableRow("action", "A1", "due")
    assert that_may_be_passed_over([UnreadableRow("role_grant", "ROLE1", "role"), action]) == [action]


@pytest.mark.parametrize(
    ("error", "spoilt", "most", "past"),
    [
        (ValueError("x"), ("A1",), 3, True),
        (KeyError("x"), ("A1", "A2"), 3, True),
        (ValueError("x"), (), 3, False),
        (ValueError("x"), ("A1", "A2"), 1, False),
        (OSError(28, "x"), ("A1",), 3, False),
        (MemoryError(), ("A1",), 3, False),
    ],
)
def test_what_a_row_has_ended_begins_again_once(
    home: Home, workspace: Workspace, error: Exception, spoilt: tuple[str, ...], most: int, past: bool
) -> None:
    for ref in spoilt:
        spoil(home, ref, "{oops")
    assert is_past_them(workspace, error, most) is past
    assert {row.ref for row in HealthNote(home.health_note).read().set_aside} == (set(spoilt) if past else set())
    assert not is_past_them(workspace, error, most)
