"""Notices stand in a line of their own: over nothing, never twice, and can be read again."""

from datetime import timedelta

import pytest

from collabtui.domain.people import Locale
from collabtui.text.width import cells
from collabtui.widgets.notice_line import NoticeLine
from support.player import Player, Stage

LONG = "Nobody here is called Xyz. Did you mean 张伟? If not: Add the person first: n in People (6). " * 2


def line_above_keys(player: Player) -> str:
    return player.screen.splitlines()[-2]


def tell(player: Player, text: str, severity: str = "information") -> None:
    player.app.notify(text, severity=severity, timeout=60, markup=False)  # type: ignore[arg-type]  # a parameter of the test, one of three


@pytest.mark.parametrize("page", "1234567")
async def test_a_notice_stands_above_the_keys_and_covers_nothing(published: Stage, page: str) -> None:
    async with published.play("en") as player:
        await player.press(page)
        before = player.screen.splitlines()
        assert not line_above_keys(player).strip()
        tell(player, "Something was done")
        await player.settle()
        after = player.screen.splitlines()
        assert after[-2].strip() == "› Something was done"
        assert after[:-2] == before[:-2]
        assert after[-1] == before[-1]


async def test_a_notice_is_over_after_its_time_and_an_error_stays_until_escape(published: Stage) -> None:
    async with published.play("en") as player:
        player.app.notify("gone soon", timeout=0.01)
        await player.until(lambda: not player.app.services.notices.shown)
        tell(player, "not possible", "error")
        player.app.notify("not possible", severity="error", timeout=0.01)
        await player.press("3", "down")
        assert line_above_keys(player).strip() == "✗ not possible", "it goes with its reader to another page"
        await player.press("escape")
        assert not line_above_keys(player).strip()


async def test_an_error_does_not_stay_beside_what_is_done_long_after(published: Stage) -> None:
    async with published.play("en") as player:
        tell(player, "not possible", "error")
        published.clock.set(f"{player.app.services.session.now + timedelta(seconds=9):%Y-%m-%dT%H:%M:%S%z}")
        await player.press("3")
        assert not line_above_keys(player).strip()


async def test_in_front_of_a_page_a_dialog_says_it_once(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("6", "n")
        await player.see("Add a person")
        tell(player, "Something was done")
        await player.settle()
        assert player.screen.count("Something was done") == 1
        await player.press("escape")
        assert player.screen.count("Something was done") == 1


async def test_a_dialog_that_opens_below_a_notice_says_it_instead_of_the_page(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("2")
        tell(player, "Something was done")
        await player.settle()
        await player.press("n")
        await player.until(lambda: bool(player.app.screen.query("#pick")))
        await player.until(lambda: player.screen.count("Something was done") == 1)
        await player.press("escape")
        await player.until(lambda: player.screen.count("Something was done") == 1)


@pytest.mark.parametrize(("locale", "title"), [("en", "Recent notices"), ("zh", "最近的提示")])
async def test_the_last_ones_are_read_again_with_one_key(published: Stage, locale: Locale, title: str) -> None:
    async with published.play(locale) as player:
        for number in range(25):
            tell(player, f"notice {number:02}")
        await player.settle()
        assert "› notice 24" in line_above_keys(player)
        assert "+24 ^t" in line_above_keys(player)
        await player.press("ctrl+t")
        await player.see(title, "notice 24", "notice 10")
        assert "notice 04" not in player.screen
        await player.press("escape")
        assert not line_above_keys(player).strip(), "they were read"


async def test_the_palette_has_them_too(published: Stage) -> None:
    async with published.play("en") as player:
        tell(player, "Something was done")
        await player.press("ctrl+p")
        await player.type("recent notices")
        await player.press("enter")
        await player.see("Recent notices", "Something was done")


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 3), ((160, 48), 2), ((40, 15), 1)])
async def test_a_long_one_takes_lines_and_what_is_cut_says_where_it_is_whole(
    published: Stage, size: tuple[int, int], rows: int
) -> None:
    async with published.play("en", size) as player:
        tell(player, LONG, "error")
        await player.settle()
        line = player.app.screen.query_one(NoticeLine)
        assert line.size.height == rows
        shown = " ".join(" ".join(player.screen.splitlines()[-1 - rows : -1]).split())
        if rows == 1:
            assert shown.endswith("… ^t")
        else:
            assert "n in People (6)." in shown
        assert all(len(text) <= size[0] for text in player.screen.splitlines())


async def test_a_chinese_notice_fills_its_lines_and_none_begins_with_a_comma(published: Stage) -> None:
    async with published.play("zh", (60, 24)) as player:
        player.app.notify("服务器不接受 x@example.test 的密码，" + "请检查第七页的登录名和密码，" * 3, severity="error")
        await player.see("✗ 服务器")
        shown = player.screen.splitlines()
        start = next(at for at, text in enumerate(shown) if "✗ 服务器" in text)
        assert all(cells(text.rstrip()) > 50 for text in shown[start : start + 2])
        assert not any(text.strip().startswith(("，", "。")) for text in shown)
        await player.press("ctrl+t")
        await player.see("✗ 服务器不接受")


async def test_q_says_how_to_quit_however_often(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("q", "q")
        await player.see("ctrl+q quits")
        await player.press("6")
        await player.see("zhang@example.test")


async def test_each_line_that_goes_on_is_indented_where_there_are_more_than_fit(published: Stage) -> None:
    async with published.play("en") as player:
        for number in range(20):
            tell(player, f"{number} " + "x " * 100)
        await player.press("ctrl+t")
        await player.see("Recent notices")
        lines = [line[3:].lstrip("│")[1:] for line in player.screen.splitlines()[2:-4]]
        assert [line for line in lines if not (line.startswith(" " * 11) or line[2:3] == ":")] == []
