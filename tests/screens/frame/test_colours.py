"""What is written can be read: on every page, in the themes that come with the product, under the cursor too."""

import pytest
from rich.color import Color as Painted
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from collabtui.screens.frame.readable_colours import LEAST, contrast
from collabtui.screens.frame.themes import DRAFT, INK, PAPER
from support.player import Player, Stage

ROUNDED = 0.05
"""What is lost where a colour is written in 8 bits."""
PLACES = (
    ("1",), ("2", "enter"), ("3", "space"), ("4", "enter"), ("5", "enter"), ("6",), ("7",), ("O",), ("W",), ("B",),
    ("R",), ("3", "question_mark"), ("6", "n"), ("3", "e"), ("slash",),
)  # fmt: skip
"""Every page, a marked row, the focus in a field, one that is filled, a dialog, the list of keys."""
THEMES = [*(theme.name for theme in BUILTIN_THEMES.values() if not theme.ansi), INK.name, PAPER.name]


def unreadable(player: Player) -> list[str]:
    """Letters that hardly stand out from their ground."""
    found = []
    dialogs = list(player.app.screen.query(".dialog"))
    strips = player.app.screen._compositor.render_strips()
    for dialog in dialogs:  # the page behind it is veiled
        x, y, width, height = dialog.region
        strips = [strip.crop(x, x + width) for strip in strips[y : y + height]]
    for strip in strips:
        for segment in strip:
            style = segment.style
            if style and style.color and style.bgcolor and any(map(str.isalnum, segment.text)):
                front, back = (_seen(one) for one in (style.color, style.bgcolor))
                if contrast(front, back) < LEAST - ROUNDED:
                    found.append(f"{segment.text.strip()!r} {front.hex} on {back.hex}")
    return found


def _seen(colour: Painted) -> Color:
    return Color(*colour.get_truecolor())


@pytest.mark.parametrize("keys", PLACES, ids="-".join)
async def test_every_letter_stands_out_from_its_ground(published: Stage, keys: tuple[str, ...]) -> None:
    """In all themes that have colours of their own; a notice of each kind stands there, too."""
    async with published.play("en", (120, 30)) as player:
        await player.see("Needs you")
        await player.press(*keys)
        for number, theme in enumerate(THEMES):
            player.app.theme = theme
            player.app.notify("said", severity=("information", "warning", "error")[number % 3])
            await player.settle()
            assert unreadable(player) == [], theme


def mark_of_field(player: Player) -> float:
    """How far the mark before the field with the focus stands out from its ground."""
    segments = [one for strip in player.app.screen._compositor.render_strips() for one in strip if "▌" in one.text]
    (style,) = [one.style for one in segments]
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(_seen(style.color), _seen(style.bgcolor))


async def test_the_field_with_the_focus_is_seen_in_every_theme(published: Stage) -> None:
    """A mark is no letter: a contrast of 3 is enough (WCAG 2, 1.4.11)."""
    async with published.play("en", (100, 30)) as player:
        await player.press("6", "n")
        await player.see("Name")
        for theme in THEMES:
            player.app.theme = theme
            await player.settle()
            assert mark_of_field(player) >= 3, theme


async def test_a_theme_is_seen_while_the_cursor_stands_on_it_and_kept_by_enter_alone(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.see("Needs you")
        drafts = player.app.services.drafts
        player.app.search_themes()
        await player.see("Search for a theme", "ink")
        ground = player.app.screen_stack[0].styles.background
        await player.press("down")
        await player.until(lambda: player.app.theme == "monokai")
        await player.until(lambda: player.app.screen_stack[0].styles.background != ground)
        await player.press("escape")
        await player.until(lambda: player.app.theme == "ink")
        await player.until(lambda: player.app.screen.styles.background == ground)
        assert not drafts.get(DRAFT)
        player.app.search_themes()
        await player.see("Search for a theme", "ink")
        await player.type("paper")
        await player.until(lambda: player.app.theme == "paper")
        assert not drafts.get(DRAFT)
        await player.press("enter")
        await player.until(lambda: drafts.get(DRAFT) == "paper")
        assert player.app.theme == "paper"
    async with stage.play("en") as player:
        await player.see("Needs you")
        assert player.app.theme == "paper"


async def test_a_name_that_no_theme_has_leaves_the_former(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.see("Needs you")
        player.app.search_themes()
        await player.see("Search for a theme", "ink")
        await player.type("no such")
        await player.see("no such")
        await player.press("enter", "escape")
        await player.until(lambda: player.app.theme == "ink" and len(player.app.screen_stack) == 1)


async def test_the_product_has_colours_of_its_own_until_others_are_chosen(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.see("Needs you")
        assert player.app.theme == "ink"
        player.app.theme = "paper"
        await player.settle()
    async with stage.play("en") as player:
        await player.see("Needs you")
        assert player.app.theme == "paper"
