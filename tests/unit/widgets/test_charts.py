"""Charts and the time line: what their characters say, without any colour."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from collabtui.domain.people import Locale
from collabtui.text.catalogue import Catalogue
from collabtui.widgets.calendar_strip import Scale, SpanBar, drawn, flags, heads, monday_of
from collabtui.widgets.charts import Point, burn_down, ideal, load_bar, load_line

EN = Catalogue("en")
MONDAY = date(2026, 3, 2)
SCALE = Scale(MONDAY - timedelta(weeks=1), 28)
"""Four weeks, a column a day: today is column 7."""


def bar(start: int, due: int | None, *was_due: int, percent: int = 0, is_open: bool = True) -> str:
    """With days counted from today."""
    days = tuple(MONDAY + timedelta(days=day) for day in was_due)
    shown = SpanBar(
        MONDAY + timedelta(days=start), None if due is None else MONDAY + timedelta(days=due), days, percent, is_open
    )
    return drawn(shown, SCALE, MONDAY).plain


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (bar(-4, 3), "┊  ━━━━┃━━◆   ┊      ┊      "),
        (bar(-4, 3, percent=50), "┊  ████┃━━◆   ┊      ┊      "),
        (bar(-6, -3), "┊━━━◆╌╌┃      ┊      ┊      "),
        (bar(-6, -3, is_open=False), "┊━━━◆  ┃      ┊      ┊      "),
        (bar(0, 9, 4, 7), "┊      ┃━━━◇━━◇━◆    ┊      "),
        (bar(-30, 60), "━━━━━━━┃━━━━━━━━━━━━━━━━━━━━"),
        (bar(0, None), "┊      ┃      ┊      ┊      "),
    ],
)
def test_a_span_is_drawn_with_its_progress_its_slips_and_how_late_it_is(said: str, seen: str) -> None:
    assert said.rstrip() == seen.rstrip()


def test_the_scale_names_mondays_where_there_is_room() -> None:
    upper, lower = heads(SCALE, MONDAY, EN)
    assert upper.plain.split() == ["23", "Feb", "2", "Mar", "9", "Mar", "16", "Mar"]
    assert lower.plain == "┊      ┃      ┊      ┊      "
    upper, _ = heads(Scale(SCALE.first, 28, zoom=3), MONDAY, EN)
    assert upper.plain.split() == ["23", "Feb", "13", "Apr", "1", "Jun", "20", "Jul"]
    assert monday_of(date(2026, 3, 8)) == MONDAY


def test_load_says_what_is_late_and_what_is_open() -> None:
    assert load_bar(6, 2, 12, 12).plain == "██▒▒▒▒"
    assert load_bar(1, 1, 1000, 10).plain == "█"
    assert load_bar(0, 0, 5, 10).plain == ""
    loads = [("研发部", 6, 3), ("市场部", 3, 0), ("法务部", 1, 0)]
    assert load_line(loads, 80, bar=6).plain == "研发部 ███▒▒▒ 6   市场部 ▒▒▒ 3   法务部 ▒ 1"
    assert load_line(loads, 40, bar=6).plain == "研发部 ███▒▒▒ 6   市场部 ▒▒▒ 3"


def test_a_burn_down_has_its_scale_its_columns_and_the_straight_line() -> None:
    points = [Point(MONDAY + timedelta(days=day), left) for day, left in enumerate((4, 8, 6, 4))]
    line = ideal(points, MONDAY + timedelta(days=9))
    assert (line[0], line[-1]) == (Point(MONDAY + timedelta(days=1), 8), Point(MONDAY + timedelta(days=9), 0))
    drawn_lines = [each.plain for each in burn_down(points, line, 32, 5, EN)]
    assert drawn_lines[0].startswith("8 ")
    assert drawn_lines[2].startswith("4 "), "half way up stands half of what stands at the top"
    assert drawn_lines[4].split()[:3] == ["0", "2", "Mar"]
    assert drawn_lines[4].split()[-2:] == ["11", "Mar"]
    assert "█" in drawn_lines[3][:12]
    assert sum("·" in each for each in drawn_lines) >= 3
    assert all(len(each) <= 32 for each in drawn_lines)


def test_what_is_planned_fills_the_days_to_come() -> None:
    points = [Point(MONDAY + timedelta(days=day), 4) for day in range(3)]
    planned = [Point(MONDAY + timedelta(days=day), left) for day, left in ((3, 4), (4, 2), (5, 0))]
    drawn_lines = [each.plain for each in burn_down(points, [], 32, 5, EN, planned)]
    assert drawn_lines[0].count("▒") >= 1
    assert drawn_lines[3].count("▒") > drawn_lines[0].count("▒"), "less is left later"
    assert drawn_lines[3].endswith("▒   "), "and nothing on the last day"
    assert drawn_lines[4].split()[-2:] == ["7", "Mar"]


@pytest.mark.parametrize(
    ("most", "top", "half"), [(0, 2, 1), (1, 2, 1), (3, 4, 2), (12, 12, 6), (137, 140, 70), (100_000, 100_000, 50_000)]
)
def test_each_label_of_a_scale_is_as_far_up_as_it_says(most: int, top: int, half: int) -> None:
    """Also where the rows are odd in number: 7 of them are drawn as 6."""
    drawn_lines = [each.plain for each in burn_down([Point(MONDAY, most)], [], 32, 8, EN)]
    labels = {row: int(label) for row, each in enumerate(drawn_lines) if (label := each[: len(str(top))].strip())}
    assert labels == {0: top, 3: half, 6: 0}


def test_no_straight_line_to_a_day_that_is_past() -> None:
    assert ideal([Point(MONDAY, 3)], MONDAY) == []
    assert ideal([], MONDAY) == []


def test_milestones_stand_above_their_days_and_lose_their_names_before_they_run_into_each_other() -> None:
    """Seven columns a week: one a day."""
    days = [(SCALE.first + timedelta(days=at), name) for at, name in ((5, "launch"), (0, "freeze"), (400, "later"))]
    assert flags(SCALE, days).plain == "▼    ▼launch"
    assert flags(SCALE, days[1:]).plain == "▼freeze"
    assert flags(SCALE, days[2:]).plain == "", "none of them lies in the weeks that are seen"
    last = SCALE.first + timedelta(days=SCALE.width - 3)
    assert flags(SCALE, [(last, "上")]).plain.endswith("▼上")
    assert flags(SCALE, [(last, "上线")]).plain.endswith("▼")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("zoom", range(4))
def test_the_mondays_that_are_named_are_as_far_apart_as_each_other(locale: Locale, zoom: int) -> None:
    scale, words = Scale(date(2026, 2, 23), 90, zoom=zoom), Catalogue(locale)
    upper, _ = heads(scale, MONDAY, words)
    at = [column for column, monday in scale.mondays if f" {upper.plain} ".find(f" {words.short_day(monday)} ") >= 0]
    assert len(at) > 2
    assert len({after - before for before, after in pairwise(at)}) == 1
