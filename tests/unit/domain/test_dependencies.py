from datetime import date
from typing import Any

import pytest

from collabtui.domain.action import exception_kinds, may_start
from collabtui.domain.dependency_cycle import comes_too_late, cycle, refuse_cycle
from collabtui.errors import Refused
from support.least_records import ACTION


def test_a_cycle_in_the_dependencies_is_named_with_its_way() -> None:
    assert cycle("A1", ["A2"], {"A2": ["A3"], "A3": ["A1"]}) == ("A1", "A2", "A3", "A1")


def test_two_ways_to_the_same_action_are_no_cycle() -> None:
    assert cycle("A1", ["A2", "A3"], {"A2": ["A4"], "A3": ["A4"]}) == ()


def test_a_cycle_is_refused_by_its_way_however_the_refs_are_written() -> None:
    waits_for = {"A2": ["A1"]}
    with pytest.raises(Refused, match=r"action\.cycle") as refused:
        refuse_cycle("A1", ["a2"], lambda ref: waits_for.get(ref, ()))
    assert refused.value.values == {"ref": "A1", "way": "A1 → A2 → A1"}
    refuse_cycle("A3", ["a2"], lambda ref: waits_for.get(ref, ()))


TODAY = date(2026, 3, 10)
OPEN, DONE = (ACTION.model_copy(update={"ref": "A9", "status": status}) for status in ("blocked", "done"))


@pytest.mark.parametrize(
    ("changed", "awaited", "may"),
    [
        ({}, [], True),
        ({}, [DONE], True),
        ({}, [DONE, OPEN], False),
        ({"planned_start": TODAY}, [], True),
        ({"planned_start": date(2026, 3, 11)}, [], False),
        # it was begun all the same
        ({"status": "in-progress", "planned_start": date(2026, 3, 11)}, [OPEN], True),
    ],
)
def test_it_can_begin_when_its_day_has_come_and_what_it_waits_for_is_there(
    changed: dict[str, Any], awaited: list[Any], *, may: bool
) -> None:
    assert may_start(ACTION.model_copy(update=changed), TODAY, awaited) is may


LATE, IN_TIME = (OPEN.model_copy(update={"status": "in-progress", "due": TODAY.replace(day=day)}) for day in (9, 10))


@pytest.mark.parametrize(
    ("changed", "awaited", "kinds"),
    [
        ({}, [], ()),
        ({"due": date(2026, 3, 9)}, [], ("late",)),
        ({"status": "blocked"}, [LATE], ("blocked",)),
        ({"due": date(2026, 3, 9), "status": "blocked"}, [], ("late", "blocked")),
        ({}, [OPEN], ("at-risk",)),
        ({}, [IN_TIME, LATE], ("at-risk",)),
        ({}, [IN_TIME, DONE], ()),
        ({"planned_start": date(2026, 3, 9)}, [], ("at-risk",)),
        ({"planned_start": TODAY}, [], ()),
        ({"planned_start": date(2026, 3, 9), "status": "in-progress"}, [], ()),
        ({"due": date(2026, 3, 9), "status": "done"}, [OPEN], ()),
    ],
)
def test_it_is_late_or_blocked_and_otherwise_at_risk(
    changed: dict[str, Any], awaited: list[Any], kinds: tuple[str, ...]
) -> None:
    assert exception_kinds(ACTION.model_copy(update=changed), TODAY, awaited) == kinds


@pytest.mark.parametrize(
    ("due", "waiting", "too_late"),
    [
        (date(2026, 3, 11), {"planned_start": TODAY, "due": date(2026, 3, 20)}, True),
        (TODAY, {"planned_start": TODAY, "due": date(2026, 3, 20)}, False),
        (date(2026, 3, 11), {"due": TODAY}, True),  # where it has no beginning, it is to be done by then
        (date(2026, 3, 11), {"due": date(2026, 3, 20)}, False),
        (None, {"due": TODAY}, False),
    ],
)
def test_what_is_waited_for_is_to_be_there_by_the_beginning(
    due: date | None, waiting: dict[str, date], *, too_late: bool
) -> None:
    none = {"planned_start": None, "due": None}
    awaited = ACTION.model_copy(update={**none, "due": due})
    assert comes_too_late(awaited, ACTION.model_copy(update={**none, **waiting})) == too_late
