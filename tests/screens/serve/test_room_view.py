"""On the wall of a room one may look around, and nothing changes."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.live.run import start
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.serve.room_view import RoomView
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue, parse_sentences
from support.player import Player, Stage

DONE = Update(ref="A1", status="done")


@asynccontextmanager
async def wall(stage: Stage) -> AsyncIterator[Player]:
    app = RoomView(Services(stage.home, stage.clock, Catalogue("en")), None)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        yield Player(pilot)


async def test_one_looks_at_what_is_there(running: Stage) -> None:
    async with wall(running) as player:
        await player.see("Settled so far")
        await player.press("escape")
        await player.see("Needs you")
        await player.press("2")
        await player.see("M1")
        await player.press("f10")
        await player.see("Agenda", "1/")
        await player.press("f8")
        await player.see("Settled so far", "█")


async def test_a_meeting_that_begins_is_shown_large_until_somebody_leaves_it(planned: Stage) -> None:
    async with wall(planned) as player:
        await player.see("Needs you")
        await player.press("3")
        start(planned.acting, "M1")
        await player.see("Settled so far")
        await player.press("escape")
        await player.see("open")
        with pytest.raises(AssertionError, match="in vain"):
            await player.see("Settled so far")


@pytest.mark.parametrize("key", ["d", "x", "n", "4", "7", "O", "ctrl+p", "u", "space", "?"])
async def test_a_key_that_would_do_something_says_that_this_only_shows(recorded: Stage, key: str) -> None:
    async with wall(recorded) as player:
        await player.press("3")
        await player.see("A1")
        before = player.app.screen
        await player.press(key)
        await player.see("This view is read-only.")
        assert player.app.screen is before
    assert recorded.workspace.store.get(Action, "A1").status == "not-started"


async def test_neither_a_paste_nor_enter_takes_a_line_down(running: Stage) -> None:
    async with wall(running) as player:
        await player.see("Settled so far")
        await player.press("escape", "f10")
        await player.see("Agenda")
        player.app.post_message(events.Paste("d: everything is decided"))
        await player.press("enter")
        assert "everything" not in player.screen
    assert running.workspace.store.get(Meeting, "M1").running_slot == 0


async def test_the_store_refuses_whatever_a_key_lets_through(recorded: Stage) -> None:
    async with wall(recorded) as player:
        with pytest.raises(Refused, match=r"serve\.only_looks"):
            await player.app.services.session.run_command(lambda acting: update_action(acting, "A1", DONE))
    assert recorded.workspace.store.get(Action, "A1").status == "not-started"


async def test_what_the_facilitator_has_half_typed_stays_with_him(running: Stage) -> None:
    async with running.play("en") as player:
        await player.press("f10")
        await player.type("d: half a")
    async with wall(running) as player:
        await player.see("Settled so far")
        await player.press("escape", "f10")
        await player.see("Agenda")
        assert "half a" not in player.screen


def is_on_the_wall(player: Player, *texts: str) -> list[str]:
    flat = "".join(player.screen.split())
    return [one for one in texts if one in flat]


@pytest.mark.parametrize("stage", ["sqlite", "postgresql"], indirect=True)
async def test_nothing_of_a_confidential_matter_is_on_the_wall_now_or_later(recorded: Stage) -> None:
    action = recorded.workspace.store.get(Action, "A1")
    assert action.matter is not None
    matter = recorded.workspace.store.get(Matter, action.matter)
    secret = tuple("".join(one.split()) for one in (matter.title, action.title))
    acting = recorded.workspace.as_user("key")
    async with wall(recorded) as player:
        await player.press("5")
        await player.see(matter.ref)
        assert is_on_the_wall(player, *secret)
        make_confidential(acting, matter.ref, ())
        for page in ("3", "5", "2", "3"):
            await player.press(page)
            await player.see("confidential matter" if page in "35" else "M1")
            assert is_on_the_wall(player, *secret) == []
        await player.press("3")
        await player.press("enter")
        await player.see("A1")
        assert is_on_the_wall(player, *secret) == []
        session = player.app.services.session
        found = await session.run_command(lambda wall: wall.store.get(Action, "A1"))
        assert (found.title, found.owner) == ("confidential matter", action.owner)
        assert await session.query(lambda reader: reader.rows("SELECT title FROM matter")) == [("confidential matter",)]
    async with recorded.play("en") as player:
        await player.press("3")
        await player.see(action.title[:6])


@pytest.mark.parametrize(
    ("key", "said"),
    [("1", "No meetings yet."), ("2", "No meetings yet."), ("3", "No open actions."), ("5", "No matters yet.")],
)
async def test_what_is_empty_there_names_no_key(stage: Stage, key: str, said: str) -> None:
    async with wall(stage) as player:
        await player.press(key)
        await player.see(said)
        line = next(one for one in player.screen.splitlines() if said in one)
        assert said in line.strip("│ "), line
        assert not re.search(r"\b[a-zA-Z] (plans|adds)\b", player.screen)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_of_a_sentence_that_names_a_key_the_rest_is_left(locale: str) -> None:
    shown = {key: said for key, said in parse_sentences(locale).items() if key.endswith(".wall")}
    assert len(shown) >= 11
    for key, said in shown.items():
        whole = parse_sentences(locale)[key.removesuffix(".wall")]
        assert re.sub(r"\W", "", said) in re.sub(r"\W", "", whole), key
        assert not re.search(r"\b[a-zA-Z] [a-z]+s\b|按 ?[a-zA-Z]", said), key
