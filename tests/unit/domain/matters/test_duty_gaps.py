"""Gaps and overlaps in the division of duties, by name."""

from datetime import date

from collabtui.domain.matters.duty_gaps import DutyGap, PlannedDuty, gaps_and_overlaps

DAY = date(2026, 3, 10)


def test_gaps_are_named_and_so_is_what_two_would_do() -> None:
    one, two = (
        PlannedDuty("A1", "Test", "P1", "R&D", DAY, "Report"),
        PlannedDuty("A2", "test ", "P2", "Legal", DAY, "report"),
    )
    found = gaps_and_overlaps((one, two, PlannedDuty("A3", "Train", "", "", None, " ")), {"R&D": "x", "Sales": "leads"})
    assert [(gap.kind, gap.departments, gap.refs) for gap in found] == [
        ("no_task", ("Sales",), ()),
        ("no_owner", (), ("A3",)),
        ("no_due", (), ("A3",)),
        ("no_deliverable", (), ("A3",)),
        ("same_deliverable", ("R&D", "Legal"), ("A1", "A2")),
        ("same_title", ("R&D", "Legal"), ("A1", "A2")),
    ]


def test_one_owner_delivers_one_thing_by_two_tasks() -> None:
    one = PlannedDuty("A1", "Test", "P1", "R&D", DAY, "report")
    assert gaps_and_overlaps((one, one._replace(ref="A2")), {}) == ()
    assert gaps_and_overlaps((one, one._replace(ref="A2", owner="P2", deliverable="x")), {}) == ()
    assert isinstance(gaps_and_overlaps((one._replace(owner=""),), {})[0], DutyGap)
