"""What holds for every type of record: adding one is its class, its line in `domain.records`, and its table's step."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.permission import kinds_of_change
from collabtui.domain.access.role_grant import MatterReading, RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.mail_records import Cursor, Reminded, Unfetched
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record, Undo
from collabtui.domain.people import Person
from collabtui.domain.records import RECORDS, model_of
from collabtui.domain.saved_view import SavedView
from collabtui.errors import Unknown
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.merge_people import merge
from collabtui.store.records.tables import table_of
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.records import FILLED, person, put
from support.world import CONFIG, Clock

each = pytest.mark.parametrize("record", FILLED, ids=lambda record: type(record).__name__)
PEOPLE = {"P1", "P2"}
NOBODYS_CHANGE: set[type[Record]] = {Cursor, MatterReading, Reminded, Unfetched}
"""What the program keeps for itself: no role is asked about it."""
NEVER_RENAMED: dict[type[Record], set[str]] = {MinutesVersion: {"lines.person"}}
"""What was sent stays as it was."""
WITHDRAWN: dict[type[Record], dict[str, Any]] = {
    Action: {"status": "cancelled"},
    ChangeRequest: {"state": "withdrawn"},
    CustomWord: {"withdrawn": True},
    Decision: {"withdrawn": True},
    Entry: {"undone": True},
    LearnedPhrase: {"withdrawn": True},
    Question: {"state": "withdrawn"},
    Resource: {"state": "withdrawn"},
    Risk: {"state": "withdrawn"},
    SavedView: {"withdrawn": True},
    Vote: {"state": "withdrawn"},
    ColumnMeaning: {"withdrawn": True},
    SignOff: {"state": "withdrawn"},
    MailAccount: {"withdrawn": True, "name": "acc1", "email": "acc1"},
    RoleGrant: {"withdrawn": True},
    TrustedServer: {"withdrawn": False},  # the sample is a no: taken back it is a yes
}
"""What is set aside, and how; nothing else can be. People were invited to the samples' meeting and series."""


def places(value: Any, people: Collection[str], path: str = "") -> Iterator[str]:
    """Where the ref of one of them stands, as `names_person` says it; a record's own ref is no such place."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != "ref":
                yield from places(getattr(value, name), people, f"{path}.{name}".strip("."))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from places(inner, people, path)
    elif isinstance(value, str) and value in people:
        yield path


def test_the_registry_is_complete_and_each_has_a_sample() -> None:
    assert set(RECORDS) == set(Record.__subclasses__()) == {type(record) for record in FILLED}
    for values in ([one.prefix for one in RECORDS], [one.kept.table for one in RECORDS]):
        assert len(set(values)) == len(RECORDS)


@each
def test_it_has_a_table_a_label_and_a_rule_for_undo(record: Record) -> None:
    assert table_of(type(record)).name == record.kept.table
    assert record.label.strip()
    assert record.undo in get_args(Undo)
    assert set(record.in_parts) <= set(type(record).model_fields)


@each
def test_it_says_who_may_change_it_or_is_nobodys_change(record: Record) -> None:
    assert (not kinds_of_change(None, record)) == (type(record) in NOBODYS_CHANGE)


@each
def test_it_is_found_by_its_ref(record: Record) -> None:
    if record.kept.numbered:
        assert model_of(record.ref.lower()) is type(record)
    else:
        with pytest.raises(Unknown):
            model_of(record.ref)


@each
def test_it_says_which_of_its_fields_name_a_person(record: Record) -> None:
    named = set(places(record, PEOPLE)) - NEVER_RENAMED.get(type(record), set())
    assert named == set(record.names_person)


@each
def test_it_can_be_withdrawn_or_says_that_it_cannot(record: Record) -> None:
    left = record.withdraw()
    expected = WITHDRAWN.get(type(record))
    assert (left is None) is (expected is None)
    if left and expected:
        assert left == record.model_copy(update=expected)


@pytest.mark.parametrize("model", [Meeting, Series])
def test_before_people_are_invited_a_meeting_can_be_withdrawn(model: type[Record]) -> None:
    planned = next(record for record in FILLED if type(record) is model).model_copy(update={"state": "planned"})
    left = planned.withdraw()
    assert left is not None
    assert left.model_dump()["state"] == "cancelled"


@pytest.fixture
def merged(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """P1 of the samples turned out to be P4."""
    store = open_store(tmp_path / "collabtui.db", secret=bytes(32))
    people = (person("P1"), person("P2", merged_into="P1"), person("P4"))
    put(store, *people, *(record for record in FILLED if not isinstance(record, Person)))
    workspace = Workspace(store, CONFIG, Templates(), every_day, clock)
    merge(workspace.as_user("key"), "P4", "P1")
    yield workspace
    store.close()


def test_a_merge_finds_every_type_that_names_a_person(merged: Workspace) -> None:
    left = {
        (model, path)
        for model in RECORDS
        if model.kept.numbered
        for record in merged.store.find(model)
        for path in places(record, {"P1"})
    }
    assert left == {(MinutesVersion, "lines.person")}
    (newest,) = merged.store.changes(limit=1)
    changed = {model_of(change.ref) for change in merged.store.changes(batch=newest.batch)}
    assert changed == {model for model in RECORDS if model.names_person}
