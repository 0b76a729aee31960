"""Matters that are archived stand below the others, and say what that means."""

from collabtui.lifecycle.matters.edit_matters import move_to_step
from support.player import Stage


async def test_what_is_archived_stands_below_the_others_and_says_so(published: Stage) -> None:
    async with published.play("en", (120, 36)) as player:
        await player.press("5", "n")
        await player.type("ERP")
        await player.press("f2")
        await player.see("2 matters")
        assert "Archived" not in player.screen
        move_to_step(published.acting, "X-2026-002", "archive")
        await player.see("Archived")
        lines = player.screen.splitlines()
        places = [
            next(n for n, line in enumerate(lines) if text in line)
            for text in ("X-2026-001", "Archived", "X-2026-002  ERP")
        ]
        assert places == sorted(places)
        await player.press("home", "down")
        await player.see("X-2026-002 ERP", "nobody is reminded of it any more")
