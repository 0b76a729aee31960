"""Text that arrives where keys are commands runs none of them; where a meeting runs it is what is being said."""

import asyncio

import pytest
from textual import events

from collabtui.app import CollabApp
from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.screens.frame import typed_text
from collabtui.screens.live.projector import Big
from collabtui.screens.minutes.page import Minutes
from collabtui.screens.shell.own_changes import UndoList
from collabtui.widgets.listing import Listing
from collabtui.widgets.rows import Rows
from support.player import Player, Stage

SENTENCE = "done: d x u postpone 3 lines, s"


def arrive(app: CollabApp, text: str) -> None:
    """As from a terminal that puts no brackets around what is pasted: one key a letter, all of one moment."""
    moment = 0.0
    for letter in text:
        key = {" ": "space", "\n": "enter", "\t": "tab"}.get(letter, letter)
        event = events.Key(key, "\r" if letter == "\n" else letter)
        moment = event.time = moment or event.time
        app.post_message(event)


@pytest.mark.parametrize("page", "1234567")
async def test_a_text_of_one_moment_runs_nothing_and_is_said(published: Stage, page: str) -> None:
    store = published.workspace.store
    async with published.play("en", (100, 30)) as player:
        await player.press(page)
        shown, changes = type(player.app.screen), player.app.services.session.changes()
        arrive(player.app, SENTENCE + "\n")
        await player.see("so it was not run: done: d x u")
        assert type(player.app.screen) is shown
        assert player.app.services.session.changes() == changes
    assert {one.status for one in store.find(Action, meeting="M1")} == {"not-started"}


@pytest.mark.parametrize("text", ["ok\n", "A1\n", "好的\n", "a\td\n", "12 完成\n\n"])
async def test_so_does_a_short_one_with_the_end_of_its_line(published: Stage, text: str) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        arrive(player.app, text)
        await player.see(f"so it was not run: {' '.join(text.split())}")
        assert isinstance(player.app.screen, Minutes), "no form was opened"


