"""The check of the data from the screens: what was altered without collabtui is named, and Today leads there."""

import sqlite3
from contextlib import closing

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.backup.health_note import HealthNote
from support.player import Stage


def altered(stage: Stage) -> None:
    with closing(sqlite3.connect(stage.home.database)) as there:
        there.execute("UPDATE meeting SET title = 'X' WHERE ref = 'M1'")
        there.commit()


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_today_leads_to_what_does_not_hold(planned: Stage, locale: Locale) -> None:
    altered(planned)
    HealthNote(planned.home.health_note).data_checked(7)
    async with planned.play(locale, (120, 40)) as player:
        await player.see("数据有 7 处问题" if locale == "zh" else "The data has 7 faults")
        await player.press("enter")
        await player.see("✗ M1")
        assert "`collabtui" not in player.screen
    assert HealthNote(planned.home.health_note).read().faults != 7


@pytest.mark.parametrize(("locale", "typed"), [("zh", "核对数据"), ("en", "faults")])
async def test_the_palette_checks_the_data_and_says_that_all_holds(planned: Stage, locale: Locale, typed: str) -> None:
    async with planned.play(locale) as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.press("enter")
        await player.see("一切一致" if locale == "zh" else "Everything agrees")
    assert HealthNote(planned.home.health_note).read().faults == 0
