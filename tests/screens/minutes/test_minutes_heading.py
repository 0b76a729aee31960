"""The line above the minutes: when the meeting was, whole at any width."""

import pytest

from collabtui.domain.people import Locale
from support.player import Stage


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("size", [(40, 15), (60, 20), (80, 24)])
async def test_the_hours_above_the_minutes_are_whole(published: Stage, locale: Locale, size: tuple[int, int]) -> None:
    async with published.play(locale, size) as player:
        await player.press("2", "enter")
        await player.see("14:00–14:50 ")
