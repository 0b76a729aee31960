"""The next meeting, and what is carried over to it."""

from datetime import UTC, datetime

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.errors import Unknown
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.matters.forms.talking import meeting_minutes
from collabtui.lifecycle.matters.risks import settle_question
from collabtui.lifecycle.meetings import carry_over, plan
from collabtui.lifecycle.meetings.follow_up import follow_up
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.text.catalogue import Catalogue
from support.world import AGENDA, NOTES, Clock


@pytest.fixture
def acting(planned: Workspace, clock: Clock) -> Acting:
    """M1 was held, its second slot was parked; A1 and A2 are 张伟's, A3 is Bob's, Q1 is open."""
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("key"), "M1", [*NOTES, "/next", "/park"])
    return planned.as_user("key")


def taken(acting: Acting, ref: str) -> list[str]:
    return [
        one.ref for one in carry_over.left_over(acting.store, acting.store.get(Meeting, ref), acting.now) if one.taken
    ]


def test_the_next_meeting_is_a_week_later_with_the_same_people_matter_and_place(acting: Acting) -> None:
    held, made = acting.store.get(Meeting, "M1"), follow_up(acting, "m1").meeting
    assert (made.ref, made.start, made.end - made.start) == (
        "M2",
        datetime(2026, 3, 9, 6, tzinfo=UTC),
        held.end - held.start,
    )
    assert (made.title, made.matter, made.place, made.follows) == (held.title, held.matter, held.place, "M1")
    assert [(one.person, one.role, one.partstat, one.attendance) for one in made.participants] == [
        (one.person, one.role, "needs-action", "unknown") for one in held.participants
    ]
    assert made.uid != held.uid


def test_what_is_open_is_carried_over_and_a_parked_topic_is_a_slot(acting: Acting) -> None:
    made = follow_up(acting, "M1").meeting
    assert made.slots == (Slot(title="开场", minutes=10), Slot(title="核心问题", minutes=40, origin="M1#2"))
    assert taken(acting, "M2") == ["A1", "A3", "A2", "Q1", "M1#2"]
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"status": "done"}))
    assert taken(acting, "M2") == ["A3", "A2", "Q1", "M1#2"]


def test_the_answer_to_what_was_left_open_stands_in_the_next_minutes_alone(acting: Acting) -> None:
    follow_up(acting, "M1")
    later = acting.at(datetime(2026, 3, 9, 7, tzinfo=UTC))
    settle_question(later, "Q1", "市场部，三月内")
    assert [one.answer for one in minutes_of(acting.store, acting.store.get(Meeting, "M2")).answered] == [
        "市场部，三月内"
    ]
    form = write_markdown(meeting_minutes(acting.store, acting.store.get(Meeting, "M2"), Catalogue("zh")))
    assert "上次会议以来已解决的问题" in form
    assert minutes_of(acting.store, acting.store.get(Meeting, "M1")).answered == ()
    with later.transaction() as tx:
        after = {"state": "published", "published_at": datetime(2026, 3, 9, 6, tzinfo=UTC)}
        tx.put(tx.get(Meeting, "M2").model_copy(update=after))
    assert minutes_of(acting.store, acting.store.get(Meeting, "M2")).answered == (), "it is for those of the next one"


def test_what_is_settled_without_a_word_is_in_no_minutes(acting: Acting) -> None:
    follow_up(acting, "M1")
    settle_question(acting.at(datetime(2026, 3, 9, 7, tzinfo=UTC)), "Q1")
    assert minutes_of(acting.store, acting.store.get(Meeting, "M2")).answered == ()


def test_a_second_press_makes_no_second_meeting_and_undo_sets_it_aside(acting: Acting) -> None:
    assert follow_up(acting, "M1").meeting == follow_up(acting, "M1").meeting
    undo_last(acting)
    assert acting.store.get(Meeting, "M2").state == "cancelled"
    assert follow_up(acting, "M1").meeting.ref == "M3"


def test_the_next_meeting_is_never_in_the_past(acting: Acting) -> None:
    later = acting.at(datetime(2026, 3, 18, tzinfo=UTC))
    assert follow_up(later, "M1").meeting.start == datetime(2026, 3, 23, 6, tzinfo=UTC)


def test_a_meeting_of_the_same_matter_carries_over_what_the_last_one_left_open(acting: Acting) -> None:
    later = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=4)})
    plan.new_meeting(acting, later)
    assert taken(acting, "M2") == ["A1", "A3", "A2", "Q1"]  # the parked topic is offered
    assert [one.ref for one in carry_over.left_over(acting.store, acting.store.get(Meeting, "M2"), acting.now)][
        -1
    ] == "M1#2"


def test_each_thing_is_taken_off_and_on_again(acting: Acting) -> None:
    follow_up(acting, "M1")
    for what in ("A3", "Q1", "M1#2"):
        carry_over.toggle(acting, "M2", what)
    assert taken(acting, "M2") == ["A1", "A2"]
    assert [slot.title for slot in acting.store.get(Meeting, "M2").slots] == ["开场"]
    for what in ("A3", "M1#2"):
        carry_over.toggle(acting, "M2", what)
    assert taken(acting, "M2") == ["A1", "A3", "A2", "M1#2"]
    with pytest.raises(Unknown, match=r"carry\.unknown"):
        carry_over.toggle(acting, "M2", "A99")


def test_what_was_taken_onto_the_agenda_is_there_in_the_meeting_without_a_matter_too(
    acting: Acting, clock: Clock
) -> None:
    with acting.transaction() as tx:
        for one in tx.find(Action, meeting="M1"):
            tx.put(one.model_copy(update={"matter": None}))
        tx.put(tx.get(Meeting, "M1").model_copy(update={"matter": None}))
    follow_up(acting, "M1")
    carry_over.toggle(acting, "M2", "A3")
    clock.set("2026-03-09T14:00+08:00")
    run.start(acting, "M2")
    assert [one.ref for one in minutes_of(acting.store, acting.store.get(Meeting, "M2")).carried] == ["A1", "A2"]


def test_a_topic_that_is_on_another_agenda_is_not_left_over(acting: Acting) -> None:
    follow_up(acting, "M1")
    plan.new_meeting(acting, AGENDA.model_copy(update={"start": AGENDA.start.replace(day=20)}))
    assert "M1#2" not in [
        one.ref for one in carry_over.left_over(acting.store, acting.store.get(Meeting, "M3"), acting.now)
    ]


def test_a_meeting_without_matter_or_forerunner_carries_nothing(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA.model_copy(update={"matter": "", "start": AGENDA.start.replace(day=5)}))
    assert carry_over.left_over(acting.store, acting.store.get(Meeting, "M2"), acting.now) == ()
