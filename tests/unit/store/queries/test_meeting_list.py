from datetime import timedelta

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Participant, SignOff, Slot
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.meeting_list import coming_meetings, meeting_summary, meetings_with, past_meetings
from support.records import NOW, ZHANG, action, decision, listed, meeting, person, put

DAY = timedelta(days=1)


def test_the_next_is_first_and_then_the_latest_that_was_held(store: Store, reader: Connection) -> None:
    for number, state in enumerate(("signed", "recorded", "running", "planned", "invited", "cancelled"), 1):
        put(store, meeting(f"M{number}", start=NOW + number * DAY, end=NOW + number * DAY, state=state))
    put(store, meeting("M7", start=NOW, end=NOW, state="planned"))
    assert listed(coming_meetings(reader, 9)) == ["M7", "M3", "M4", "M5"]
    assert listed(past_meetings(reader, 9)) == ["M6", "M2", "M1"]
    assert listed(coming_meetings(reader, 1)) == ["M7"]


def test_what_is_to_come_says_what_it_lacks(store: Store, reader: Connection) -> None:
    slots = (Slot(title="开场", minutes=10, material=("plan.pdf", "x.pdf")), Slot(title="进展", minutes=10))
    people = (
        Participant(person="P1", role="facilitator"), Participant(person="P2"),
        Participant(person="P3", partstat="accepted"),
    )  # fmt: skip
    put(
        store,
        meeting(
            "M1", state="planned", slots=slots, participants=people, material=("y", "x.pdf"), material_there=("y",)
        ),
        meeting("M2", state="invited", start=NOW + DAY, end=NOW + DAY),
    )
    first, second = coming_meetings(reader, 9)
    assert [first[key] for key in ("slots", "people", "silent", "missing")] == [2, 3, 1, 2]
    assert [second[key] for key in ("slots", "people", "silent", "missing")] == [0, 0, 0, 0]


def test_what_is_over_says_who_has_not_signed_the_latest_minutes(store: Store, reader: Connection) -> None:
    put(
        store,
        Matter(ref="X-2026-001", title="新品上线", created_at=NOW),
        meeting("M1", state="published", matter="X-2026-001", minutes_version=2, series="SER1", goal="g"),
        SignOff(ref="S1", meeting="M1", minutes_version=2, person="P1", deadline=NOW),
        SignOff(ref="S2", meeting="M1", minutes_version=1, person="P1", deadline=NOW),
        SignOff(ref="S3", meeting="M1", minutes_version=2, person="P2", state="corrected", deadline=NOW),
    )
    (row,) = past_meetings(reader, 9)
    assert (row["matter"], row["series"], row["goal"]) == ("新品上线", "SER1", "g")
    assert (row["unsigned"], row["corrected"]) == (1, 1)


def test_one_is_summed_up_with_its_people_and_what_came_of_it(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        meeting("M1", participants=(Participant(person="P1"), Participant(person="P9")), questions=("?",)),
        decision("D1"),
        decision("D2", withdrawn=True),
        action("A1", meeting="M1"),
        action("A2", meeting="M1", status="done"),
        action("A3", meeting="M1", status="cancelled"),
    )
    row = meeting_summary(reader, "M1")
    assert (row["decisions"], row["actions"], row["open_actions"], row["questions"]) == (1, 2, 1, ["?"])
    assert [one["name"] for one in row["participants"]] == ["张伟", "P9"]


def test_meetings_are_found_by_part_of_a_name(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        person("P2", name="Bob Brown"),
        meeting("M1", participants=(Participant(person="P1"),)),
        meeting("M2", participants=(Participant(person="P1"), Participant(person="P2"))),
    )
    assert meetings_with(reader, "伟") == {"M1", "M2"}
    assert meetings_with(reader, "bROWN") == {"M2"}
    assert meetings_with(reader, "nobody") == set()
