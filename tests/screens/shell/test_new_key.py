"""A command is given another key from the list of keys: it works at once, and stands in the user's file."""

import pytest

from collabtui.domain.people import Locale
from support.player import Player, Stage


async def at_new_key(player: Player, command: str) -> None:
    await player.press("3", "question_mark")
    await player.type(command)
    await player.press("f2")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_key_is_pressed_and_works_at_once(published: Stage, locale: Locale) -> None:
    command = "延期" if locale == "zh" else "postpone"
    async with published.play(locale, (100, 30)) as player:
        await at_new_key(player, command)
        await player.see("请按新的键：延期" if locale == "zh" else "Press the new key for: postpone")
        await player.press("Z")
        await player.see(f"{command}：Z" if locale == "zh" else "postpone: Z")
        await player.press("escape", "Z")
        await player.see("的新截止日期" if locale == "zh" else "New due date")
    assert published.home.keys.read_text() == '"actions.postpone" = "Z"\n'


async def test_a_key_that_something_else_has_is_not_taken(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await at_new_key(player, "postpone")
        await player.press("d")
        await player.see("d is already the key for: done")
        await player.press("escape")
    assert not published.home.keys.exists()


async def test_what_stands_in_the_file_stays_there(published: Stage) -> None:
    published.home.keys.write_text('# mine\n[actions]\npostpone = [\n  "Y",\n]\nedit = "E"\n')
    async with published.play("en", (100, 30)) as player:
        await at_new_key(player, "postpone")
        await player.press("Z")
        await player.see("postpone: Z")
        await player.press("f2", "t")
        await player.see("postpone: t")
    assert published.home.keys.read_text() == '# mine\n[actions]\nedit = "E"\n', "the built-in key needs no line"
