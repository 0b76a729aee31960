"""A matter in the list, in as many columns as that has."""

import pytest

from collabtui.domain.people import Locale
from collabtui.screens.matters.matter_list import MatterCells, list_lines, usual_columns
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
    words = Catalogue(locale)
    shown = usual_columns(width, words).line(MatterCells(ROW, words)).plain
    assert TITLE in shown
    assert "▲6" in shown
    assert "\n" not in shown


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_beside_an_open_matter_a_long_title_is_read_whole(locale: Locale) -> None:
    title = "Supplier contract renewal and price talks"
    words, width = Catalogue(locale), 43
    (shown,) = list_lines({"X": ROW | {"title": title}}, words, usual_columns(width, words), ["X"])
    assert "…" not in shown.plain
    assert all(word in shown.plain for word in title.split())
    assert words("heads.step_number") == words("heads.step")
