"""What is counted of a day of a month, in as many columns as it has."""

import re
from datetime import date, timedelta

import pytest
from textual.content import Content

from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.screens.week.month_grid import in_lines, worthiest
from collabtui.screens.week.month_layout import MonthLayout
from collabtui.widgets.line import Cell
from support.player import Stage
from support.world import AGENDA

COUNTS = [Content("●2"), Content("◆12"), Content("✎1")]


@pytest.mark.parametrize(("room", "shown"), [(9, "●2 ◆12 ✎1"), (8, "●2 ◆12"), (5, "●2"), (2, "●2")])
def test_counts_are_whole_the_worthiest_first(room: int, shown: str) -> None:
    assert Content(" ").join(worthiest(COUNTS, room)).plain == shown


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (99, 30), (160, 48)])
async def test_the_lines_between_weeks_end_at_the_edge(planned: Stage, size: tuple[int, int]) -> None:
    async with planned.play("en", size) as player:
        await player.press("W", "m")
        await player.see("31")
        assert "─…" not in player.screen


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_of_two_meetings_of_a_day_none_is_hidden(published: Stage, size: tuple[int, int]) -> None:
    """Both by name, or one by name and the other counted; with what is due and who is away beside them."""
    for hour in (1, 2):
        start = AGENDA.start + timedelta(days=11, hours=hour)
        plan.new_meeting(published.acting, AGENDA.model_copy(update={"start": start, "title": f"会{hour}"}))
    set_away(published.acting, "P4", date(2026, 3, 13), date(2026, 3, 13))
    add_action(published.acting, ActionDraft(title="x", owner="P2", due=date(2026, 3, 13)))
    ask_vote(published.acting, VoteDraft(meeting="M1", text="发布日", choices=("A", "B"), until=date(2026, 3, 12)))
    async with published.play("zh", size) as player:
        await player.press("W", "m")
        await player.see("会1")
        assert ("会2" in player.screen) != ("●1" in player.screen)


async def test_what_a_day_of_the_month_names_is_whole_and_the_rest_is_counted(stage: Stage) -> None:
    for number in range(20):
        title = f"Review the third draft of the contract {number}"
        add_action(stage.acting, ActionDraft(title=title, owner="Bob Brown", due=date(2026, 3, 13)))
    async with stage.play("en", (160, 48)) as player:
        await player.press("W", "m", "pagedown")
        await player.see("◆ Review the third", "draft of the contract")
        assert "…" not in player.screen
        (counted,) = re.findall(r"13 ◆(\d+)", player.screen)
        assert player.screen.count("◆ Review") + int(counted) == 20


def test_the_first_title_is_rather_cut_than_left_out() -> None:
    texts: list[tuple[Cell, ...]] = [((Content(text), 0),) for text in ("one two three four five six", "seven")]
    assert [[row.plain.strip() for row in one] for one in in_lines(texts, 10, 2)] == [["one two", "three fou…"]]
    assert in_lines(texts, 10, 0) == []
    assert in_lines(texts, 10, 2, rather_cut=False) == []


async def test_at_80_columns_a_day_names_what_is_due_on_the_lines_that_are_free(stage: Stage) -> None:
    for title, day in (("上线", 12), ("Write the description", 13)):
        add_action(stage.acting, ActionDraft(title=title, owner="Bob Brown", due=date(2026, 3, day)))
    async with stage.play("en", (80, 24)) as player:
        await player.press("W", "m", "pagedown")
        await player.see("◆ 上线", "◆ Write")
        assert "◆1" not in player.screen


@pytest.mark.parametrize(
    ("width", "off", "widths"),
    [
        (158, [0, 0, 0, 0, 0, 1, 1], [22] * 7),  # all have room
        (98, [0, 0, 0, 0, 0, 1, 1], [17] * 5 + [6, 6]),  # the others have 16 columns for a title
        (98, [0] * 7, [14] * 7),
        (78, [0, 0, 0, 0, 0, 1, 1], [11] * 7),  # they would not have them
        (98, [1] * 7, [14] * 7),
    ],
)
def test_days_off_give_way_to_the_titles_of_the_others(width: int, off: list[int], widths: list[int]) -> None:
    assert list(MonthLayout.of_width(width, [bool(one) for one in off]).widths) == widths


@pytest.mark.parametrize(
    ("height", "needs", "heights", "ruled"),
    [
        (27, [5, 6, 6, 4, 5, 6], [5, 5, 4, 4, 4, 4], False),
        (27, [2, 9, 2, 2, 2, 2], [3, 10, 3, 3, 3, 3], False),  # what one does not need another has
        (46, [2, 2, 12, 2, 2, 2], [5, 5, 15, 5, 5, 5], True),
        (9, [1, 1, 2, 1, 1, 1], [1, 1, 2, 1, 1, 1], False),
        (3, [5, 5, 5, 5, 5, 5], [1] * 6, False),
    ],
)
def test_a_week_with_more_to_say_is_higher(height: int, needs: list[int], heights: list[int], ruled: bool) -> None:
    layout = MonthLayout.of_width(98, [False] * 7).with_heights(height, needs)
    assert (list(layout.heights), layout.ruled) == (heights, ruled)
    assert layout.week_at(1) == (0, 0)
    assert layout.week_at(heights[0] + 1) == (1, 0)
