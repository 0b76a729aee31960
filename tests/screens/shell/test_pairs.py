"""Two things of the screens at once, each of which works alone: a filter and a new row, a dialog and another theme."""

import pytest
from textual.command import CommandList
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.people import Locale
from collabtui.domain.place import Place
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.base.acting import Acting
from collabtui.screens.actions.page import Actions
from collabtui.screens.dialogs.form import Form
from collabtui.screens.live.page import Live
from collabtui.screens.minutes.page import Minutes
from collabtui.store.queries.actions import actions_by_id
from support.player import Player, Stage


def other(stage: Stage) -> Acting:
    return stage.workspace.acting("王芳", "key")


def page(player: Player) -> Actions:
    assert isinstance(player.app.screen, Actions)
    return player.app.screen


def kept(stage: Stage, ref: str) -> Action:
    return stage.workspace.store.get(Action, ref)


def cursor_ref(player: Player) -> str:
    """Of the action under the cursor."""
    session = player.app.services.session
    return actions_by_id(session.reader, [page(player).rows.key], today=session.today)[0]["ref"]


async def stand_on(player: Player, ref: str) -> None:
    page(player).point_at(Place("actions", ref))
    await player.settle()


def offered(player: Player) -> str:
    """What Enter would do in the palette."""
    hits = player.app.screen.query_one(CommandList)
    return str(hits.get_option_at_index(hits.highlighted or 0).prompt) if hits.option_count else ""


async def run_in_palette(player: Player, text: str) -> None:
    await player.press("ctrl+p")
    await player.type(text)
    await player.until(lambda: text.lower() in offered(player).lower(), lambda: player.screen)
    await player.press("enter")


async def list_only(player: Player, line: str) -> None:
    await player.press("3", "slash")
    await player.type(line)
    await player.press("enter")


async def test_what_was_done_in_one_language_is_taken_back_in_another(published: Stage) -> None:
    async with published.play("zh", (100, 30)) as player:
        await player.press("3")
        await stand_on(player, "A3")
        await player.press("d")
        await player.until(lambda: kept(published, "A3").status == "done")
        await run_in_palette(player, "English")
        await player.see("Actions")
        await player.press("u")
        await player.see("Taken back: A3", "status done → not started")
    assert kept(published, "A3").status == "not-started"


