"""A line of the list of actions: whose it is and by when stand beside the title, else below it."""

from datetime import date
from typing import Literal, cast
from zoneinfo import ZoneInfo

import pytest
from textual.content import Content

from collabtui.screens.actions.action_columns import ActionCells, all_columns, usual_columns
from collabtui.screens.actions.action_lines import PendingRequest
from collabtui.store.queries.rows.action_rows import ActionRow
from collabtui.store.queries.rows.mail_rows import RequestRow
from collabtui.text.catalogue import Catalogue

TODAY, ZONE = date(2026, 11, 23), ZoneInfo("Asia/Shanghai")
ROW = {
    "ref": "A4", "title": "Provide the launch material", "status": "not-started", "overdue": False, "percent": 0,
    "owner": {"name": "Carol Chen", "department": "Marketing"}, "due": "2026-12-01", "original_due": "2026-12-01",
}  # fmt: skip
CHINESE = ROW | {"title": "提供产品推广素材并送审", "owner": {"name": "陈静", "department": "市场部"}}


def action_line(row: dict[str, object], asked: PendingRequest | None, width: int, words: Catalogue) -> Content:
    return usual_columns(width, words).line(ActionCells(cast("ActionRow", row), words, TODAY, ZONE, asked))


@pytest.mark.parametrize("width", [36, 38, 44, 50, 58, 78, 120])
@pytest.mark.parametrize(
    ("locale", "row", "owner", "due"), [("en", ROW, "Carol Chen", "1 Dec"), ("zh", CHINESE, "陈静", "12月1日")]
)
def test_owner_and_date_are_whole_at_every_width(
    locale: Literal["zh", "en"], row: dict[str, object], owner: str, due: str, width: int
) -> None:
    shown = action_line(row, None, width, Catalogue(locale))
    assert owner in shown.plain
    assert due in shown.plain
    assert "…" not in shown.plain
    assert all(line.cell_length <= width for line in shown.split("\n"))


@pytest.mark.parametrize(
    ("locale", "row", "due"),
    [("en", ROW | {"owner": {"name": "Alice Zhang", "department": ""}}, "→ 18 Dec"), ("zh", CHINESE, "12月18日")],
)
def test_a_day_that_is_asked_for_is_whole_below_too(
    locale: Literal["zh", "en"], row: dict[str, object], due: str
) -> None:
    asked = PendingRequest(cast("RequestRow", {"ask": "postpone", "due": "2026-12-18"}), 1)
    shown = action_line(row, asked, 34, Catalogue(locale))
    assert due in shown.plain
    assert "…" not in shown.plain


def test_nobody_is_said_below_too() -> None:
    shown = action_line(ROW | {"owner": None, "due": None}, None, 36, Catalogue("en"))
    assert shown.plain.splitlines()[-1].strip().startswith("? · ")


def test_the_wide_list_says_on_which_day_of_the_office_an_action_changed() -> None:
    words = Catalogue("en")
    row = ROW | {"updated_at": "2026-11-22T17:30:00+00:00", "deliverable": "", "matter": None, "meeting": None}
    shown = all_columns(150, words).line(ActionCells(cast("ActionRow", row), words, TODAY, ZONE))
    assert "23 Nov" in shown.plain
