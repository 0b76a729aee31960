"""What is written can be read: on every page, in the themes that come with the product, under the cursor too."""

import pytest
from rich.color import Color as Painted
from textual.color import Color

from support.player import Player, Stage

READABLE = 3.0
"""Of the lighter to the darker, as WCAG counts it: the least for large or secondary text."""
PAGES = "1234567"


def unreadable(player: Player) -> list[str]:
    """Letters that hardly stand out from their ground."""
    found = []
    for strip in player.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style and style.color and style.bgcolor and any(map(str.isalnum, segment.text)):
                front, back = (_seen(one) for one in (style.color, style.bgcolor))
                if _contrast(front, back) < READABLE:
                    found.append(f"{segment.text.strip()!r} {front.hex} on {back.hex}")
    return found


def _seen(colour: Painted) -> Color:
    return Color(*colour.get_truecolor())


def _contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_every_letter_stands_out_from_its_ground(published: Stage, theme: str) -> None:
    async with published.play("en", (120, 30)) as player:
        await player.see("Needs you")
        player.app.theme = theme
        for page in PAGES:
            await player.press(page)
            assert unreadable(player) == [], page
        await player.press("2", "enter")
        await player.see("Decisions")
        assert unreadable(player) == []


async def test_the_product_has_colours_of_its_own_until_others_are_chosen(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.see("Needs you")
        assert player.app.theme == "ink"
        player.app.theme = "paper"
        await player.settle()
    async with stage.play("en") as player:
        await player.see("Needs you")
        assert player.app.theme == "paper"
