"""Two panes beside each other: zoomed, resized, and found again as they were left."""

import pytest

from collabtui.domain.place import Place
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.panes.pane_layout import LEAST, MOST, PaneLayout
from collabtui.screens.frame.panes.two_panes import TwoPanePage
from support.player import Player, Stage

WIDE = (160, 48)
PAGES = {
    "meetings": ("2",),
    "actions": ("3",),
    "inbox": ("4",),
    "matters": ("5",),
    "people": ("6",),
    "outbox": ("O",),
    "reports": ("R",),
    "minutes": ("2", "end", "enter"),
}
"""Keys that lead there."""


def page_of(player: Player) -> TwoPanePage:
    page = player.app.screen
    assert isinstance(page, TwoPanePage)
    return page


def shown(player: Player) -> tuple[bool, bool]:
    """Whether the left and the right pane are seen."""
    page = page_of(player)
    left, right = (page.query_one(selector) for selector in page.panes[:2])
    return left.display and left.size.width > 0, right.display and right.size.width > 0


def left_width(player: Player) -> int:
    page = page_of(player)
    return page.query_one(page.panes.left).outer_size.width


@pytest.mark.parametrize("page", PAGES)
async def test_the_list_takes_the_whole_page_and_gives_it_back(published: Stage, page: str) -> None:
    async with published.play("en", WIDE) as player:
        await player.press(*PAGES[page])
        before = left_width(player)
        assert shown(player) == (True, True)
        await player.press("backslash")
        assert shown(player) == (True, False)
        assert left_width(player) == WIDE[0]
        await player.press("backslash")
        assert shown(player) == (True, True)
        assert left_width(player) == before


async def test_a_zoomed_list_opens_a_row_on_the_whole_page_and_esc_leads_back(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3", "backslash", "enter")
        assert shown(player) == (False, True)
        await player.press("escape")
        assert shown(player) == (True, False)


async def test_the_pane_that_has_the_focus_is_the_one_that_is_zoomed(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3", "enter", "backslash")
        assert shown(player) == (False, True)
        await player.press("backslash")
        assert shown(player) == (True, True)
        assert player.app.focused is not None
        assert player.app.focused.id == "action-history"


async def test_of_minutes_tab_turns_to_the_pane_that_is_not_seen(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("2", "end", "enter", "backslash")
        page_of(player).query_one("#recipients").focus()  # as a correction that another page points at
        await player.settle()
        assert shown(player) == (False, True)


async def test_the_border_moves_and_says_where_it_stands(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3")
        before = left_width(player)
        await player.press("less_than_sign")
        narrower = left_width(player)
        assert before - 16 <= narrower < before
        await player.see(f"The left pane has {round(100 * narrower / WIDE[0])}%")
        await player.press("greater_than_sign", "greater_than_sign")
        assert left_width(player) == narrower + 16


async def test_the_border_stops_before_a_pane_is_gone(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("6", *["greater_than_sign"] * 14)
        assert left_width(player) == WIDE[0] * MOST // 100
        await player.press(*["less_than_sign"] * 14)
        assert left_width(player) == WIDE[0] * LEAST // 100


async def test_each_page_is_found_as_it_was_left(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3", "backslash", "6", "less_than_sign")
        people = left_width(player)
    async with published.play("zh", WIDE) as player:
        await player.press("3")
        assert shown(player) == (True, False)
        await player.press("6")
        assert (shown(player), left_width(player)) == ((True, True), people)


async def test_what_was_resized_keeps_its_share_in_another_window(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("6", *["less_than_sign"] * 3)
        share = left_width(player) / WIDE[0]
        await player.pilot.resize_terminal(120, 30)
        await player.settle()
        assert left_width(player) == round(share * 120)
        await player.pilot.resize_terminal(80, 24)
        await player.settle()
        assert (shown(player), left_width(player)) == ((True, False), 80)


async def test_where_one_pane_is_shown_resizing_says_why_not(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3", "backslash", "less_than_sign")
        await player.see("unzoom it, then resize")
        await player.press("backslash")
        await player.pilot.resize_terminal(80, 24)
        await player.press("greater_than_sign")
        await player.see("fewer than 100 columns")


@pytest.mark.parametrize(
    ("line", "layout"),
    [
        ("45", PaneLayout(45)),
        ("45 zoomed", PaneLayout(45, zoomed=True)),
        ("- zoomed", PaneLayout(None, zoomed=True)),
        ("", PaneLayout()),
        ("5", PaneLayout()),
        ("99 zoomed", PaneLayout(None, zoomed=True)),
        ("broken line", PaneLayout()),
    ],
)
def test_a_layout_is_read_back_and_what_is_broken_is_as_designed(line: str, layout: PaneLayout) -> None:
    assert PaneLayout.of(line) == layout
    assert PaneLayout.of(str(layout)) == layout


async def test_a_zoomed_list_is_wide_and_has_all_its_columns(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("3")
        assert "deliverable" not in player.screen.splitlines()[2]
        await player.press("backslash")
        heads = player.screen.splitlines()[2]
        assert all(head in heads for head in ("action", "owner", "department", "due", "deliverable", "changed"))


async def test_in_a_narrow_window_what_has_no_column_stands_below_its_title_behind_its_head(published: Stage) -> None:
    async with published.play("en", (80, 24)) as player:
        await player.press("3")
        assert "department" not in player.screen
        await player.press("backslash")
        await player.see("department 研发部", "meeting M1")


async def test_the_keys_of_the_panes_are_those_of_matters_too(published: Stage) -> None:
    async with published.play("en", WIDE) as player:
        await player.press("5")
        before = left_width(player)
        await player.press("greater_than_sign")
        assert left_width(player) > before


def has_the_keys(player: Player) -> bool:
    """Whether what has the focus is seen."""
    here = page_of(player).focused
    return here is not None and all(part.display for part in here.ancestors_with_self)


@pytest.mark.parametrize("page", ["actions", "inbox", "matters", "people", "outbox", "reports"])
@pytest.mark.parametrize("keys", [(), ("enter",), ("tab",)], ids=["list", "opened", "beside"])
async def test_a_narrower_window_keeps_the_focus_where_it_is_seen(
    published: Stage, page: str, keys: tuple[str, ...]
) -> None:
    async with published.play("en", WIDE) as player:
        await player.press(*PAGES[page], *keys)
        before, footer = page_of(player).focused, player.screen.splitlines()[-1]
        for size in ((40, 15), WIDE):
            await player.pilot.resize_terminal(*size)
            await player.settle()
            assert has_the_keys(player)
            assert page_of(player).focused is before
        assert player.screen.splitlines()[-1] == footer


@pytest.mark.parametrize(
    "place",
    [Place("matters", "X-2026-001"), Place("inbox", "I1"), Place("outbox", "O1"), Place("people", "P2")],
    ids=["matter", "mail", "outgoing", "person"],
)
async def test_what_another_page_names_has_the_keys_where_it_hides_the_list(published: Stage, place: Place) -> None:
    """A new matter was shown, and no key but letters did anything."""
    async with published.play("en", (80, 24)) as player:
        today = player.app.screen
        assert isinstance(today, Page)
        today.go(*place)
        await player.settle()
        assert has_the_keys(player)
