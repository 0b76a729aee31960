"""What holds on all pages: keys, palette, search, languages, undo."""

import re
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages
from typing import Any

import pytest
from textual import events
from textual.binding import Binding
from textual.command import CommandList
from textual.screen import Screen

from collabtui import screens, widgets
from collabtui.app import CollabApp
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.directory import everybody
from collabtui.screens.agenda.agenda_box import AgendaBox
from collabtui.screens.frame.notice_display import mark_read
from collabtui.screens.frame.page import Page
from collabtui.text.catalogue import LOCALES, parse_sentences
from support.player import Stage
from support.world import PEOPLE

KEYS = {"today": "1", "meetings": "2", "actions": "3", "inbox": "4", "matters": "5", "people": "6", "setup": "7"}


def parts() -> list[type[Any]]:
    """The app and every screen and widget of ours."""
    modules = [
        import_module(info.name)
        for room in (screens, widgets)
        for info in walk_packages(room.__path__, f"{room.__name__}.")
    ]
    found = {part for module in modules for part in vars(module).values() if isclass(part)}
    return [CollabApp, *(part for part in found if part.__module__.startswith("collabtui."))]


def bindings() -> list[Binding]:
    declared = [one for part in parts() for one in vars(part).get("BINDINGS", ())]
    return [one for one in declared if isinstance(one, Binding)]


