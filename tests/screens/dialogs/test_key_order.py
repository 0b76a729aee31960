"""Keys act in the order in which they were typed, however busy the program is: in searches, lists and filters."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.lifecycle.meetings import plan
from collabtui.screens.dialogs.form import Form
from collabtui.screens.frame import key_order
from collabtui.screens.frame.page import Page
from collabtui.screens.shell.search_dialog import Find
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.world import AGENDA

PATIENCE = key_order.PATIENCE
APART = 0.02
"""Seconds between two keys that somebody presses; so many that they are no text that came at once."""


@pytest.fixture(autouse=True)
def as_long_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with much else to do is slower than a person's patience."""
    monkeypatch.setattr(key_order, "PATIENCE", 2000)


def in_one_breath(player: Player, *keys: str) -> None:
    """All are there before the first is looked at, as when the program was busy."""
    moment = 0.0
    for key in keys:
        event = events.Key(key, "/" if key == "slash" else key if len(key) == 1 else None)
        moment = moment + APART if moment else event.time
        event.time = moment
        player.app.post_message(event)


async def test_an_arrow_behind_a_word_moves_among_what_the_word_finds(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("slash")
        await player.until(lambda: isinstance(player.app.screen, Find))
        in_one_breath(player, "x", "backspace", *"接口", "down", "enter")
        await player.see("A1 提供接口文档", "负责人 张伟")


async def test_a_letter_behind_an_arrow_begins_at_the_first_again(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("slash")
        await player.until(lambda: isinstance(player.app.screen, Find))
        in_one_breath(player, "接", "down", "口")
        await player.see("决定  1")
        await player.settle()
        rows = player.app.screen.query_one("#found", Rows)
        assert rows.cursor == 1  # below its heading


async def test_an_arrow_in_the_list_of_keys_moves_among_those_that_fit(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("2", "question_mark")
        await player.until(lambda: bool(player.app.screen.query("#keys-text")))
        in_one_breath(player, *"mee", "x", "backspace", "down", "up", "enter")
        await player.see("What kind of meeting?")


async def test_a_filter_arrow_and_enter_open_the_first_that_fits(recorded: Stage) -> None:
    plan.new_meeting(recorded.acting, AGENDA.model_copy(update={"title": "Zebra", "matter": ""}))
    plan.new_meeting(recorded.acting, AGENDA.model_copy(update={"title": "Alpha", "matter": ""}))
    async with recorded.play("en") as player:
        await player.press("2")
        await player.see("Alpha", "Zebra")
        in_one_breath(player, "slash", *"alpha", "down", "enter")
        await player.see("M3 Alpha")


async def test_what_is_typed_behind_a_filter_is_a_command_of_the_list(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await player.press("2")
        await player.see("M1")
        in_one_breath(player, "slash", *"zz", "enter", "escape", "slash", "a")
        field = player.app.screen.query_one("#meetings-filter", Input)
        await player.until(lambda: field.value == "a")


async def test_a_key_alone_is_painted_before_the_marks_behind_it(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with published.play("en") as player:
        await player.press("3")
        rows = player.app.screen.query_one("#actions", Rows)
        marks: list[Message] = []
        post = rows.post_message

        def watched(message: Message) -> bool:
            if isinstance(message, key_order.KeyPassed):
                marks.append(message)
            return post(message)

        monkeypatch.setattr(rows, "post_message", watched)
        with monkeypatch.context() as patched:
            patched.setattr(key_order, "PAINTED", 3600.0)
            before = rows.cursor
            player.app.post_message(events.Key("down", None))
            await player.until(lambda: rows.cursor != before)
            await player.pilot.pause()
            assert not marks
        player.app.post_message(events.Key("up", None))  # it waits for no painting
        await player.until(lambda: rows.cursor == before)
        assert marks


class Program(App[None]):
    """Of the app as much as the order of keys asks for: it does at once what is left to be called later."""

    ended = False

    def call_later(self, callback: Any, *values: Any, **named: Any) -> bool:
        if self.ended:
            return False
        done = callback(*values, **named)
        if asyncio.iscoroutine(done):
            self.rounds = asyncio.ensure_future(done)
        return True


async def several_rounds() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


async def test_a_key_waits_some_rounds_for_the_one_before_and_not_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command before it is not done by then it acts all the same. Counted are the rounds that the program had
    time for: on a busy machine Enter behind `n` opened what was below, and not the meeting that was to be planned."""
    monkeypatch.setattr(key_order, "PATIENCE", PATIENCE)
    monkeypatch.setattr(key_order, "ROUND", 0.0)
    marks, handed, page = list[Message](), list[str](), Screen[None]()
    monkeypatch.setattr(page, "post_message", marks.append)  # marks are never back: the program is busy
    monkeypatch.setattr(Screen, "focused", None)

    async def hand_on(event: events.Key | events.Paste) -> None:
        handed.append(getattr(event, "key", ""))

    program = Program()
    order = key_order.KeyOrder(program, lambda: page, lambda: 1, hand_on)
    assert not order.holds(events.Key("i", None))
    assert order.holds(events.Key("s", None))
    while len(marks) < PATIENCE:
        assert (handed, order.waits) == ([], True)
        await asyncio.sleep(0)
    await several_rounds()
    assert (handed, len(marks)) == (["s"], PATIENCE)
    program.ended = True
    await several_rounds()


@contextmanager
def slow_commands(player: Player) -> Iterator[None]:
    """Until the block ends, no command comes back."""
    gate = Event()
    player.app.services.session._commands.submit(gate.wait, 30)
    player.hurried = True
    try:
        yield
    finally:
        gate.set()
        player.hurried = False


async def out_of_patience(player: Player) -> None:
    await player.until(lambda: player.app._key_order._left < 0)


async def test_what_is_typed_while_a_form_is_slow_to_open_stands_in_its_first_field(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "PATIENCE", 2)
    async with published.play("en") as player:
        await player.press("6", "down")
        with slow_commands(player):
            in_one_breath(player, "e", *"Jo2wl", "backspace")
            await out_of_patience(player)
            assert isinstance(player.app.screen, Page)
        await player.until(lambda: isinstance(player.app.screen, Form))
        await player.settle()
        assert player.app.screen.query_one("#field-name", Input).value == "Jo2w"


@pytest.mark.parametrize(("typed", "told"), [("dd", "it was not run: dd"), ("j\n", "it was not run: j"), ("\n", "")])
async def test_what_is_typed_behind_a_slow_command_that_opens_no_form_is_no_command(
    published: Stage, monkeypatch: pytest.MonkeyPatch, typed: str, told: str
) -> None:
    monkeypatch.setattr(key_order, "PATIENCE", 2)
    async with published.play("en") as player:
        await player.press("3", "home", "down")
        with slow_commands(player):
            in_one_breath(player, "d", *typed.replace("\n", ""), *(["enter"] if "\n" in typed else []))
            await out_of_patience(player)
        await player.until(lambda: not player.app._key_order.waits)
        await player.settle()
        assert isinstance(player.app.screen, Page)
        assert not told or any(told in one for one in player.notices.told)
        assert len(published.workspace.store.find(Action, status="done")) == 1


async def test_escape_takes_back_what_was_typed_for_a_form_that_is_slow_to_open(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "PATIENCE", 2)
    async with published.play("en") as player:
        await player.press("6", "down")
        with slow_commands(player):
            in_one_breath(player, "e", *"Jo")
            await out_of_patience(player)
            in_one_breath(player, "escape")
            await player.until(lambda: not player.app._key_order.waits)
        await player.until(lambda: isinstance(player.app.screen, Form))
        await player.settle()
        assert "Jo" not in player.app.screen.query_one("#field-name", Input).value
