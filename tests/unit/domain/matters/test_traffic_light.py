"""Red, amber, green: a colour is given for reasons, and each is named."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.matters.traffic_light import LONG_LATE, StatusFacts, light_of

TODAY = date(2026, 3, 10)
QUIET = StatusFacts(
    accepted=False, wanted=date(2026, 4, 30), open=3, late=0, longest_late=0, blocked=0, late_blocked=0,
    last_due=date(2026, 4, 1), high_risks=0, high_unanswered=0, departments_silent=0, done=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "light", "reasons"),
    [
        ({}, "green", [("on-track", 0)]),
        ({"open": 0, "done": 0, "last_due": None}, "green", [("nothing-planned", 0)]),
        ({"late": 1, "longest_late": 1}, "amber", [("late", 1)]),
        ({"blocked": 2}, "amber", [("blocked", 2)]),
        ({"high_risks": 1}, "amber", [("high-risk", 1)]),
        ({"milestones_past": 2}, "amber", [("milestones-past", 2)]),
        ({"unowned": 10}, "amber", [("unowned", 10)]),
        ({"departments_silent": 1}, "amber", [("departments-silent", 1)]),
        ({"last_due": date(2026, 5, 1)}, "amber", [("beyond-wanted", 0)]),
        ({"last_due": date(2026, 5, 1), "wanted": None}, "green", [("on-track", 0)]),
        ({"late": 2, "longest_late": LONG_LATE}, "red", [("long-late", LONG_LATE)]),
        ({"late": 2, "longest_late": LONG_LATE - 1}, "amber", [("late", 2)]),
        ({"wanted": date(2026, 3, 9)}, "red", [("wanted-past", 1)]),
        ({"wanted": TODAY}, "amber", [("beyond-wanted", 0)]),
        ({"high_risks": 1, "high_unanswered": 1}, "red", [("high-risk-open", 1)]),
        ({"late": 1, "longest_late": 2, "blocked": 1, "late_blocked": 1}, "red", [("late-blocked", 1)]),
        ({"accepted": True, "wanted": date(2026, 3, 1), "late": 3}, "green", [("accepted", 0)]),
        (
            {"wanted": date(2026, 3, 1), "late": 1, "longest_late": 9},
            "red",
            [("wanted-past", 9), ("long-late", 9)],
        ),
    ],
)
def test_the_colour_and_its_reasons(change: dict[str, object], light: str, reasons: list[tuple[str, int]]) -> None:
    found, why = light_of(replace(QUIET, **change), TODAY)  # type: ignore[arg-type]  # one field each
    assert (found, [tuple(reason) for reason in why]) == (light, reasons)


@given(st.integers(0, 9), st.integers(0, 30), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_there_is_always_a_reason_and_worse_is_never_better(
    late: int, longest: int, blocked: int, high: int, silent: int
) -> None:
    facts = replace(
        QUIET, late=late, longest_late=longest if late else 0, blocked=blocked, high_risks=high,
        departments_silent=silent,
    )  # fmt: skip
    order = ("green", "amber", "red")
    before, why = light_of(facts, TODAY)
    assert why
    after, _ = light_of(replace(facts, high_risks=high + 1, high_unanswered=1), TODAY)
    assert order.index(after) >= order.index(before)
