"""Matters that are archived stand below the others, and say what that means."""

from contextlib import closing
from pathlib import Path

import pytest

from collabtui.domain.people import Locale
from collabtui.lifecycle.matters.archive import archive
from collabtui.lifecycle.matters.edit_matters import move_to_step
from collabtui.store.queries.archive_mails import mails_of
from collabtui.store.queries.row_reader import open_reader
from support.player import Stage


async def test_what_is_archived_stands_below_the_others_and_says_so(published: Stage) -> None:
    async with published.play("en", (120, 36)) as player:
        await player.press("5", "n")
        await player.type("ERP")
        await player.press("f2")
        await player.see("2 matters")
        assert "Archive" not in player.screen
        move_to_step(published.acting, "X-2026-002", "archive")
        await player.see("Archive")
        lines = player.screen.splitlines()
        places = [
            next(n for n, line in enumerate(lines) if text in line)
            for text in ("X-2026-001", "Archive", "X-2026-002  ERP")
        ]
        assert places == sorted(places)
        await player.press("home", "down")
        await player.see("X-2026-002 ERP", "Not in a folder yet: nobody is reminded of it any more")
        assert "Archived:" not in player.screen, "before its folder is written"


@pytest.mark.parametrize(("locale", "archived"), [("zh", "已归档"), ("en", "archived")])
async def test_what_was_left_open_in_an_archived_matter_is_listed_among_all_and_said_to_be_archived(
    published: Stage, locale: Locale, archived: str
) -> None:
    move_to_step(published.acting, "X-2026-001", "archive")
    published.clock.set("2026-04-01T10:00+08:00")
    async with published.play(locale, (80, 24)) as player:
        await player.press("3")
        assert "提供接口文档" not in player.screen
        await player.press("slash")
        await player.type("all")
        await player.press("enter")
        await player.see(archived, "提供接口文档")
        assert "▲" not in player.screen


async def test_an_archived_matter_has_nothing_more_to_be_done(published: Stage, tmp_path: Path) -> None:
    with closing(open_reader(published.home.database)) as reader:
        archive(published.acting, "X-2026-001", tmp_path / "archive", mails_of(reader, "X-2026-001"))
    async with published.play("en", (120, 36)) as player:
        await player.press("5", "enter")
        await player.see("Over: nothing more has to be done here", "Archived: nobody is reminded")
        assert "next:" not in player.screen
        await player.press("left_square_bracket")  # taken out again
        await player.see("8/9", "next:")
        assert "Over:" not in player.screen


@pytest.mark.parametrize(("locale", "archived"), [("zh", "已归档"), ("en", "archived")])
async def test_the_room_of_an_archived_matter_says_so_of_its_actions_and_none_is_late(
    published: Stage, locale: Locale, archived: str
) -> None:
    move_to_step(published.acting, "X-2026-001", "archive")
    published.clock.set("2026-03-20T10:00+08:00")
    async with published.play(locale, (160, 48)) as player:
        await player.press("5", "enter", "right", "right")
        await player.see(archived, "提供接口文档")
        assert not [line for line in player.screen.splitlines() if archived in line and "▲" in line]


@pytest.mark.parametrize(("key", "day"), [("1", 20), ("W", 5), ("b", 20)], ids=["today", "week", "board"])
async def test_no_page_of_what_is_open_lists_what_an_archived_matter_left(published: Stage, key: str, day: int) -> None:
    published.clock.set(f"2026-03-{day:02}T10:00+08:00")
    async with published.play("en", (160, 48)) as player:
        await player.press(key)
        await player.see("提供接口文档")
        move_to_step(published.acting, "X-2026-001", "archive")
        await player.until(lambda: "提供接口文档" not in player.screen, lambda: player.screen)


async def test_nothing_of_an_archived_matter_is_counted_as_overdue(published: Stage) -> None:
    published.clock.set("2026-04-01T10:00+08:00")
    async with published.play("en", (120, 36)) as player:
        await player.press("5", "enter")
        await player.see("3 overdue", "▲3")
        move_to_step(published.acting, "X-2026-001", "archive")
        await player.see("nobody is reminded of it any more")
        assert "▲" not in player.screen
