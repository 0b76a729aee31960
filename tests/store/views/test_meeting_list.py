from datetime import timedelta

from collabtui.domain.matter import Matter
from collabtui.domain.meeting import Participant, SignOff, Slot
from collabtui.store.connection import Connection
from collabtui.store.interface import Store
from collabtui.store.views.meeting_list import coming_meetings, past_meetings
from store.records import NOW, ZHANG, action, decision, listed, meeting, put

DAY = timedelta(days=1)


def test_the_next_is_first_and_then_the_latest_that_was_held(store: Store, reader: Connection) -> None:
    for number, state in enumerate(("signed", "recorded", "running", "planned", "invited", "cancelled"), 1):
        put(store, meeting(f"M{number}", start=NOW + number * DAY, end=NOW + number * DAY, state=state))
    put(store, meeting("M7", start=NOW, end=NOW, state="planned"))
    assert listed(coming_meetings(reader, 9)) == ["M7", "M3", "M4", "M5"]
    assert listed(past_meetings(reader, 9)) == ["M6", "M2", "M1"]
    assert listed(coming_meetings(reader, 1)) == ["M7"]


def test_a_row_has_what_the_page_says_of_a_meeting(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        Matter(ref="X-2026-001", title="新品上线", created_at=NOW),
        meeting(
            "M1", state="published", matter="X-2026-001", minutes_version=2, series="SER1", goal="g",
            slots=(Slot(title="开场", minutes=10, material=("plan.pdf",)),), material_there=("plan.pdf",),
            participants=(Participant(person="P1"), Participant(person="P9")),
        ),
        decision("D1"),
        decision("D2", withdrawn=True),
        action("A1", meeting="M1"),
        action("A2", meeting="M1", status="done"),
        action("A3", meeting="M1", status="cancelled"),
        SignOff(ref="S1", meeting="M1", minutes_version=2, person="P1", deadline=NOW),
        SignOff(ref="S2", meeting="M1", minutes_version=1, person="P1", deadline=NOW),
        SignOff(ref="S3", meeting="M1", minutes_version=2, person="P2", state="corrected", deadline=NOW),
    )  # fmt: skip
    (row,) = past_meetings(reader, 9)
    assert (row["matter"], row["series"], row["goal"]) == ("新品上线", "SER1", "g")
    assert (row["unsigned"], row["corrected"], row["decisions"], row["actions"], row["open_actions"]) == (1, 1, 1, 2, 1)
    assert [one["name"] for one in row["participants"]] == ["张伟", "P9"]
    assert (row["slots"][0]["material"], row["material_there"]) == (["plan.pdf"], ["plan.pdf"])
