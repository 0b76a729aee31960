"""The store as a screen reaches it: commands and queries off the event loop, a reader on it, the clock and the zone.

Rows are read on the loop where that is one indexed query, and by `query` where it goes over a whole table. Commands run
in a thread of their own, one after the other, with a database connection that belongs to that thread; so neither a slow
disk nor a lock ever stops a key.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from collabtui.config_file import database_in, read_raw, section_of, text_in
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.errors import CollabError, Refused, Unreachable, UnreadableRecord
from collabtui.home import Home, local_timezone
from collabtui.session.rights_asked import FRESH, RightsAsked
from collabtui.store.queries.row_reader import open_reader

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting, Workspace
    from collabtui.lifecycle.organisation.organisation_access import OrganisationAccess
    from collabtui.session.own_rights import OwnRights
    from collabtui.session.past_noted_records import PastNotedRecords
    from collabtui.session.wall_texts import WallTexts
    from collabtui.store.engine_connection import Connection

T = TypeVar("T")


class _OwnReader:
    """The reader on the event loop, which waits for no server: where its line is lost, another one is opened beside it.
    Every one that was opened is closed."""

    def __init__(self, opened: "Callable[[], Connection]", beside: ThreadPoolExecutor) -> None:
        self._opened, self._beside = opened, beside
        self._reader: Connection | None = None
        self._coming: Future[Connection] | None = None

    @property
    def reader(self) -> "Connection":
        self._reader = self._reader or self._opened()
        return self._reader

    def is_back(self) -> bool:
        """Whether it was made anew since the last call. Raises what opening it raised."""
        if self._coming is None:
            self._coming = self._beside.submit(self._opened)
        if not self._coming.done():
            return False
        coming, self._coming = self._coming, None
        reader = coming.result()
        self.close()
        self._reader = reader
        return True

    def close(self) -> None:
        """Also one that is being opened, once it is."""
        if self._coming is not None:
            self._coming.add_done_callback(_close_opened)
        if self._reader is not None:
            self._reader.close()
        self._coming = self._reader = None


def _close_opened(coming: "Future[Connection]") -> None:
    if coming.exception() is None:
        coming.result().close()


class Session:
    """One per app. `clock` gives the present instant, aware; `home` says where everything is kept; `acting_name` names
    who sits at these screens, where it is not the organiser."""

    def __init__(self, home: Home, clock: Callable[[], datetime], acting_name: str = "") -> None:
        self.home = home
        self.clock = clock
        self.acting_name = acting_name
        self.passed_over: set[int] = set()  # batches that an undo went past, once it was agreed to
        self.taken_back: dict[str, datetime] = {}  # meetings that an undo took away, and when
        self.lost: CollabError | None = None  # why the database was not reached, until the page that is seen reaches it
        self.underway = 0  # commands and queries that somebody still waits for
        self._commands = ThreadPoolExecutor(1, thread_name_prefix="collabtui-commands")
        self._queries = ThreadPoolExecutor(1, thread_name_prefix="collabtui-queries")
        self._query_reader: Connection | None = None
        self._own = _OwnReader(lambda: self.open_reader(tries=0), self._queries)
        self._workspace: Workspace | None = None
        self._opened = ExitStack()  # the workspace, of the commands' thread
        self._closed = False
        self._wall: WallTexts | None = None  # of a session that only looks
        self._noted: PastNotedRecords | None = None

    def only_look(self, label: str) -> None:
        """Before the first command: nothing is written, and `label` stands in the place of what is confidential."""
        from collabtui.session.wall_texts import WallTexts, hidden_from_all

        self._wall = WallTexts(lambda: hidden_from_all(self.home, self.clock), label)

    @property
    def configured(self) -> bool:
        """True when there is a configuration and a database: without, only Set-up has something to do."""
        return self.home.config_path.exists() and (bool(self.organisation) or self.home.database.exists())

    @cached_property
    def organisation(self) -> "OrganisationAccess | None":
        """The organisation's database; None where it is a file."""
        return _organisation_in(self._raw_config)

    def open_reader(self, *, tries: int = 1) -> "Connection":
        """To be closed by whoever opened it. `tries` 0: where it is lost it stays lost."""
        if self.organisation is not None:
            return self.organisation.open_reader(tries=tries)
        return open_reader(self.home.database)

    @property
    def reader(self) -> "Connection":
        return self._as_shown(self._own.reader)

    def _as_shown(self, reader: "Connection") -> "Connection":
        if self._wall or "_rights" in self.__dict__ or self._asked.roles_count(reader):
            (self._wall or self._rights).show(reader, self._asked.counter(reader))
        if self.home.health_note.exists():  # as seldom
            self._noted = self._noted or _past_noted(self.home)
            self._noted.show(reader, self._rights.hidden if "_rights" in self.__dict__ else ())
        return reader

    @cached_property
    def _asked(self) -> RightsAsked:
        return RightsAsked(monotonic, FRESH if self.organisation else 0)

    def as_shown(self, text: str) -> str:
        """Without what is hidden from who sits here."""
        return self._rights.without(text) if "_rights" in self.__dict__ else text

    def error_as_seen(self, error: CollabError) -> CollabError:
        """Without the name of a record that is hidden from who sits here."""
        if isinstance(error, UnreadableRecord) and "_rights" in self.__dict__:
            return self._rights.error_as_seen(error)
        return error

    @cached_property
    def _rights(self) -> "OwnRights":
        from collabtui.session.own_rights import OwnRights  # of an organisation: nobody else pays for it

        return OwnRights(self.home, self.clock, self.acting_name)

    def changes(self) -> int:
        """A number that rises whenever anybody wrote anything. Raises `Unreachable` until a lost connection is back."""
        try:
            return self._asked.look(self._own.reader)
        except Unreachable:
            if self.organisation is None or not self._own.is_back():
                raise
            return self._asked.look(self._own.reader)

    @cached_property
    def _raw_config(self) -> Mapping[str, object]:
        """The configuration as plain tables, read once; empty where it cannot be read."""
        try:
            return read_raw(self.home)
        except (CollabError, OSError):
            return {}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The organiser's; before he is set up the one of the machine, UTC where neither is known."""
        return _configured_zone(self._raw_config)

    @cached_property
    def deadlines(self) -> MeetingDeadlines:
        """As configured; the usual ones where the configuration cannot be read."""
        return _configured_deadlines(self._raw_config)

    @cached_property
    def own_name(self) -> str:
        """The name under which the trail keeps who sits here."""
        return self.acting_name or text_in(self._raw_config, "organiser", "name") or ""

    @property
    def now(self) -> datetime:  # in the organiser's zone
        return self.clock().astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.now.date()

    async def query(self, query: "Callable[[Connection], T]") -> T:
        """Result of a query over a whole table: off the loop, by a reader of its own, waiting for no command."""
        return await self.wait_for(asyncio.wrap_future(self._queries.submit(self._run_query, query)))

    def _run_query(self, query: "Callable[[Connection], T]") -> T:
        self._query_reader = self._query_reader or self.open_reader()
        try:
            return query(self._as_shown(self._query_reader))
        except UnreadableRecord as error:
            from collabtui.session.named_unreadable import named_unreadable  # the first frame does without

            raise self.error_as_seen(named_unreadable(error, self._query_reader)) from error

    async def run_command(self, command: "Callable[[Acting], T]") -> T:
        """Run it as whoever is at the keys, off the loop, after what was asked for before; it may read whole models."""
        return await self.wait_for(asyncio.wrap_future(self._commands.submit(self._run_command, command)))

    async def wait_for(self, result: Awaitable[T]) -> T:
        """Result of what goes on off the loop; a key that is pressed meanwhile acts when it is there."""
        self.underway += 1
        try:
            return await result
        finally:
            self.underway -= 1

    def warm_up(self, *modules: str) -> Future[object] | None:
        """After the first frame: import what commands and pages need. None where nothing can be done yet."""
        if not self.configured or self._closed:
            return None
        return self._commands.submit(self._run_command, lambda _: [import_module(name) for name in modules])

    def _run_command(self, command: "Callable[[Acting], T]") -> T:
        if self._workspace is None:
            from collabtui.config_file import read_config
            from collabtui.lifecycle.base.workspace import open_workspace

            self._workspace = self._opened.enter_context(
                open_workspace(self.home, read_config(self.home), self.clock, self.acting_name)
            )
            if self._wall is not None:
                self._workspace.store.refuse_writing()
                self._workspace.store.show_texts(self._wall)
        if self._wall is not None:
            self._wall.look_again(self._workspace.store.change_counter())
        try:
            acting = self._workspace.as_user("key")
            return command(self._rights.seen_by(acting) if acting.is_ruled else acting)
        except UnreadableRecord as error:
            raise self.error_as_seen(error) from error
        except Unreachable as error:
            if self._wall is not None and error.key == "store.unwritable":
                raise Refused("serve.only_looks") from error
            raise
        finally:
            self._asked.forget()

    def forget(self) -> None:
        """After the configuration was written anew."""
        self._commands.submit(self._close_workspace)
        self._queries.submit(self._close_query_reader)
        self._own.close()
        for name in ("_asked", "organisation", "_raw_config", "zone", "deadlines", "own_name"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Waits for what is under way."""
        self._closed = True
        self._commands.submit(self._close_workspace)
        self._queries.submit(self._close_query_reader)
        self._commands.shutdown(wait=True)
        self._queries.shutdown(wait=True)
        self._own.close()

    def _close_query_reader(self) -> None:
        if self._query_reader is not None:
            self._query_reader.close()
            self._query_reader = None

    def _close_workspace(self) -> None:
        self._opened.close()
        self._workspace = None
        if "_rights" in self.__dict__:
            self._rights.close()


def _past_noted(home: Home) -> "PastNotedRecords":
    from collabtui.session.past_noted_records import PastNotedRecords

    return PastNotedRecords(home.health_note)


def _organisation_in(raw: Mapping[str, object]) -> "OrganisationAccess | None":
    url, command = database_in(raw)
    if not url:
        return None
    from collabtui.lifecycle.organisation.organisation_access import OrganisationAccess

    return OrganisationAccess(url, command)


def _configured_zone(raw: Mapping[str, object]) -> ZoneInfo:
    try:
        return ZoneInfo(text_in(raw, "organiser", "timezone") or local_timezone(os.environ.get("TZ", "")))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def _configured_deadlines(raw: Mapping[str, object]) -> MeetingDeadlines:
    configured = section_of(raw, "meeting")
    try:
        kept = {name: int(str(configured[name])) for name in MeetingDeadlines._fields if name in configured}
    except ValueError:
        return MeetingDeadlines()
    return MeetingDeadlines(**kept)
