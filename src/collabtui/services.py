"""What a screen may ask for: rows to show, deeds to do, words to say. Screens know this and never the app.

Rows are read on the loop where that is one indexed query, and by `look` where it goes over a whole table. Deeds run in
a thread of their own, one after the other, with a database connection that belongs to that thread; so neither a slow
disk nor a lock ever stops a key.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines import MeetingDeadlines
from collabtui.domain.via import KEY
from collabtui.drafts import Drafts
from collabtui.errors import CollabError, Wanted
from collabtui.home import Home, read_raw
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collabtui.config import Server
    from collabtui.lifecycle.base.acting import Acting, Workspace
    from collabtui.mail.transport.secrets import Secret, Which
    from collabtui.store.sqlite.connection import Connection
    from collabtui.worker.one_pass import AskSecret

T = TypeVar("T")


class Services:
    """One per app. `clock` gives the present instant, aware; `home` says where everything is kept."""

    def __init__(self, home: Home, clock: Callable[[], datetime], words: Catalogue, acting_name: str = "") -> None:
        self.home = home
        self.clock = clock
        self.words = words
        self.ask: AskSecret | None = None
        """Looks passwords up, where the app was given something else than the environment, commands and the keyring."""
        self.typed_password: Secret | None = None
        """Typed at these screens: used until the end, whatever else there is."""
        self.acting_name = acting_name
        """The name of who sits at these screens, where it is not the organiser."""
        self.drafts = Drafts(home.drafts, acting_name)
        self.mail_heard: datetime | None = None
        """When a mail server last did its part."""
        self.mail_trouble = ""
        """What it says when it does not; empty when all is well."""
        self.mail_wants: Wanted = ""
        """What keeps mail waiting and can be typed: a password that is not there, or one that a server refuses."""
        self._deeds = ThreadPoolExecutor(1, thread_name_prefix="collabtui-deeds")
        self._in_thread = ExitStack()
        self._looks = ThreadPoolExecutor(1, thread_name_prefix="collabtui-looks")
        self._own_reader: Connection | None = None
        self._office: Workspace | None = None
        self._closed = False
        self.underway = 0
        """Deeds and looks that somebody still waits for."""

    def password(self, server: "Server", which: "Which") -> "Secret | None":
        """As the worker asks. May wait for a keyring or a command; raises `Refused` (secrets.*)."""
        from collabtui.mail.transport import secrets

        if self.typed_password is not None and server.username:
            return self.typed_password
        return self.ask(server, which) if self.ask else secrets.password(server, which, os.environ)

    @property
    def configured(self) -> bool:
        """Whether there is a configuration and a database: without, only Set-up has something to do."""
        return self.home.config_path.exists() and self.home.database.exists()

    @cached_property
    def reader(self) -> "Connection":
        return open_reader(self.home.database)

    def changes(self) -> int:
        """A number that rises whenever anybody wrote anything."""
        return change_counter(self.reader)

    @cached_property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(read_raw(self.home)["organiser"]["timezone"])
        except (CollabError, KeyError, ValueError, TypeError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def deadlines(self) -> MeetingDeadlines:
        """As configured; the usual ones where the configuration cannot be read."""
        try:
            configured = read_raw(self.home)["meeting"]
            kept = {name: int(configured[name]) for name in MeetingDeadlines._fields if name in configured}
        except (CollabError, KeyError, TypeError, ValueError, OSError):
            return MeetingDeadlines()
        return MeetingDeadlines(**kept)

    @cached_property
    def own_name(self) -> str:
        """What the trail calls who sits here."""
        if self.acting_name:
            return self.acting_name
        try:
            return str(read_raw(self.home)["organiser"]["name"])
        except (CollabError, KeyError, TypeError, OSError):
            return ""

    @property
    def now(self) -> datetime:
        """In the organiser's zone."""
        return self.clock().astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.now.date()

    async def look(self, query: "Callable[[Connection], T]") -> T:
        """What a query over a whole table finds: off the loop, by a reader of its own, waiting for no deed."""
        return await self._waited_for(self._looks.submit(self._looked, query))

    def _looked(self, query: "Callable[[Connection], T]") -> T:
        if self._own_reader is None:
            self._own_reader = open_reader(self.home.database)
        return query(self._own_reader)

    async def do(self, deed: "Callable[[Acting], T]") -> T:
        """Do it as whoever is at the keys, off the loop. Raises what the deed raises. Reading whole models is a
        deed too: it happens in the same thread, after what was asked for before."""
        return await self._waited_for(self._deeds.submit(self._done, deed))

    async def _waited_for(self, result: Future[T]) -> T:
        self.underway += 1
        try:
            return await asyncio.wrap_future(result)
        finally:
            self.underway -= 1

    def warm_up(self, *modules: str) -> Future[object] | None:
        """Import what deeds and pages need, after the first frame, so that the first of them need not wait for it.
        None where there is nothing yet that could be done."""
        if not self.configured or self._closed:
            return None
        return self._deeds.submit(self._done, lambda _: [import_module(name) for name in modules])

    def _done(self, deed: "Callable[[Acting], T]") -> T:
        if self._office is None:
            from collabtui.home import read_config
            from collabtui.lifecycle.base.workspace import open_workspace

            self._office = self._in_thread.enter_context(
                open_workspace(self.home, read_config(self.home), self.clock, self.acting_name)
            )
        return deed(self._office.as_user(KEY))

    def forget(self) -> None:
        """After the configuration was written anew: open everything again at the next use."""
        self._deeds.submit(self._close_office)
        self._looks.submit(self._close_own_reader)
        for name in ("reader", "zone", "deadlines", "own_name"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        self._closed = True
        if "reader" in self.__dict__:
            self.reader.close()
        self._deeds.submit(self._close_office)
        self._looks.submit(self._close_own_reader)
        self._deeds.shutdown(wait=True)
        self._looks.shutdown(wait=True)
        self.drafts.close()

    def _close_own_reader(self) -> None:
        if self._own_reader is not None:
            self._own_reader.close()
            self._own_reader = None

    def _close_office(self) -> None:
        self._in_thread.close()
        self._office = None