async def test_the_palette_leads_out_of_a_running_meeting_and_its_line_waits(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.type("half a line")
        await run_in_palette(player, "Actions")
        await player.until(lambda: player.app.current_mode == "actions", lambda: player.screen)
        await player.see("▶ M1")
        await player.press("f10")
        await player.see("half a line")
        assert isinstance(player.app.screen, Live)
        assert player.app.focused is player.app.screen.query_one("#capture")
        await player.type(" more")
        assert player.app.screen.query_one("#capture", Input).value == "half a line more"
    assert running.workspace.store.find(Entry, meeting="M1") == []


async def test_under_a_filter_a_row_of_another_comes_in_where_it_fits_and_the_cursor_stays(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await list_only(player, "owner:张伟")
        await player.press("down")
        before = page(player).rows.key
        add_action(other(published), ActionDraft(title="Not of his", owner="Bob Brown"))
        add_action(other(published), ActionDraft(title="Another one", owner="张伟", due=published.clock.now.date()))
        await player.see("Another one", "3 found")
        assert "Not of his" not in player.screen
        assert page(player).rows.key == before


@pytest.mark.parametrize(("locale", "told"), [("en", "A4 is added. The filter leaves it out"), ("zh", "A4 已添加")])
async def test_a_new_action_that_the_filter_leaves_out_is_said_to_be_there(
    published: Stage, locale: Locale, told: str
) -> None:
    async with published.play(locale, (100, 30)) as player:
        await list_only(player, "owner:张伟")
        await player.press("n")
        await player.type("Order the stand")
        await player.press("tab")
        await player.type("Bob Brown")
        await player.press("f2")
        await player.see("[A4] Yours now: Order the stand")
        await player.press("s")
        await player.see(told)
        assert "Order the stand" not in player.screen
        await player.press("escape")
        await player.see("Order the stand")


async def test_the_cursor_goes_to_an_action_that_was_added(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "n")
        await player.type("Order the stand")
        await player.press("f2")
        await player.see("╭─ A4 ")
        assert not any("filter" in one for one in player.notices.told)


async def test_another_theme_is_put_on_over_a_form_and_what_was_typed_stays(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "e", "tab")
        await player.type("x")
        field = player.app.focused
        assert isinstance(field, Input)
        value, ground = field.value, player.app.screen.query_one(".dialog").styles.background
        await run_in_palette(player, "Theme")
        await player.type("catppuccin-latte")
        await player.until(lambda: "latte" in offered(player))
        await player.press("enter")
        await player.until(lambda: player.app.theme == "catppuccin-latte")
        await player.settle()
        assert isinstance(player.app.screen, Form)
        assert player.app.focused is field
        assert field.value == value
        assert player.app.screen.query_one(".dialog").styles.background != ground


async def test_a_prefix_that_was_set_stands_before_what_is_behind_it(published: Stage) -> None:
    """In the list of keys, which runs it, and in the palette."""
    published.home.keys.write_text('"matters.more" = "comma"\n"matters.new_risk" = "m+z"\n', encoding="utf-8")
    async with published.play("en", (120, 48)) as player:
        await player.press("5", "enter", "comma")
        await player.see("z\u00a0new\u00a0risk", "c\u00a0new\u00a0change")
        await player.press("escape", "question_mark")
        await player.see(", z ", ", c ")
        assert " m c " not in player.screen
        await player.type("new risk")
        await player.press("enter")
        await player.see("New risk", "Level")


async def test_the_scale_of_the_time_line_stays_in_a_narrower_window(published: Stage) -> None:
    async with published.play("en", (120, 30)) as player:
        await player.press("3", "l", "plus")
        await player.see("16 Feb 23 Feb 2 Mar  9 Mar")
        before = player.screen
        await player.pilot.resize_terminal(80, 24)
        await player.see("16 Feb 23 Feb 2 Mar  9 Mar")
        await player.pilot.resize_terminal(120, 30)
        await player.until(lambda: player.screen == before, lambda: player.screen)


async def test_text_pasted_over_marked_rows_runs_nothing_and_unmarks_none(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "space", "space")
        await player.type("d\nx\ny\nu")
        await player.see("it was not run: d ⏎ x ⏎ y ⏎ u", "2 marked")
    assert {one.status for one in published.workspace.store.find(Action)} == {"not-started"}


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en", "王芳 has set A3 Sign the contract to “cancelled” meanwhile"), ("zh", "王芳已在此期间把 A3 Sign the")],
)
async def test_who_saves_into_an_action_that_another_has_ended_hears_of_it(
    published: Stage, locale: Locale, told: str
) -> None:
    async with published.play(locale, (100, 30)) as player:
        await player.press("3")
        await stand_on(player, "A3")
        await player.press("e")
        update_action(other(published), "A3", Update(ref="A3", status="cancelled", note="not needed"))
        await player.press("ctrl+u")
        await player.type("Sign the contract")
        await player.press("f2")
        await player.see(told)
        await player.press("u")
        await player.until(lambda: kept(published, "A3").title == "Review the contract")


async def test_a_row_that_its_change_took_out_of_the_filter_comes_back_with_undo(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await list_only(player, "status:not-started")
        await player.press("down", "down", "d")
        await player.see("2 found")
        await player.press("u")
        await player.see("Taken back: A2", "3 found", "完成压力测试")
        await player.settle()
        assert cursor_ref(player) == "A2", "what is done next is done to what came back"


async def test_a_row_that_another_brings_back_leaves_the_cursor_where_it_is(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await list_only(player, "status:not-started")
        await player.press("down", "down", "d")
        await player.see("2 found")
        before = cursor_ref(player)
        update_action(other(published), "A2", Update(ref="A2", status="not-started"))
        await player.see("3 found")
        assert cursor_ref(player) == before != "A2"


async def test_marks_stay_while_another_changes_rows_and_are_counted_by_what_is_there(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "space", "space")
        update_action(other(published), "A3", Update(ref="A3", percent=50))
        await player.see("50%", "3 open · 2 marked")
        update_action(other(published), "A1", Update(ref="A1", status="done"))
        await player.see("2 open · 1 marked")
        await player.press("p")
        await player.see("How much of A3 Review the contract is done?")


async def test_a_warning_over_a_dialog_is_read_in_a_window_that_gets_smaller(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "e")
        player.app.notify("Mail server does not answer", severity="warning", timeout=30)
        for size in ((80, 24), (40, 15)):
            await player.pilot.resize_terminal(*size)
            await player.settle()
            assert player.screen.count("Mail server does not answer") == 1


async def test_all_that_a_prefix_offers_is_reached_in_a_window_that_gets_smaller(published: Stage) -> None:
    async with published.play("en", (160, 40)) as player:
        await player.press("5", "enter", "m")
        for size in ((80, 24), (40, 15)):
            await player.pilot.resize_terminal(*size)
            await player.settle()
            await player.press(*["down"] * 9)
            await player.see("esc\u00a0back")
        await player.press("r")
        await player.see("New risk")


async def test_an_invitation_is_taken_back_from_another_page_and_says_what_it_was(planned: Stage) -> None:
    async with planned.play("en", (100, 30)) as player:
        await player.press("2", "enter", "i")
        await player.see("who gets the invitation")
        await player.press("s", "3", "u")
        await player.see("Taken back: M1", "state invited → planned · 4 mails are not sent")
    assert {one.state for one in planned.workspace.store.find(Outgoing)} == {"held"}


async def test_a_meeting_that_the_palette_ends_keeps_the_line_under_way(running: Stage) -> None:
    async with running.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.type("d: half a decision")
        await run_in_palette(player, "end")
        await player.see("End the meeting?")
        await player.press("y")
        await player.see("D1 half a decision")
        assert isinstance(player.app.screen, Minutes)
