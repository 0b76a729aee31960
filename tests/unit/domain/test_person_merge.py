"""Two persons who turn out to be one: nothing that either said is lost, and nobody is named twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from collabtui.domain.action import Collaborator
from collabtui.domain.meetings.meeting import Correction, Participant, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import DateAnswer, Series
from collabtui.domain.people import Department, Person
from collabtui.domain.person_merge import (
    action_of,
    answer_of,
    date_answers_of,
    lines_of_one,
    merged,
    participants_of,
    renamed,
)
from support.least_records import ACTION

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
STAYS = Person(ref="P1", name="Wei", email="wei@example.test", aliases=("w@example.test",))
GOES = Person(
    ref="P2", name="Zhang", email="zhang@example.test", aliases=("wei@example.test", "z@example.test"),
    department="Legal", title="Counsel", head=True, bounced_at=NOW, bounce_reason="550",
)  # fmt: skip


def test_who_stays_gets_what_he_lacks_and_who_goes_keeps_his_name_alone() -> None:
    stays, goes = merged(STAYS, GOES)
    assert stays == STAYS.model_copy(
        update={
            "aliases": ("w@example.test", "zhang@example.test", "z@example.test"),
            "department": "Legal",
            "title": "Counsel",
            "head": True,
        }
    )
    assert goes == Person(ref="P2", name="Zhang", email="p2", title="Counsel", merged_into="P1")


@pytest.mark.parametrize(
    ("department", "is_head", "head"), [("Legal", False, True), ("Sales", False, False), ("Sales", True, True)]
)
def test_a_head_stays_one_of_his_own_department_only(department: str, is_head: bool, head: bool) -> None:
    stays = STAYS.model_copy(update={"department": department, "title": "Lead", "head": is_head})
    after = merged(stays, GOES)[0]
    assert (after.department, after.title, after.head) == (department, "Lead", head)


@pytest.mark.parametrize(("contact", "now"), [("P2", "P1"), ("P3", "P3"), (None, None)])
def test_a_field_that_names_a_person_names_the_other(contact: str | None, now: str | None) -> None:
    department = Department(ref="DEP1", name="Legal", contact=contact)
    assert renamed(department, "P2", "P1").contact == now


def test_a_person_who_is_named_inside_a_value_is_renamed_too() -> None:
    action = ACTION.model_copy(update={"owner": "P2", "collaborators": (Collaborator(person="P2"),)})
    after = renamed(action, "P2", "P1")
    assert (after.owner, after.collaborators) == ("P1", (Collaborator(person="P1"),))


def test_an_empty_place_on_the_way_to_a_name_stays_empty() -> None:
    class Held(Department):
        names_person = ("lead.person",)
        lead: Collaborator | None = None

    held = Held(ref="DEP1", name="x")
    assert renamed(held, "P2", "P1") == held


@pytest.mark.parametrize(
    ("owner", "helpers", "owner_after", "helpers_after"),
    [
        ("P2", [("P1", "tests")], "P1", []),
        ("P3", [("P1", "tests"), ("P2", "data")], "P3", [("P1", "tests; data")]),
        ("P3", [("P1", "tests"), ("P2", "tests")], "P3", [("P1", "tests")]),
        ("P3", [("P2", ""), ("P4", "room")], "P3", [("P1", ""), ("P4", "room")]),
        ("P1", [("P3", "")], "P1", [("P3", "")]),
    ],
)
def test_an_owner_is_no_collaborator_of_his_own(
    owner: str, helpers: list[tuple[str, str]], owner_after: str, helpers_after: list[tuple[str, str]]
) -> None:
    collaborators = tuple(Collaborator(person=ref, support=support) for ref, support in helpers)
    after = action_of(ACTION.model_copy(update={"owner": owner, "collaborators": collaborators}), "P2", "P1")
    assert after.owner == owner_after
    assert [(one.person, one.support) for one in after.collaborators] == helpers_after


def comes(person: str, **said: Any) -> Participant:
    return Participant.model_validate({"person": person, **said})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([comes("P2", role="scribe"), comes("P3")], [comes("P1", role="scribe"), comes("P3")]),
        # the last answer, the weightier role, and present if either was
        (
            [
                comes("P1", partstat="accepted", answered_at=NOW, attendance="late", arrived_at=NOW),
                comes("P2", partstat="declined", answered_at=NOW + timedelta(1), role="facilitator", comment="no"),
            ],
            [
                comes("P1", partstat="declined", answered_at=NOW + timedelta(1), role="facilitator", comment="no",
                      attendance="late", arrived_at=NOW),
            ],
        ),
        (
            [comes("P2", partstat="accepted", answered_at=NOW), comes("P1", role="copied", attendance="absent")],
            [comes("P1", partstat="accepted", answered_at=NOW, attendance="absent")],
        ),
    ],
)  # fmt: skip
def test_who_was_asked_twice_takes_part_once(before: list[Participant], after: list[Participant]) -> None:
    assert participants_of(before, "P2", "P1") == tuple(after)


def test_of_two_answers_to_one_date_the_later_counts() -> None:
    def answer(person: str, hour: int) -> DateAnswer:
        at = NOW + timedelta(hours=hour)
        return DateAnswer(occurrence=NOW, person=person, partstat="accepted", answered_at=at)

    series = Series(
        ref="SER1", title="t", rule=Rule(every="week"), start=NOW, minutes=30, timezone="UTC", uid="s",
        dates_answered=(answer("P2", 2), answer("P1", 1), answer("P3", 0)),
    )  # fmt: skip
    assert date_answers_of(series, "P2", "P1") == (answer("P1", 2), answer("P3", 0))


def test_an_objection_counts_before_a_yes_and_a_yes_before_silence() -> None:
    def signs(state: Any, hour: int, *corrections: str) -> SignOff:
        return SignOff(
            ref=f"S{hour}", meeting="M1", minutes_version=1, person="P1", state=state, text="; ".join(corrections),
            corrections=tuple(Correction(text=text) for text in corrections), at=NOW + timedelta(hours=hour),
            deadline=NOW + timedelta(days=hour),
        )  # fmt: skip

    objects = signs("corrected", 1, "wrong day")
    assert answer_of(signs("agreed", 2), objects) == objects.model_copy(
        update={"ref": "S2", "deadline": NOW + timedelta(days=2)}
    )
    twice = answer_of(objects, signs("corrected", 2, "wrong day", "wrong room"))
    assert [one.text for one in twice.corrections] == ["wrong day", "wrong day", "wrong room"][1:]
    assert twice.text == "wrong day\nwrong day; wrong room"
    assert answer_of(signs("silent", 1), signs("waiting", 2)).state == "silent"


def test_minutes_name_everybody_by_the_ref_that_he_has_now() -> None:
    def there(ref: str, attendance: Any) -> MinutesLine:
        return MinutesLine(ref=ref, kind="attendance", person=ref, attendance=attendance)

    action = MinutesLine(ref="A1", kind="action", person="P2", collaborators=("P1", "P3", "P2"))
    lines = [
        action,
        there("P1", "absent"),
        there("P2", "present"),
        there("P3", None),
        MinutesLine(ref="D1", kind="decision"),
    ]
    assert lines_of_one(lines, {"P2": "P1"}) == (
        MinutesLine(ref="A1", kind="action", person="P1", collaborators=("P3",)),
        there("P1", "present"),
        there("P3", None),
        MinutesLine(ref="D1", kind="decision"),
    )
