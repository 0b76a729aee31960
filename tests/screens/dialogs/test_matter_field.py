"""The field of a matter: a title that is new would make a new one, and that is said before it does."""

import pytest

from support.player import Stage


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("新品", "a new matter; there is already: 新品上线 (X-2026-001)"),
        ("新品上限", "a new matter; there is already: 新品上线 (X-2026-001)"),
        ("x-2026-001", "新品上线"),
        ("ERP", "a new matter"),
    ],
)
async def test_a_meeting_says_which_matter_it_would_be_of(published: Stage, typed: str, says: str) -> None:
    async with published.play("en") as player:
        await player.press("2", "n", "enter", "tab", "tab", "tab", "tab")
        await player.type(typed)
        await player.see(says)


async def test_a_title_that_is_there_is_not_spoken_of(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("2", "n", "enter", "tab", "tab", "tab", "tab")
        await player.type("新品上线")
        assert "a new matter" not in player.screen


async def test_a_new_action_says_so_too(published: Stage) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("3", "n", "shift+tab", "shift+tab", "shift+tab")
        await player.type("新品")
        await player.see("a new matter; there is already: 新品上线 (X-2026-001)")
