"""A matter in the list, in as many columns as that has."""

import pytest

from collabtui.domain.people import Locale
from collabtui.screens.matters.matter_data import list_line
from collabtui.store.queries.rows.matter_rows import MatterRow
from collabtui.text.catalogue import Catalogue

TITLE = "Sixteen columns."
ROW = MatterRow(
    ref="X-2026-001", title=TITLE, kind=None, step="retrospective", initiator=None, lead=None, goal=None, wanted=None,
    created_at="2026-03-02T08:00:00Z", meetings=1, actions=20, open=16, overdue=6, risks=0, questions=0,
)  # fmt: skip


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("width", [34, 36, 40, 46, 65, 66, 90, 120])
def test_a_title_of_sixteen_columns_and_the_step_are_on_one_line(locale: Locale, width: int) -> None:
    shown = list_line(ROW, width, Catalogue(locale)).plain
    assert TITLE in shown
    assert "▲6" in shown
    assert "\n" not in shown
