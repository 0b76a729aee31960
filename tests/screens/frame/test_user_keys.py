"""Keys that the user set work, and are the ones that the screens name."""

import re

import pytest
from textual.widgets import Input

from collabtui.domain.people import Locale
from support.player import Stage


def set_keys(stage: Stage, text: str) -> None:
    stage.home.keys.write_text(text, encoding="utf-8")


async def test_a_key_that_was_set_works_and_the_one_before_does_not(published: Stage) -> None:
    set_keys(published, '"actions.note" = "N"\n')
    async with published.play("en", (120, 30)) as player:
        await player.press("3", "i")
        assert len(player.app.screen_stack) == 1
        await player.press("N")
        assert len(player.app.screen_stack) == 2


async def test_the_footer_the_help_and_the_palette_name_the_key_that_was_set(published: Stage) -> None:
    set_keys(published, '"actions.done" = "D"\nkeys = "f12"\n')
    async with published.play("en", (120, 40)) as player:
        await player.press("3")
        await player.see("D done", "f12 keys")
        assert "? keys" not in player.screen
        await player.press("f12")
        (line,) = [line for line in player.screen.splitlines() if " done " in line]
        assert " D " in line
        await player.press("down", "down", "f2")
        await player.see("in keys.toml: actions.done")
        await player.press("escape", "escape", "1", "ctrl+p")
        await player.type("Actions: done")
        await player.press("enter")
        await player.see("Here D does it")


async def test_a_page_is_reached_by_the_key_that_was_set_before_its_rows_are_there(published: Stage) -> None:
    set_keys(published, '"page.actions" = "f12"\n')
    async with published.play("en") as player:
        await player.press("f12")
        await player.see("A1")
        assert player.app.current_mode == "actions"
        await player.see("2 Meetings f12 Actions 4 Inbox")


async def test_a_field_that_reads_its_keys_itself_obeys_too(running: Stage) -> None:
    set_keys(running, '"capture.recall" = "f12"\n')
    async with running.play("en") as player:
        await player.press("enter")
        await player.type("v: slower is safer")
        await player.press("enter", "f12")
        assert player.app.screen.query_one("#capture", Input).value == "v: slower is safer"


async def test_a_letter_that_was_set_is_text_where_text_is_typed_and_not_shown_there(published: Stage) -> None:
    set_keys(published, '"keys.typing" = "K"\n')
    async with published.play("en", (120, 30)) as player:
        await player.press("3", "slash", "K")
        field = player.app.screen.focused
        assert isinstance(field, Input)
        assert field.value == "K"
        assert "K keys" not in player.screen


async def test_what_is_wrong_with_the_file_is_said_and_the_rest_holds(published: Stage) -> None:
    set_keys(published, '"actions.done" = "e"\n"actions.note" = "N"\n')
    async with published.play("en", (120, 30)) as player:
        await player.see("line 1: e is already the key of actions.edit")
        await player.press("3", "N")
        assert len(player.app.screen_stack) == 2


@pytest.mark.parametrize(
    ("locale", "line", "said"),
    [
        (
            "en",
            '"actions.done" = "e"',
            "keys.toml, line 1: e is already the key of actions.edit; actions.done keeps its own.",
        ),
        (
            "en",
            '"actions.done" = "tab"',
            "keys.toml, line 1: Tab cannot be set; actions.done keeps its own key. Use another",
        ),
        (
            "en",
            "find =",
            "keys.toml, line 1: Invalid value. All keys stay as built in. A line is a name, = and a key in quotes",
        ),
        ("en", 'whatever = "g"', "keys.toml, line 1: no key is called whatever. The list of keys on the screens has"),
        ("zh", '"actions.done" = "ctrl+foo"', "actions.done 沿用原来的。按键写作 a"),
    ],
)
async def test_today_names_line_key_and_way_out_until_the_file_is_right(
    published: Stage, locale: Locale, line: str, said: str
) -> None:
    set_keys(published, f"{line}\n")
    async with published.play(locale, (80, 40)) as player:
        await player.press("4", "1")  # by then the notice of the start may be over
        await player.until(lambda: said.replace(" ", "") in re.sub(r"[\s│┃]", "", player.screen))
    set_keys(published, "")
    async with published.play(locale, (80, 40)) as player:
        await player.see("M1")
        assert "keys.toml" not in player.screen


async def test_without_a_file_all_is_as_built_in(published: Stage) -> None:
    async with published.play("en", (120, 30)) as player:
        await player.press("3")
        await player.see("d done", "? keys")
