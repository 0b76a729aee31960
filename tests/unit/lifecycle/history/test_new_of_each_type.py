"""What is new stays where somebody else has worked on it since: for every type of record that can be withdrawn."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.records import RECORDS
from collabtui.domain.saved_view import SavedView
from collabtui.errors import Conflict
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.meetings import plan, plan_series
from collabtui.lifecycle.people.edit_people import PersonChange, add_person, edit_person
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.records import FILLED, NOW, put
from support.world import AGENDA, CONFIG, Clock

PLANNED = {"state": "planned", "invited_at": None, "series": None, "follows": None, "matter": None}
NOT_BEGUN: dict[str, Any] = {"asked": ()}
SAMPLES: dict[type[Record], tuple[dict[str, Any], str]] = {
    MailAccount: ({"withdrawn": False}, "sender"),
    RoleGrant: ({"withdrawn": False}, "by"),
    Action: ({"status": "not-started"}, "title"),
    ChangeRequest: ({}, "reason"),
    ColumnMeaning: ({"withdrawn": False}, "name"),
    CustomWord: ({"withdrawn": False}, "word"),
    Decision: ({"withdrawn": False}, "text"),
    Entry: ({"undone": False}, "text"),
    LearnedPhrase: ({"withdrawn": False}, "words"),
    Matter: (NOT_BEGUN, "goal"),
    Meeting: (PLANNED, "title"),
    Person: ({"merged_into": None, "left_at": None}, "title"),
    Question: ({"state": "open"}, "text"),
    Resource: ({"state": "draft", "answer": None, "asked_at": None}, "what"),
    Risk: ({"state": "open"}, "text"),
    SavedView: ({"withdrawn": False}, "line"),
    Series: ({"state": "planned", "invited_at": None, "follows": None}, "place"),
    SignOff: ({"state": "waiting"}, "text"),
    TrustedServer: ({"withdrawn": True}, "server"),
    Vote: ({"state": "open", "decision": None}, "text"),
}
"""How the sample of a type is new, and a field that somebody rewrites."""
each = pytest.mark.parametrize("model", SAMPLES, ids=lambda model: model.__name__)


def new(model: type[Record]) -> Record:
    sample = next(record for record in FILLED if type(record) is model)
    fields = {name: value for name, value in SAMPLES[model][0].items() if name in type(sample).model_fields}
    return sample.model_copy(update=fields)


def reworded(workspace: Workspace, made: Record, by: str) -> Record:
    field = SAMPLES[type(made)][1]
    (after,) = put(workspace.store, made.model_copy(update={field: getattr(made, field) + "x"}), actor=by)
    return after


@pytest.fixture
def alone(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Nothing but what a test puts; what that names is not there."""
    store = open_store(tmp_path / "collabtui.db", secret=bytes(32))
    yield Workspace(store, CONFIG, Templates(), every_day, clock)
    store.close()


def test_each_type_that_can_be_withdrawn_is_here() -> None:
    left = {type(one) for one in FILLED if one.undo != "never" and one.withdraw() is not None}
    assert left | {Meeting, Series, Matter, Person} == set(SAMPLES) <= set(RECORDS)


@each
def test_what_somebody_else_has_reworded_stays_and_says_who(alone: Workspace, model: type[Record]) -> None:
    (made,) = put(alone.store, new(model))
    reworded(alone, made, by="王芳")
    (mine,) = plans(alone.as_user("key"))
    assert isinstance(mine.refusal, Conflict)
    assert mine.refusal.values | {"by": "王芳", "field": SAMPLES[model][1]} == mine.refusal.values


@each
def test_what_one_has_reworded_oneself_is_withdrawn(alone: Workspace, model: type[Record]) -> None:
    (made,) = put(alone.store, new(model))
    reworded(alone, made, by="李明")
    _, first = plans(alone.as_user("key"))
    assert first.refusal is None
    (one,) = first.records
    assert one.is_withdrawn


def test_a_series_stays_where_somebody_else_has_worked_on_one_of_its_dates(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("key"), AGENDA.model_copy(update={"series": Rule(every="week")}))
    plan.change_slots(workspace.acting("王芳", "key"), "M3", lambda slots: slots[:1])
    newest = next(iter(plans(workspace.as_user("key"))))
    assert isinstance(newest.refusal, Conflict)
    assert (newest.refusal.values["ref"], newest.refusal.values["by"]) == ("M3", "王芳")
    assert workspace.store.get(Series, "SER1").state == "planned"


def test_a_date_planned_later_that_somebody_else_has_worked_on_keeps_the_series_too(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("key"), AGENDA.model_copy(update={"series": Rule(every="week")}))
    later = plan_series.plan_next(workspace.acting("王芳", "key"), "SER1").meeting.ref
    plan.change_slots(workspace.acting("王芳", "key"), later, lambda slots: slots[:1])
    newest = next(iter(plans(workspace.as_user("key"))))
    assert newest.refusal
    assert newest.refusal.values["ref"] == later


def test_a_failed_address_is_no_work_on_a_person_and_goes_with_the_address(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    made = add_person(acting, PersonDraft(name="孙丽", email="sun@example.test"))
    edit_person(acting, made.ref, PersonChange(email="slip@example.test"))
    slipped = workspace.store.get(Person, made.ref)
    put(workspace.store, slipped.model_copy(update={"bounced_at": NOW, "bounce_reason": "550"}), actor="collabtui")
    assert undo_last(acting).refs[0] == made.ref
    back = workspace.store.get(Person, made.ref)
    assert (back.email, back.bounced_at, back.bounce_reason) == ("sun@example.test", None, "")
    undo_last(acting)
    assert not workspace.store.get(Person, made.ref).is_here
