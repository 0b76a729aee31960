"""What is typed before the rows are there acts on the row that is meant, or goes with the page that was left."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from textual import events

from collabtui.app import CollabApp
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.errors import Unreachable
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.screens.actions.action_listing import ActionList
from collabtui.screens.actions.page import Actions
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.inbox.page import Inbox
from collabtui.screens.meetings.page import Meetings
from collabtui.screens.minutes.page import Minutes
from support.player import Player, Stage
from support.replies import outgoing, reply


def typed(app: CollabApp, *keys: str) -> None:
    """All at once, before the app has done anything about the first."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@contextmanager
def slow_looks(player: Player) -> Iterator[None]:
    """Until the block ends, no query that a page waits for comes back."""
    gate, begun = Event(), Event()

    def wait() -> None:
        begun.set()
        gate.wait(30)

    player.app.services.session._queries.submit(wait)
    begun.wait(30)
    player.hurried = True
    try:
        yield
    finally:
        gate.set()
        player.hurried = False


def at(player: Player, page: type) -> bool:
    return isinstance(player.app.screen, page)


def ask(stage: Stage, text: str, of: str = "zhang@example.test") -> str:
    mail = receive(stage.workspace.as_worker(), reply(outgoing(stage.workspace, of, "minutes"), text))
    assert mail is not None
    return mail.ref


async def test_enter_in_one_breath_with_the_key_of_the_page_opens_its_first_row(published: Stage) -> None:
    async with published.play() as player:
        await player.see("1 今天")
        typed(player.app, "2", "enter")
        await player.until(lambda: at(player, Minutes))
        await player.see("D1 接口冻结日为3月4日")


async def test_enter_with_the_first_frame_of_the_meetings_is_not_lost(published: Stage) -> None:
    async with published.play() as player:
        await player.see("1 今天")
        typed(player.app, "2")
        await player.until(lambda: at(player, Meetings))
        typed(player.app, "enter")
        await player.until(lambda: at(player, Minutes))


async def test_keys_wait_for_the_rows_of_a_slow_disk_and_act_in_their_order(published: Stage) -> None:
    store = published.workspace.store
    async with published.play("en") as player:
        await player.settle()
        with slow_looks(player):
            typed(player.app, "3", "down", "d")
            await player.until(lambda: at(player, Actions))
            await player.settle()
            assert {one.status for one in store.find(Action, meeting="M1")} == {"not-started"}
        await player.until(lambda: store.get(Action, "A3").status == "done")
        await player.settle()
        assert [store.get(Action, ref).status for ref in ("A1", "A2")] == ["not-started"] * 2
        await player.press("u")
        assert store.get(Action, "A3").status == "not-started"


async def test_who_leaves_a_page_that_shows_nothing_yet_has_done_nothing_on_it(published: Stage) -> None:
    async with published.play("en") as player:
        await player.settle()
        with slow_looks(player):
            typed(player.app, "3", "d")
            await player.until(lambda: at(player, Actions))
            await player.settle()
            typed(player.app, "1")
            await player.until(lambda: not at(player, Actions))
        await player.press("3")
        await player.see("A1")
    assert {one.status for one in published.workspace.store.find(Action, meeting="M1")} == {"not-started"}


async def test_a_yes_in_one_breath_with_the_way_to_a_mail_is_for_that_mail(published: Stage) -> None:
    store = published.workspace.store
    ask(published, "2 延期到3月18日，因为测试环境晚到。")
    async with published.play("en") as player:
        await player.press("4")
        await player.see("测试环境晚到")
        other = ask(published, "1 delay to 2026-03-20 because of the lawyer", "bob@example.test")
        await player.see("20 Mar the lawyer")
        await player.press("1")
        with slow_looks(player):
            player.app.screen.post_message(Inbox.Go("inbox", other))
            await player.until(lambda: at(player, Inbox))
            await player.settle()
            typed(player.app, "y")
            await player.settle()
        await player.until(lambda: store.get(Incoming, other).state == "applied")
        assert [one.ref for one in store.find(Incoming, state="waiting")] == ["I1"]


async def test_a_page_that_cannot_be_read_says_so_and_takes_keys_again(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise Unreachable("store.busy", path="x.db")

    async with published.play("en") as player:
        await player.press("2")
        monkeypatch.setattr(Minutes, "read", read)
        typed(player.app, "enter", "s")
        await player.until(lambda: at(player, Minutes))
        await player.settle()
        await player.until(lambda: bool(player.notices.told))
        await player.press("question_mark")
        await player.see("Keys")


async def test_a_key_whose_question_is_refused_says_so_and_may_be_pressed_again(
    published: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object) -> None:
        raise Unreachable("store.busy", path="x.db")

    async with published.play("en") as player:
        await player.press("3")
        with monkeypatch.context() as patched:
            patched.setattr(ActionList, "read_selection", refused)
            await player.press("d")
            await player.until(lambda: bool(player.notices.told))
        await player.press("d")
        await player.until(lambda: any(one.status == "done" for one in published.workspace.store.find(Action)))


async def test_enter_in_the_search_opens_what_was_typed_and_not_what_was_found_before(published: Stage) -> None:
    async with published.play() as player:
        await player.press("slash")
        await player.type("压力")
        await player.see("完成压力测试")
        with slow_looks(player):
            await player.press("ctrl+a", "ctrl+k")
            await player.type("接口冻结")
            typed(player.app, "enter")
            await player.settle()
            assert "Find" in type(player.app.screen).__name__
        await player.until(lambda: at(player, Minutes))


@pytest.mark.parametrize("comes_back", [True, False], ids=["told", "by-a-key"])
async def test_a_page_first_shown_in_the_background_takes_keys_when_its_terminal_comes_to_the_front(
    stage: Stage, comes_back: bool
) -> None:
    """As in a browser, whose terminal says at first that nobody looks."""
    async with stage.play("en") as player:
        app = player.app
        await player.settle()
        app.post_message(events.AppBlur())
        await player.settle()
        await app.switch_mode("week")
        await player.settle()
        assert app.screen.focused is None
        if comes_back:
            app.post_message(events.AppFocus())
            await player.settle()
            assert app.screen.focused is not None
        await player.press("n")
        await player.until(lambda: isinstance(app.screen, Dialog))
