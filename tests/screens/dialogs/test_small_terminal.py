"""In a terminal of 40 columns and 15 lines what a yes is said to can be read, and names stay whole."""

import re

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.mail_in.receive import receive
from support.player import Stage
from support.replies import outgoing, reply

SMALL = (40, 15)


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_minutes_are_seen_before_they_leave(recorded: Stage, locale: Locale) -> None:
    async with recorded.play(locale, SMALL) as player:
        await player.press("2", "end", "enter", "s")
        await player.see("(s)", "(esc)", "李明 <li@example.test>", "[M1]")
        lines = player.screen.splitlines()
        (answers,) = [line for line in lines if "(s)" in line]
        assert "(esc)" in answers
        assert sum("纪要  │" in line or "minutes  │" in line for line in lines) >= 2
        await player.press("down")
        await player.see("<zhang@example.test>")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_reply_is_read_before_a_yes_and_nothing_of_its_heading_is_lost(
    published: Stage, locale: Locale
) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(mail, "1 延期到3月9日，因为供应商晚了"))
    async with published.play(locale, SMALL) as player:
        await player.press("4", "enter")
        await player.see("张伟 <zhang@example.test>", "1 延期到3月9日，因为供应商晚了", "→")
        trust, topic = {"zh": ("✓ 已验证本人", "纪要"), "en": ("✓ sender verified", "纪要")}[locale]
        assert trust not in player.screen
        await player.press("end")
        await player.see("张伟 <zhang@example.test>", trust, topic)


async def test_in_a_terminal_that_grows_the_heading_stands_together_again(published: Stage) -> None:
    mail = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(mail, "1 延期到3月9日，因为供应商晚了"))
    async with published.play("en", SMALL) as player:
        await player.press("4", "enter")
        await player.see("1 延期到3月9日")
        await player.pilot.resize_terminal(80, 24)
        await player.see("✓ sender verified", "1 延期到3月9日，因为供应商晚了", "[M1] 纪要")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_names_stay_whole_where_attendance_is_taken(running: Stage, locale: Locale) -> None:
    async with running.play(locale, SMALL) as player:
        await player.press("2", "end", "enter", "f2")
        await player.see("李明", "张伟", "陈静", "Bob Brown")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("size", [SMALL, (60, 20), (80, 24)])
async def test_the_weeks_begin_where_the_next_dates_are_seen(
    published: Stage, locale: Locale, size: tuple[int, int]
) -> None:
    async with published.play(locale, size) as player:
        await player.press("3", "l")
        await player.until(lambda: len(re.findall("┃━*◆", player.screen)) == 3, lambda: player.screen)
