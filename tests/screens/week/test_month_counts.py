"""What is counted of a day of a month, in as many columns as it has."""

import pytest
from textual.content import Content

from collabtui.screens.week.month_grid import worthiest

COUNTS = [Content("●2"), Content("◆12"), Content("✎1")]


@pytest.mark.parametrize(("room", "shown"), [(9, "●2 ◆12 ✎1"), (8, "●2 ◆12"), (5, "●2"), (2, "●2")])
def test_counts_are_whole_the_worthiest_first(room: int, shown: str) -> None:
    assert Content(" ").join(worthiest(COUNTS, room)).plain == shown
