"""Somebody is away: noted by a key of its own, or in his form; taken back, and seen by a second form."""

from datetime import date

import pytest

from collabtui.domain.people import Locale, Person
from collabtui.domain.place import Place
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.screens.people.page import People
from support.player import Player, Stage


async def point_at_zhang(player: Player) -> None:
    await player.press("6")
    await player.see("张伟")
    page = player.app.screen
    assert isinstance(page, People)
    page.point_at(Place("people", "P2"))
    await player.see("zhang@example.test")


async def test_from_when_until_when_and_who_stands_in(published: Stage) -> None:
    store = published.workspace.store
    async with published.play("zh", (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.see("张伟外出", "外出自", "本次代理人", "常设代理人")
        await player.type("2026-03-10")
        await player.press("enter")
        await player.see("只有第一天")
        await player.press("tab")
        await player.type("2026-03-13")
        await player.press("tab")
        await player.type("陈静")
        await player.press("enter")
        await player.see("已记录：张伟")
        person = store.get(Person, "P2")
        assert (person.away_from, person.away_until, person.away_deputy) == (date(2026, 3, 10), date(2026, 3, 13), "P4")
        await player.press("e")
        await player.see("外出至", "2026-03-13")
        await player.press("escape")
        await player.press("u")
        await player.see("撤销")
        assert store.get(Person, "P2").away_until is None


async def test_what_another_has_noted_meanwhile_is_asked_about(published: Stage) -> None:
    store = published.workspace.store
    async with published.play("en", (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.see("Away from")
        set_away(published.workspace.acting("王芳", "key"), "P2", date(2026, 3, 20), date(2026, 3, 27))
        await player.press("tab")
        await player.type("2026-03-13")
        await player.press("enter")
        await player.see("王芳")
        assert store.get(Person, "P2").away_until == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("locale", "field", "typed", "shown"),
    [("en", "Away from", "9-13 March", "Mon 9 Mar to Fri 13 Mar"), ("zh", "外出自", "3月9日至13日", "至3月13日")],
)
async def test_a_range_of_days_is_both_ends(
    published: Stage, locale: Locale, field: str, typed: str, shown: str
) -> None:
    async with published.play(locale, (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.see(field)
        await player.type(typed)
        await player.see(shown)
        await player.press("enter")
        store = published.workspace.store
        await player.until(lambda: store.get(Person, "P2").away_until == date(2026, 3, 13))
        assert store.get(Person, "P2").away_from == date(2026, 3, 9)


async def test_what_is_no_range_says_how_one_is_written(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.see("Away from")
        await player.type("13-9 March")
        await player.see("is neither a day nor a range of days", "or a range: 9 Mar–12 Mar")
        await player.press("ctrl+u")
        await player.type("9-13 March")
        await player.press("tab")
        await player.type("2026-03-20")
        await player.press("enter")
        await player.see("does not end on")
        assert published.workspace.store.get(Person, "P2").away_until is None


@pytest.mark.parametrize(("locale", "gone"), [("zh", "昨天"), ("en", "yesterday")])
async def test_somebody_may_be_away_already(published: Stage, locale: Locale, gone: str) -> None:
    async with published.play(locale, (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.type(gone)
        await player.see("3月1日" if locale == "zh" else "Sun 1 Mar")
        await player.press("tab")
        await player.type("2026-03-13")
        await player.press("enter")
        await player.until(lambda: published.workspace.store.get(Person, "P2").away_from == date(2026, 3, 1))


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("5", "e", "tab", "tab", "tab", "tab", "tab"), "matter"),
        (("5", "m", "r", "tab", "tab"), "risk"),
        (("5", "m", "p", "tab"), "contact"),
    ],
)
async def test_each_form_says_that_who_takes_something_is_away(
    published: Stage, keys: tuple[str, ...], name: str
) -> None:
    set_away(published.acting, "P4", date(2026, 3, 1), date(2026, 3, 20))
    async with published.play("zh", (160, 48)) as player:
        await player.press(*keys)
        await player.press("ctrl+a", "ctrl+k")
        await player.type("陈静")
        await player.see("陈静 市场部 ▲ 外出至3月20日")


async def test_who_takes_over_from_one_who_leaves_is_away(published: Stage) -> None:
    set_away(published.acting, "P4", date(2026, 3, 1), date(2026, 3, 20))
    async with published.play("zh", (160, 40)) as player:
        await point_at_zhang(player)
        await player.press("l")
        await player.see("张伟要离任，由谁接手")
        await player.type("陈静")
        await player.see("陈静 市场部 ▲ 外出至3月20日")


async def test_the_board_says_that_who_gets_a_card_is_away(published: Stage) -> None:
    set_away(published.acting, "P2", date(2026, 3, 1), date(2026, 3, 20))
    async with published.play("en", (160, 48)) as player:
        await player.press("B", "w", "L", "enter")
        await player.see("A3 Review the contract → 张伟 ▲ is away until Fri 20 Mar: who is told")


async def test_for_whom_nobody_stands_in_is_told_where_it_is_noted(published: Stage) -> None:
    set_away(published.acting, "P4", date(2026, 3, 10), date(2026, 3, 13))
    async with published.play("en", (120, 40)) as player:
        await point_at_zhang(player)
        await player.press("w")
        await player.type("2026-03-10")
        await player.press("tab")
        await player.type("2026-03-11")
        await player.press("tab")
        await player.type("陈静")
        await player.press("enter")
        await player.see("Nobody stands in for 张伟 (Tue 10 Mar to Wed 11 Mar), the deputies are away too: 陈静")