def test_every_key_has_a_name_of_its_own_and_words_in_every_language() -> None:
    sentences = [parse_sentences(locale) for locale in LOCALES]
    assert len(bindings()) > 50
    for binding in bindings():
        assert binding.id, binding
        assert all(binding.description in words for words in sentences), binding
    actions: dict[str, set[str]] = {}
    for binding in bindings():
        actions.setdefault(str(binding.id), set()).add(binding.action)
    assert {name: found for name, found in actions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("page", KEYS)
async def test_the_footer_has_room_at_80_columns_and_names_the_list_of_all_keys(planned: Stage, page: str) -> None:
    async with planned.play("en") as player:
        await player.press(KEYS[page])
        await player.see("? keys")
        await player.press("question_mark")
        await player.see("Keys that work here", "On this page")
        for last in ("Everywhere", "undo  ", "quit  "):
            for _ in range(9):
                if last not in player.screen:
                    await player.press("pagedown")
            await player.see(last)
        await player.press("escape")
        await player.until(lambda: "Keys that work here" not in player.screen)


async def test_the_list_of_keys_says_of_the_page_what_its_foot_says(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("B")
        await player.see("⏎ 打开  H/L 移动")
        await player.press("question_mark")
        await player.see("这里可用的按键")
        lines = [[word for word in line.split() if "│" not in word] for line in player.screen.splitlines()]
        own = lines[lines.index(["本页"]) + 1 :]
        assert own[:2] == [["⏎", "打开"], ["H/L", "移动"]]


@pytest.mark.parametrize("page", KEYS)
async def test_what_is_to_be_read_stands_out_from_its_ground(published: Stage, page: str) -> None:
    async with published.play("zh", (120, 30)) as player:
        await player.press(KEYS[page])
        hidden = [
            segment.text
            for strip in player.app.screen._compositor.render_strips()
            for segment in strip
            if segment.text.strip() and segment.style and segment.style.color == segment.style.bgcolor
        ]
        assert hidden == []


async def test_where_the_header_has_no_room_every_page_keeps_a_name(published: Stage) -> None:
    async with published.play("en") as player:
        await player.see("1 Today 2 Meetings 3 Actions 4 Inbox 5 Matters 6 People 7 Settings", "✉ 5  16:00")
    async with published.play("en", (60, 24)) as player:
        await player.see("1 Today 2 Meet 3 Act 4 Inbox 5 Mat 6 Ppl 7 Set", "✉ 5  16:00")
    async with published.play("en", (120, 30)) as player:
        await player.see("7 Settings", "5 queued  Mon 2 Mar 16:00")


async def test_the_palette_knows_the_keys_of_the_page(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("2", "enter")
        await player.see("planned", "开场")
        await player.press("ctrl+p")
        await player.type("invite")
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count == 1)
        await player.press("enter")
        await player.see("M1: who gets the invitation")


async def test_the_palette_knows_what_other_pages_can_do_and_leads_there(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("ctrl+p")
        await player.type("Actions: postpone")
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count == 1)
        await player.press("enter")
        await player.see("3 open")
        await player.see("Here t does it: postpone.")


@pytest.mark.parametrize(
    ("typed", "page", "shown"),
    [("month", "week", "Mar 2026"), ("time line", "actions", "zoom"), ("actions new", "actions", "New action")],
)
async def test_what_needs_no_line_is_run_from_any_page(published: Stage, typed: str, page: str, shown: str) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.press("enter")
        await player.until(lambda: player.app.current_mode == page, lambda: player.screen)
        await player.see(shown)


async def test_the_palette_knows_people_by_name(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("ctrl+p")
        await player.type("陈静")
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count == 3)
        shown = player.app.screen.query_one(CommandList)
        assert str(shown.get_option_at_index(0).prompt).startswith("P4"), "before what is hers"
        await player.press("enter")
        await player.see("市场部", "chen@example.test")  # her card, where there is no room for both


async def test_another_language_is_spoken_at_once(planned: Stage) -> None:
    async with planned.play("zh") as player:
        await player.see("待你处理")
        await player.press("ctrl+p")
        await player.type("English")
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count == 1)
        await player.press("enter")
        await player.see("Needs you", "Meetings", "M1 新品上线协作会")
        await player.press("2")
        await player.see("planned", "new meeting")


async def test_people_who_would_be_gone_are_asked_about_first(stage: Stage) -> None:
    async with stage.play() as player:
        await player.press("u")
        await player.see("撤销这项变更？", "已移除")
        await player.press("n")
    assert len(everybody(stage.workspace.store)) == len(PEOPLE)


async def test_the_page_that_is_seen_tells_that_the_database_is_back_which_another_page_missed(stage: Stage) -> None:
    """Its worker may still have been waiting for the server when the facilitator went on."""
    async with stage.play("en") as player:
        left = player.app.screen
        await player.press("3")
        assert isinstance(left, Page)
        left.show_error(Unreachable("database.not_reached", path="here", reason="no answer"))
        await player.see("The database is back.")
        assert "no answer" not in player.screen


async def test_ctrl_c_says_how_to_quit_and_quits_at_the_second_time(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("ctrl+c")
        await player.see("ctrl+q quits")
        player.app.post_message(events.Key("ctrl+c", None))
        await player.until(lambda: player.app._exit)


SWALLOWED = re.compile(r"ctrl\+[abchijmpqswz@]|f\d+|alt\+.+|shift\+f\d+")
"""What some terminal, multiplexer or desktop keeps to itself: flow control, tmux, job control, help and menus; and
what a terminal cannot tell from Tab, Enter or Backspace."""


def test_no_key_that_terminals_swallow_is_the_only_way() -> None:
    """The commands of a screen stand in the palette as well, and the palette has a second key; so what is left are
    the app's own keys and those of widgets."""
    keys: dict[tuple[str, str], list[str]] = {}
    for part in parts():
        for one in vars(part).get("BINDINGS", ()):
            if isinstance(one, Binding) and not (issubclass(part, Screen) and one.description):
                keys.setdefault((part.__name__, one.action), []).extend(one.key.split(","))
    single = {name for name, given in keys.items() if all(SWALLOWED.fullmatch(key.strip()) for key in given)}
    assert single == {("CollabApp", "command_palette"), ("CollabApp", "quit")}
    assert "colon" in {one.key for one in Page.BINDINGS if isinstance(one, Binding)}, (
        "opens the palette, which can quit"
    )


async def test_the_palette_opens_without_ctrl_p_and_quits(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("colon")
        await player.type("quit")
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count == 1)
        player.app.post_message(events.Key("enter", None))
        await player.until(lambda: player.app._exit)


async def test_a_theme_of_ones_own_is_worn_and_a_bad_one_says_why(stage: Stage) -> None:
    stage.home.themes.mkdir()
    (stage.home.themes / "office.toml").write_text('dark = false\nprimary = "#5f87af"\naccent = "gold"\n')
    (stage.home.themes / "wrong.toml").write_text('primary = "#5f87af"\nacent = "gold"\n')
    async with stage.play("en", (120, 30)) as player:
        await player.see("wrong.toml, line 2: acent is not a colour")
        player.app.theme = "office"
        await player.settle()
    async with stage.play("en") as player:
        assert (player.app.theme, player.app.current_theme.dark) == ("office", False)
    (stage.home.themes / "office.toml").unlink()
    async with stage.play("en", (120, 30)) as player:
        await player.see("The theme office no longer exists")


async def test_enter_in_the_palette_means_what_was_typed_and_not_what_was_listed_before(planned: Stage) -> None:
    async with planned.play("zh") as player:
        await player.press("2", "enter")
        await player.see("核心问题")
        await player.press("ctrl+p")
        await player.until(lambda: bool(player.app.screen.query(CommandList)) and "加一行" in player.screen)
        await player.press(*"English", "enter")
        await player.see("Agenda", "1 Today")
        assert not player.app.screen.query(AgendaBox).first().typing


async def test_a_notice_that_is_over_before_it_was_looked_for_was_told(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "y")
        mark_read(player.app, player.app.services.notices)
        await player.until(lambda: "Copied" not in player.screen)
        await player.see("Copied 1 line.")
        await player.press("down")
        assert "Copied 1 line." not in player.notices.told
