"""NO_COLOR, and terminals of sixteen colours: what one has to see is seen by a mark, by words, or turned round."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.color import ColorType
from rich.segment import Segment
from textual.app import App
from textual.widgets import Input

from collabtui.screens.frame.themes import DRAFT, FEW_COLOURS, has_few_colours
from collabtui.session.services import Services
from support.player import Player, Stage

PAGES = (("1",), ("2",), ("3",), ("4",), ("5",), ("6",), ("7",), ("6", "n"), ("question_mark",), ("slash",))
ITS_OWN = (ColorType.DEFAULT, ColorType.STANDARD)


@pytest.fixture
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def pieces(player: Player) -> Iterator[Segment]:
    for strip in player.app.screen._compositor.render_strips():
        yield from strip


def shown(player: Player, text: str) -> Segment:
    return next(piece for piece in pieces(player) if text in piece.text)


@pytest.mark.parametrize(
    ("no_color", "system", "few"),
    [(True, "truecolor", True), (False, "standard", True), (False, None, True), (False, "256", False)],
)
def test_which_terminals_have_few(no_color: bool, system: str | None, few: bool) -> None:  # a table of examples
    app = SimpleNamespace(no_color=no_color, is_headless=False, console=SimpleNamespace(color_system=system))
    assert has_few_colours(cast("App[Any]", app)) is few


async def test_without_colours_none_is_sent_and_what_one_is_at_stands_out(published: Stage, no_color: None) -> None:
    async with published.play("en") as player:
        assert player.app.theme == FEW_COLOURS.name
        for keys in PAGES:
            await player.press(*keys)
            styles = [piece.style for piece in pieces(player) if piece.style]
            assert all(one.color is None or one.color.is_default for one in styles), keys
            assert all(one.bgcolor is None or one.bgcolor.is_default for one in styles), keys
            assert any(one.reverse for one in styles), f"{keys}: nothing says where one is"
            assert not any(one.dim for one in styles), f"{keys}: faint is dark grey on the console"
            await player.press("escape")


async def test_the_line_under_the_cursor_is_turned_round_and_its_list_has_another_border(
    published: Stage, no_color: None
) -> None:
    async with published.play("en") as player:
        await player.press("1")
        await player.see("Needs you")
        player.app.screen.query_one("#due").focus()
        await player.press("home")
        line = shown(player, "提供接口文档").style
        assert line is not None
        assert line.reverse
        assert "┏" in player.screen, "the list that has the keys"
        assert "╭" in player.screen


async def test_a_line_that_is_typed_shows_its_cursor_and_a_choice_that_it_is_meant(
    published: Stage, no_color: None
) -> None:
    async with published.play("en") as player:
        await player.press("6", "n")
        await player.type("ab")
        await player.press("home")
        field = player.app.screen.query_one("#field-name", Input)
        assert field.has_focus
        field.cursor_blink = False
        await player.settle()
        assert any(piece.text == "a" and piece.style and piece.style.reverse for piece in pieces(player))
        for _ in range(4):
            await player.press("tab")
        choice = next(piece for piece in pieces(player) if "‹ no ›" in piece.text and piece.style)
        assert choice.style is not None
        assert choice.style.reverse


async def test_with_few_colours_they_are_the_terminals_own(published: Stage) -> None:
    async with published.play("en") as player:
        player.app.theme = FEW_COLOURS.name
        for keys in PAGES:
            await player.press(*keys)
            for piece in pieces(player):
                style = piece.style
                if style is None or not piece.text.strip():
                    continue
                colours = [one for one in (style.color, style.bgcolor) if one]
                assert all(one.type in ITS_OWN for one in colours), (keys, piece)
                assert style.color is None or style.color.is_default or style.color != style.bgcolor, (keys, piece)
            await player.press("escape")


async def test_a_theme_that_was_chosen_elsewhere_waits_for_a_terminal_that_has_its_colours(
    published: Stage, no_color: None
) -> None:
    async with published.play("en") as player:
        services: Services = player.app.services
        services.drafts.keep(DRAFT, "paper")
    async with published.play("en") as player:
        assert player.app.theme == FEW_COLOURS.name
        assert player.app.services.drafts.get(DRAFT) == "paper"
