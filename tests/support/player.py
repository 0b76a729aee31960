"""The screens on a real home, driven by keys, with a clock that stands still until it is set."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual._context import visible_screen_stack
from textual.pilot import Pilot

from collabtui.app import CollabApp
from collabtui.config import Database
from collabtui.config_file import write_config
from collabtui.domain.people import Locale
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.session.notices import NoticeLog
from collabtui.session.services import Services
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.catalogue import Catalogue
from support.filled_once import filled_once
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

PATIENCE = 2000
"""Looks at the screen before what is waited for is given up, ten milliseconds apart."""
ROUNDS = 2
"""Of asking every part of the screen, after which nothing comes of what was done before."""


class Notices:
    """What was told since the last key. Each is over after some seconds, which may all pass between two looks of a
    test."""

    def __init__(self, log: NoticeLog) -> None:
        self._log = log
        self._before = 0

    @property
    def told(self) -> list[str]:
        return [notice.text for notice in self._log.recent if notice.number > self._before]

    def forget(self) -> None:
        self._before = max((notice.number for notice in self._log.recent), default=0)


class Player:
    """Somebody at the keys: presses, types, and waits for what the screen shall show.

    A key is pressed when the app has settled, and the next one when it has settled again, so that no test races with
    the focus, with a page that is being composed, or with rows that are being read. A notice that came after the last
    key is seen also when it is over already, and however the screen breaks its lines."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = cast("CollabApp", pilot.app)
        self.notices = Notices(self.app.services.notices)
        self.hurried = False
        """Does not wait for deeds and looks: where one of them waits for the test."""

    @property
    def screen(self) -> str:
        """What can be read, line by line."""
        # as Textual does: what a dialog stands on is drawn with it, and kept
        visible_screen_stack.set(self.app._background_screens)
        lines = (strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())
        return "\n".join(lines)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.settle()
            self.notices.forget()
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settle()

    async def type(self, text: str) -> None:
        """All at once, as a paste: key by key would take a second a line."""
        await self.settle()
        self.notices.forget()
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Until there is nothing left to be done but to wait for somebody."""
        quiet = 0
        for _ in range(PATIENCE):
            if not self.app.is_running:
                return  # what is still in its queues nobody reads
            if self._at_work():
                quiet = 0
                await asyncio.sleep(0.01)
                continue
            await self.pilot._wait_for_screen()  # whatever was in the middle of a message is done with it
            quiet += 1
            if quiet > ROUNDS or self.app._exception:
                return
        raise AssertionError(f"never settled: {self._at_work()}")

    def _at_work(self) -> object:
        """What is still to be done: a message, something that was put off until after it, a deed or a look."""
        if self.app.services.session.underway and not self.hurried:
            return "a deed"
        if self.app._key_order.waits and not (self.hurried or self.app._exit):
            return "a key"
        for node in (self.app, *self.app.screen.walk_children(with_self=True)):
            if node.message_queue_size or node._next_callbacks or not node._is_mounted:
                return node
        screen = self.app.screen
        if screen.is_current and (screen._layout_required or screen._scroll_required):
            return "a layout, which Textual puts off until its next picture"
        return screen._callbacks

    async def see(self, *texts: str) -> None:
        await self.until(lambda: all(map(self._sees, texts)), lambda: f"{texts} in\n{self.screen}")

    def _sees(self, text: str) -> bool:
        return text in self.screen or any(text in told for told in self.notices.told)

    async def until(self, holds: Callable[[], bool], said: Callable[[], str] = lambda: "") -> None:
        for _ in range(PATIENCE):
            if holds():
                return
            if error := self.app._exception:
                raise error
            await asyncio.sleep(0.01)
        raise AssertionError(f"waited in vain for {said()}")


class CountedKeys:
    """Presses keys of the screens, and counts them; what is typed as text counts for nothing."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.pressed: list[str] = []

    async def press(self, *keys: str) -> None:
        self.pressed += keys
        await self.player.press(*keys)


class Stage:
    """A home, and the office on it that is somebody else's: another process, as far as the screens can tell."""

    def __init__(self, home: Home, workspace: Workspace, clock: Clock) -> None:
        self.home = home
        self.workspace = workspace
        self.clock = clock

    @property
    def acting(self) -> Acting:
        return self.workspace.as_user("command")

    @asynccontextmanager
    async def play(
        self, locale: Locale = "zh", size: tuple[int, int] = (80, 24), *, acting_name: str = ""
    ) -> AsyncIterator[Player]:
        app = CollabApp(Services(self.home, self.clock, Catalogue(locale), acting_name), None)
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Player(pilot)
            app.workers.cancel_all()  # as quitting does


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stage(
    tmp_path: Path, clock: Clock, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """People are known, nothing is planned; 2026-02-27 10:00 in Shanghai. The parameter `postgresql` gives it an
    organisation's database; it is a file without."""
    home, config = Home(tmp_path), CONFIG
    if getattr(request, "param", "sqlite") == "postgresql":
        bed = request.getfixturevalue("postgresql_server")
        url = bed.database().replace(f":{bed.password}@", "@")
        config = CONFIG.model_copy(update={"database": Database(url=url)})
        monkeypatch.setenv("COLLABTUI_DATABASE_PASSWORD", bed.password)
    else:
        open_store(home.database, secret=bytes(32)).close()
    write_config(home, config)
    with open_workspace(home, config, clock) as workspace:
        filled_once("people", workspace, clock, lambda: edit_people.import_people(workspace.as_user("command"), PEOPLE))
        yield Stage(home, workspace, clock)


@pytest.fixture
def planned(stage: Stage) -> Stage:
    """M1 is planned for 2026-03-02 14:00."""
    filled_once("planned", stage.workspace, stage.clock, lambda: plan.new_meeting(stage.acting, AGENDA))
    return stage


@pytest.fixture
def running(planned: Stage) -> Stage:
    """M1 has begun, two minutes ago."""
    planned.clock.set("2026-03-02T14:00+08:00")
    run.start(planned.acting, "M1")
    planned.clock.set("2026-03-02T14:02+08:00")
    return planned


@pytest.fixture
def recorded(planned: Stage) -> Stage:
    """M1 is over: D1, A1 and A2 of 张伟, A3 of Bob, Q1; at 16:00."""

    def fill() -> None:
        planned.clock.set("2026-03-02T15:00+08:00")
        run.record(planned.acting, "M1", NOTES)
        planned.clock.set("2026-03-02T16:00+08:00")

    filled_once("recorded", planned.workspace, planned.clock, fill)
    return planned


@pytest.fixture
def published(recorded: Stage) -> Stage:
    filled_once("published", recorded.workspace, recorded.clock, lambda: publish.publish(recorded.acting, "M1"))
    return recorded
