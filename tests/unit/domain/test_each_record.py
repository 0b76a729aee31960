"""What every record says of itself: its title, and what is left of it when it is taken back."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.access.role_grant import MatterReading, RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase, PhraseMeaning
from collabtui.domain.mail.mail_records import Cursor, Reminded, Unfetched
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Participant, Question, SignOff, asked_again
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.records import RECORDS, model_of
from collabtui.domain.saved_view import SavedView
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Unknown
from support.least_records import ACTION, MAIL, MEETING, NOW, RECEIVED, SERIES

SERVER = ServerLogin(host="h", port=1, security="tls")
FOUND_BY_NAME: tuple[tuple[Record, str], ...] = (
    (Cursor(ref="p@h:993/INBOX", uidvalidity=1, last_uid=1), "p@h:993/INBOX"),
    (
        Unfetched(ref="INBOX/1/2", folder="p@h:993/INBOX", uidvalidity=1, uid=2, reason="NO", first_tried=NOW,
                  next_try=NOW),
        "INBOX/1/2",
    ),
    (Reminded(ref="A1/2026-03-10/reminder", at=NOW, outgoing="O1"), "A1/2026-03-10/reminder"),
    (MinutesVersion(ref="V1", meeting="M1", number=2, lines=(), at=NOW, by="x"), "M1 v2"),
)  # fmt: skip
NEVER_WITHDRAWN: tuple[Record, ...] = (
    Department(ref="DEP1", name="t"),
    Person(ref="P1", name="t", email="p1", merged_into="P2"),
    MAIL,
    RECEIVED,
    MatterReading(ref="READ1", matter="t", person=None, by="t", at=NOW),
    KeptReport(ref="REP1", kind="week", week="t", content="{}", at=NOW, by="x"),
)
WITHDRAWN: tuple[tuple[Record, dict[str, Any]], ...] = (
    (
        MailAccount(ref="ACC1", name="t", email="t@example.test", smtp=SERVER, imap=SERVER),
        {"withdrawn": True, "name": "acc1", "email": "acc1"},
    ),
    (Resource(ref="RES1", matter="X-1", what="t", department="U1", made_at=NOW, by="x"), {"state": "withdrawn"}),
    (RoleGrant(ref="ROLE1", person="P1", role="scribe", at=NOW, by="x"), {"withdrawn": True}),
    (ACTION, {"status": "cancelled"}),
    (
        Person(ref="P1", name="t", email="p@example.test", aliases=("q@example.test",), department="t", head=True),
        {"email": "p1", "aliases": (), "department": "", "head": False, "merged_into": "P1"},
    ),
    (Matter(ref="X-2026-001", title="t", created_at=NOW), {"withdrawn": True}),
    (MEETING, {"state": "cancelled"}),
    (SERIES, {"state": "cancelled"}),
    (Risk(ref="R1", text="t", raised_at=NOW, by="x"), {"state": "withdrawn"}),
    (
        ChangeRequest(ref="C1", matter="X-2026-001", kind="scope", what="t", raised_by="x", raised_at=NOW),
        {"state": "withdrawn"},
    ),
    (Entry(ref="E1", meeting="M1", at=NOW, kind="note", line="t", text="t", by="x"), {"undone": True}),
    (Decision(ref="D1", text="t", meeting="M1", at=NOW, by="x"), {"withdrawn": True}),
    (Question(ref="Q1", text="t", meeting="M1", at=NOW, by="x"), {"state": "withdrawn"}),
    (
        SignOff(ref="S1", meeting="M1", minutes_version=1, person="P1", text="t", deadline=NOW),
        {"state": "withdrawn"},
    ),
    (CustomWord(ref="W1", word="t", kind="done", at=NOW, by="x"), {"withdrawn": True}),
    (
        LearnedPhrase(ref="F1", words="t", meaning=PhraseMeaning(status="done"), sources=(), at=NOW, by="x"),
        {"withdrawn": True},
    ),
    (TrustedServer(ref="B1", server="t", at=NOW, by="x"), {"withdrawn": True}),
    (ColumnMeaning(ref="K1", name="t", field="note", at=NOW, by="x"), {"withdrawn": True}),
    (
        Vote(ref="VOTE1", text="t", meeting="M1", choices=(), voters=(), until=date(2026, 3, 9), asked_at=NOW, by="x"),
        {"state": "withdrawn"},
    ),
    (SavedView(ref="L1", name="t"), {"withdrawn": True}),
)
EXAMPLES: tuple[Record, ...] = (
    *(record for record, _ in FOUND_BY_NAME),
    *NEVER_WITHDRAWN,
    *(record for record, _ in WITHDRAWN),
)


def kind_of(record: Record) -> str:
    return type(record).__name__


def test_each_type_of_record_has_its_example_here() -> None:
    assert {type(record) for record in EXAMPLES} == set(RECORDS)


@pytest.mark.parametrize("record", [*NEVER_WITHDRAWN, *(record for record, _ in WITHDRAWN)], ids=kind_of)
def test_people_see_its_title(record: Record) -> None:
    assert record.label == ("scribe" if isinstance(record, RoleGrant) else "t")


@pytest.mark.parametrize(("record", "label"), FOUND_BY_NAME, ids=lambda value: getattr(value, "ref", ""))
def test_what_the_program_keeps_for_itself_is_shown_by_its_ref(record: Record, label: str) -> None:
    assert record.label == label


@pytest.mark.parametrize(("record", "left"), WITHDRAWN, ids=lambda value: getattr(value, "ref", ""))
def test_what_is_taken_back_is_set_aside_and_not_erased(record: Record, left: dict[str, Any]) -> None:
    assert record.withdraw() == record.model_copy(update=left)


@pytest.mark.parametrize("record", [*NEVER_WITHDRAWN, *(record for record, _ in FOUND_BY_NAME)], ids=kind_of)
def test_what_nothing_takes_back_has_no_way_to_be_set_aside(record: Record) -> None:
    assert record.withdraw() is None


def test_who_was_invited_has_to_be_told() -> None:
    assert MEETING.model_copy(update={"state": "invited"}).withdraw() is None
    assert SERIES.model_copy(update={"state": "invited"}).withdraw() is None


def test_a_no_to_a_server_is_taken_back_to_a_yes() -> None:
    refused = TrustedServer(ref="B1", server="t", at=NOW, by="x", withdrawn=True)
    assert refused.withdraw() == refused.model_copy(update={"withdrawn": False})


def test_a_record_without_a_title_cannot_be_shown() -> None:
    with pytest.raises(NotImplementedError):
        _ = Record(ref="?1").label


@pytest.mark.parametrize("record", [one for one in EXAMPLES if type(one).kept.numbered], ids=kind_of)
def test_a_ref_names_the_type_in_any_letter_case(record: Record) -> None:
    assert model_of(f" {record.ref.lower()} ") is type(record)


@pytest.mark.parametrize("ref", ["", "A", "12", "A1x", "QQ1", "CURSOR1", "A-1"])
def test_another_ref_is_unknown(ref: str) -> None:
    with pytest.raises(Unknown, match=r"ref\.unknown"):
        model_of(ref)


@pytest.mark.parametrize(
    ("field", "is_found"),
    [("owner", True), ("collaborators", True), ("depends_on", True), ("title", False), ("ref", False)],
)
def test_an_action_is_found_by_what_its_store_indexes(field: str, is_found: bool) -> None:
    assert Action.kept.finds_by(field) is is_found


def test_what_is_unique_is_found_by_its_first_field() -> None:
    assert SignOff.kept.finds_by("meeting")
    assert not SignOff.kept.finds_by("minutes_version")


def test_an_instant_without_an_offset_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValidationError, match="offset"):
        TrailEntry(id=1, batch=1, at=naive, actor="x", via="key", ref="A1", field="due", old=None, new=None)


@pytest.mark.parametrize(
    ("status", "due", "is_late"),
    [
        ("in-progress", date(2026, 3, 1), True),
        ("in-progress", date(2026, 3, 2), False),
        ("blocked", None, False),
        ("done", date(2026, 3, 1), False),
        ("cancelled", date(2026, 3, 1), False),
    ],
)
def test_an_open_action_is_late_from_the_day_after_its_date(status: str, due: date | None, is_late: bool) -> None:
    action = ACTION.model_copy(update={"status": status, "due": due})
    assert action.overdue(date(2026, 3, 2)) is is_late
    assert action.open is (status in ("in-progress", "blocked"))


def test_all_addresses_of_a_person_are_his() -> None:
    person = Person(ref="P1", name="t", email="p@example.test", aliases=("q@example.test",))
    assert person.addresses == ("p@example.test", "q@example.test")


def test_who_said_yes_to_another_time_is_asked_again() -> None:
    coming = Participant(person="P1", role="scribe", partstat="accepted", answered_at=NOW)
    meeting = MEETING.model_copy(update={"participants": (coming,)})
    assert asked_again(meeting).participants == (Participant(person="P1", role="scribe"),)


def test_a_participant_is_found_by_his_ref() -> None:
    meeting = MEETING.model_copy(update={"participants": (Participant(person="P1"), Participant(person="P2"))})
    assert meeting.participant("P2") == Participant(person="P2")
    assert meeting.participant("P3") is None