async def test_enter_that_a_program_presses_behind_its_text_is_a_part_of_it(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        arrive(player.app, "minutes are fine")
        await asyncio.sleep(0.1)
        arrive(player.app, "\n")
        await player.see("so it was not run: minutes are fine")
        assert isinstance(player.app.screen, Minutes)


async def test_the_end_of_a_text_that_a_busy_app_sees_late_is_a_part_of_it(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        late = events.Key("enter", "\r")
        arrive(player.app, "as agreed")
        await player.see("so it was not run: as agreed")
        player.app.post_message(late)
        await player.settle()
        assert isinstance(player.app.screen, Minutes), "no form was opened"


@pytest.mark.parametrize(("key", "times"), [("z", 1), ("j", 0), ("G", 0)])
async def test_a_letter_waits_for_the_rest_of_a_text_once_and_one_that_moves_does_not(
    published: Stage, monkeypatch: pytest.MonkeyPatch, key: str, times: int
) -> None:
    """Not again when nothing took it and it bubbles up: the cursor would follow each key that much later."""
    waits, sleep = [], asyncio.sleep

    async def counted(seconds: float) -> None:
        waits.append(seconds)
        await sleep(seconds)

    async with published.play("en", (100, 30)) as player:
        await player.press("3")
        rows = player.app.screen.query_one("#actions", Rows)
        before = rows.cursor
        monkeypatch.setattr(asyncio, "sleep", counted)
        arrive(player.app, key)
        await player.until(lambda: rows.cursor != before or typed_text.HELD in waits)
        await player.settle()
        assert waits.count(typed_text.HELD) == times


@pytest.mark.parametrize("text", ["jd\n", "jjd", "just d x", "kG d"])
async def test_a_text_that_begins_with_letters_that_move_is_whole_and_runs_nothing(published: Stage, text: str) -> None:
    store = published.workspace.store
    async with published.play("en", (100, 30)) as player:
        await player.press("3")
        changes = player.app.services.session.changes()
        arrive(player.app, text)
        await player.see(f"so it was not run: {text.strip()}")
        assert player.app.services.session.changes() == changes
    assert {one.status for one in store.find(Action, meeting="M1")} == {"not-started"}


async def test_a_meeting_takes_down_a_line_whose_first_letters_move_the_log(running: Stage) -> None:
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("escape")
        await player.until(lambda: isinstance(player.app.screen.focused, Listing))
        arrive(player.app, "just go on\n")
        store = running.workspace.store
        await player.until(lambda: [one.text for one in store.find(Entry, meeting="M1")] == ["just go on"])


async def test_a_key_that_is_held_down_over_a_slow_line_is_no_text(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "j")
        arrive(player.app, "kkkk")
        await player.press("d")
        await player.until(lambda: published.workspace.store.get(Action, "A1").status == "done")


@pytest.mark.parametrize("bracketed", [True, False])
async def test_in_a_dialog_without_a_field_it_runs_nothing_and_is_said(published: Stage, bracketed: bool) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "d", "U")
        await player.until(lambda: isinstance(player.app.screen, UndoList))
        if bracketed:
            await player.type("yes and no\n")
        else:
            arrive(player.app, "yes and no\n")
        await player.see("so it was not run: yes and no")
        assert isinstance(player.app.screen, UndoList)
        assert not any("Kept for" in one.text for one in player.app.services.notices.recent)
    assert published.workspace.store.get(Action, "A1").status == "done"


async def test_so_does_a_paste(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3")
        await player.type("d x u")
        await player.see("so it was not run: d x u")
    assert published.workspace.store.get(Action, "A1").status == "not-started"


async def test_keys_that_are_pressed_one_after_the_other_are_commands(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("3", "j", "k", "d")
        await player.until(lambda: published.workspace.store.get(Action, "A1").status == "done")


@pytest.mark.parametrize("bracketed", [True, False])
async def test_in_a_meeting_the_text_is_taken_down(running: Stage, bracketed: bool) -> None:
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("escape")
        text = "d: API first\nnext x thing\nand so on"
        if bracketed:
            await player.type(text)
        else:
            arrive(player.app, text)
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == 2)
        await player.see("D1 API first", "next x thing", "and so on")


@pytest.mark.parametrize("bracketed", [True, False])
async def test_a_text_over_a_question_in_a_meeting_is_taken_down_and_said(running: Stage, bracketed: bool) -> None:
    lines = [f"d: agreed {number}" for number in range(1, 51)]
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f9")
        await player.see("End the meeting?")
        text = "\n".join(lines) + "\n"
        if bracketed:
            await player.type(text)
        else:
            arrive(player.app, text)
        await player.until(lambda: len(running.workspace.store.find(Entry, meeting="M1")) == len(lines))
        await player.see("Kept for the meeting: d: agreed 1", "End the meeting?")
    store = running.workspace.store
    assert [one.text for one in store.find(Entry, meeting="M1")] == [line.removeprefix("d: ") for line in lines]
    assert store.get(Meeting, "M1").state == "running"


def bar(player: Player) -> str:
    return player.screen.splitlines()[0]


@pytest.mark.parametrize("page", "134567")
async def test_every_page_says_that_a_meeting_runs_and_one_key_leads_there_and_out(running: Stage, page: str) -> None:
    async with running.play("en") as player:
        await player.press(page)
        await player.until(lambda: "▶ M1 2:00" in bar(player))
        running.clock.set("2026-03-02T14:12:40+08:00")
        await player.until(lambda: "▶ M1 12:40" in bar(player))
        assert all(name in bar(player) for name in ("Today", "Meet", "Inbox")), "names give way, and do not go"
        await player.press("ctrl+l")
        await player.see("1/2 开场")
        await player.press("f10")
        await player.see("running")
        assert running.workspace.store.get(Meeting, "M1").state == "running"


async def test_where_none_runs_the_key_says_so(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("ctrl+l")
        await player.see("No meeting is running.")
        assert "▶" not in bar(player)


@pytest.mark.parametrize(("locale", "names"), [("en", "Settings"), ("zh", "设置")])
async def test_at_80_columns_every_page_has_its_name(published: Stage, locale: str, names: str) -> None:
    async with published.play(locale) as player:  # type: ignore[arg-type]  # a parameter of the test, zh or en
        await player.until(lambda: names in bar(player))
        assert "✉ 5" in bar(player)


async def test_a_long_paste_into_a_list_can_be_read_whole(published: Stage) -> None:
    lines = [f"{number} a line that was meant for the minutes" for number in range(12)]
    async with published.play("en") as player:
        await player.press("3")
        await player.type("\n".join(lines))
        await player.see("so it was not run: 0 a line", "^t")
        await player.press("ctrl+t")
        await player.see("Recent notices", *(f"{number} a" for number in range(12)), "for the minutes ⏎ 11 a")


async def test_so_does_one_that_is_pasted_where_no_list_has_the_focus(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("R", "enter")
        await player.type("d x u")
        await player.see("so it was not run: d x u")


@pytest.mark.parametrize("bracketed", [True, False])
async def test_before_the_large_view_of_a_meeting_the_text_is_taken_down(running: Stage, bracketed: bool) -> None:
    async with running.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f8")
        await player.until(lambda: isinstance(player.app.screen, Big))
        text = "d: API first\nnext x thing\n"
        if bracketed:
            await player.type(text)
        else:
            arrive(player.app, text)
        await player.see("Kept for the meeting: d: API first", "D1 API first")
        assert len(running.workspace.store.find(Entry, meeting="M1")) == 2
