"""Keys are found by what they do, and done from the list; what is about to leave is counted down in the bar."""

import re
from datetime import timedelta

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.meetings import invite
from support.player import Stage


async def test_a_key_is_found_by_its_words_and_done(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "question_mark")
        await player.see("Keys that work here", "type what you are looking for")
        await player.type("risk")
        await player.see("m r", "new risk")
        assert "time line" not in player.screen
        await player.press("enter")
        await player.see("New risk")


@pytest.mark.parametrize(
    ("locale", "typed", "shown"),
    [
        ("en", "print", "write HTML"),
        ("zh", "打印", "写成 HTML"),
        ("zh", "print", "写成 HTML"),
        ("en", "打印", "write HTML"),
    ],
)
async def test_a_key_is_found_by_the_other_names_that_the_palette_knows(
    published: Stage, locale: Locale, typed: str, shown: str
) -> None:
    async with published.play(locale) as player:
        await player.press("R", "question_mark")
        await player.type(typed)
        await player.see(shown)


async def test_what_no_key_does_is_said(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "question_mark")
        await player.type("飞行")
        await player.see("没有与“飞行”相符的按键", "按 ^p 还能找到")
        await player.press("escape")
        await player.until(lambda: "这里可用的按键" not in player.screen)


async def test_the_bar_counts_down_until_mails_leave(planned: Stage) -> None:
    invite.invite(planned.acting, "M1", leaving_in=timedelta(seconds=5))
    async with planned.play("en", (140, 30)) as player:
        await player.see("4 in 5 s, u recalls")
        planned.clock.now += timedelta(seconds=3)
        await player.until(lambda: "4 in 2 s" in player.screen)
        planned.clock.now += timedelta(seconds=3)
        await player.until(lambda: "4 queued" in player.screen)


async def test_in_80_columns_the_bar_says_in_words_how_mails_are_recalled(planned: Stage) -> None:
    invite.invite(planned.acting, "M1", leaving_in=timedelta(seconds=5))
    async with planned.play("zh", (80, 24)) as player:
        await player.see("4 封 5s u 撤回")


async def test_trouble_gives_way_to_how_mails_are_recalled(planned: Stage) -> None:
    """It stays when these seconds are over."""
    async with planned.play("en", (80, 24)) as player:
        mail = player.app.services.mail
        mail.trouble, mail.wants = "refused", "login"
        await player.press("2")
        await player.see("⚠ password refused")
        invite.invite(planned.acting, "M1", leaving_in=timedelta(seconds=5))
        await player.see("⚠  ✉ 4 in 5 s: u recalls")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_on_a_telephone_the_list_of_keys_has_their_words_and_no_ids(published: Stage, locale: Locale) -> None:
    async with published.play(locale, (40, 15)) as player:
        await player.press("3", "question_mark")
        await player.until(lambda: len(re.findall(r"^\W*\S{1,3}  +\w+", player.screen, re.MULTILINE)) >= 4)
        shown = player.screen
        await player.press("pagedown", "pagedown")
        assert not re.search(r"\b(?:actions|page|app|rows)\.\w+", shown + player.screen)
