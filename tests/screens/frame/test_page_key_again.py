"""The key of a page, pressed on it: out of what is open there, and then to its first row. From elsewhere it leads back
to where one left."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.screens.actions.page import Actions
from collabtui.screens.dialogs.form import Form
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.live.page import Live
from collabtui.screens.meetings.page import Meetings
from collabtui.screens.minutes.page import Minutes
from collabtui.widgets.cards.card_columns import CardColumns
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.replies import outgoing


def at(player: Player) -> type:
    return type(player.app.screen)


async def test_the_minutes_that_are_open_are_left_with_the_second_press(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        await player.press("3", "2")
        assert at(player) is Minutes, "where one left"
        await player.press("2")
        assert at(player) is Meetings


@pytest.mark.parametrize("opened", [["l"], ["c"], ["f"], ["enter"]])
async def test_what_is_open_on_the_actions_is_left(published: Stage, opened: list[str]) -> None:
    async with published.play("en") as player:
        await player.press("3", *opened, "3")
        assert at(player) is Actions
        assert isinstance(player.app.focused, Rows)


async def test_on_the_list_it_leads_to_the_first_row(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "G")
        rows = player.app.screen.query_one(Rows)
        assert rows.cursor
        await player.press("3")
        assert not rows.cursor


@pytest.mark.parametrize("key", [*"14567", "O", "W", "B", "R"])
async def test_every_page_takes_its_key_again(published: Stage, key: str) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press(key, key, "down", key, key)
        assert player.app.screen.page == player.app.current_mode  # type: ignore[attr-defined]  # they are pages
        assert at(player) is PAGE_TABLE[player.app.current_mode].load()


async def test_a_meeting_that_runs_is_not_left_so(running: Stage) -> None:
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("tab", "2")
        assert at(player) is Live


async def test_out_of_the_month_it_leads_to_the_week(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("W", "m")
        await player.see("Mar 2026")
        await player.press("W")
        await player.see("Week 10")
        assert isinstance(player.app.focused, CardColumns)


async def test_a_form_with_what_was_typed_is_not_left_by_way_of_the_palette(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "e")
        await player.type("Half a title")
        await player.app.run_action("page('actions')")
        await player.see("Not saved yet. Esc again discards it.", "Half a title")
        assert at(player) is Form
        await player.app.run_action("page('actions')")
        await player.until(lambda: at(player) is Actions)
    assert published.workspace.store.get(Action, "A1").title == "提供接口文档"


async def test_what_waits_for_a_dialog_goes_on_when_its_page_is_gone_to(published: Stage) -> None:
    """A mail is held while it is edited."""
    ref = outgoing(published.workspace, "zhang@example.test", "minutes").ref
    async with published.play("en", (100, 30)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing", Rows).point_at(ref)
        await player.press("e")
        assert published.workspace.store.get(Outgoing, ref).state == "held"
        player.app.screen_stack[0].post_message(Page.Go("outbox"))
        await player.until(lambda: published.workspace.store.get(Outgoing, ref).state == "queued")
