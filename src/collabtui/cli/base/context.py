"""The things a command works with, each opened at its first use: a list needs neither pydantic nor the mail modules."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from collabtui.cli.base.options import Options
from collabtui.cli.base.output import Output
from collabtui.config_file import database_in, read_raw, text_in
from collabtui.errors import CollabError
from collabtui.home import Home, find_home
from collabtui.text.catalogue import LOCALES, Catalogue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from collabtui.cli.base.hidden_rows import ShownParts
    from collabtui.config import Config, Server
    from collabtui.domain.model import Finding
    from collabtui.lifecycle.base.acting import Acting, Workspace
    from collabtui.mail.transport.secrets import Secret, Which
    from collabtui.store.engine_connection import Connection
    from collabtui.store.interface import Store
    from collabtui.worker.one_pass import AskSecret

_HUNG_UP = 128 + 13
"""As a shell says of a program that SIGPIPE has ended, as it does those that write on when `head` has seen enough."""


class Context:
    """One command line's home, clock, language and streams. Close it when the command is over."""

    def __init__(self, options: Options, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.options = options
        self.environ: Mapping[str, str] = options.environ
        self.out = Output(out or sys.stdout)
        self.err = Output(err or sys.stderr)
        self._open = ExitStack()
        self._unreadable: CollabError | None = None
        self.is_done_unheard = False
        """Whether it has done what it is for, although nobody can read what it says."""

    def close(self) -> None:
        self._open.close()

    def ended(self, code: int) -> int:
        """The exit code, once all that was written has arrived."""
        self.out.flush()
        lost = self.out.failure
        if lost is not None and not self.is_done_unheard:
            code = _unheard(self, code, lost)
        self.err.flush()
        return code

    @cached_property
    def home(self) -> Home:
        return find_home(self.options.home, self.environ)

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        return self.options.clock()

    @cached_property
    def raw_config(self) -> Mapping[str, object]:
        """The configuration as plain tables; empty when there is none yet or it cannot be read: help and errors
        have a language all the same, and whatever needs the configuration says what is wrong with it."""
        try:
            return read_raw(self.home)
        except CollabError as error:
            self._unreadable = error if error.key != "config.missing" else None
            return {}

    @property
    def database_place(self) -> tuple[str, str]:
        """The url of the organisation's database and the command that prints its password; both empty where the
        database is a file. Raises as `read_raw` where there is a configuration that cannot be read: it may name another
        database than the one that lies here, and what stands in that would be taken for all there is."""
        place = database_in(self.raw_config)
        if self._unreadable is not None:
            raise self._unreadable
        return place

    @cached_property
    def words(self) -> Catalogue:
        return Catalogue(self._locale(), today=lambda: self.today)

    def _locale(self) -> str:
        spoken = self.environ.get("LC_ALL") or self.environ.get("LC_MESSAGES") or self.environ.get("LANG") or ""
        for candidate in (self.options.lang, self.environ.get("COLLABTUI_LANG"), self.own("locale"), spoken[:2]):
            if candidate in LOCALES:
                return candidate
        return "en"

    @cached_property
    def zone(self) -> "ZoneInfo":
        """The organiser's, as configured; UTC until there is a valid one."""
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self.own("timezone") or "UTC")
        except (KeyError, ValueError, OSError):
            return ZoneInfo("UTC")

    def own(self, key: str) -> str | None:
        """A key of [organiser], if it is there and a text."""
        return text_in(self.raw_config, "organiser", key)

    @property
    def today(self) -> date:
        return self.clock().astimezone(self.zone).date()

    def moment(self, instant: str) -> str:
        """An instant of a row as a person reads it: `2026-03-02 16:00` in the organiser's zone."""
        return f"{datetime.fromisoformat(instant).astimezone(self.zone):%Y-%m-%d %H:%M}"

    @cached_property
    def reader(self) -> "Connection":
        """The database for lists: read only, plain rows, without what who acts may not read."""
        from collabtui.store.queries.row_reader import roles_count

        reader = self.whole_reader
        if roles_count(reader):
            self._shown_parts.show(reader)
        return reader

    @cached_property
    def whole_reader(self) -> "Connection":
        """With what who acts may not see: never to be shown."""
        url, command = self.database_place
        if url:
            from collabtui.lifecycle.organisation.organisation_database import open_organisation_reader

            there = open_organisation_reader(url, command)
            self._open.callback(there.close)
            return there
        from collabtui.store.queries.row_reader import open_reader

        path = self.home.database
        if not os.path.exists(path):  # noqa: PTH110  # Path.exists raises where a folder may not be entered
            # a configuration written by hand is as good as one of `init`: lists are empty, not missing
            self.acting()
        reader = open_reader(path)
        self._open.callback(reader.close)
        return reader

    @cached_property
    def acting_name(self) -> str:
        """The name of the person who acts, where it is not the organiser. Raises as `who_acts`; empty before there
        is a database."""
        named = self.options.acting_as or self.environ.get("COLLABTUI_AS") or ""
        if not named.strip() or named.strip() in (self.own("name"), self.own("email")):
            return ""
        if not (self.home.config_path.exists() and self.has_database):
            return ""
        from collabtui.store.queries.lookup import who_acts

        return who_acts(self.whole_reader, named)

    @property
    def has_database(self) -> bool:
        """Whether there is one: a file, or the organisation's."""
        return bool(self.database_place[0]) or self.home.database.exists()

    @cached_property
    def config(self) -> "Config":
        from collabtui.config_file import read_config, who_else_may_write

        found = read_config(self.home)
        if path := who_else_may_write(self.home):
            self.warn("config.writable", path=str(path))
        return found

    @cached_property
    def workspace(self) -> "Workspace":
        """The database for commands that write, with everything they need."""
        from collabtui.lifecycle.base.workspace import open_workspace

        opened = self._open.enter_context(
            open_workspace(self.home, self.config, self.clock, self.acting_name, timer=time.thread_time)
        )
        _warn_of_clock(self)
        return opened

    @property
    def has_written(self) -> bool:
        """Whether the command has opened the database to write."""
        return "workspace" in self.__dict__

    def acting(self) -> "Acting":
        from collabtui.domain.via import COMMAND

        acting = self.workspace.as_user(COMMAND)
        return self._shown_parts.seen_by(acting) if acting.is_ruled else acting

    @property
    def visible(self) -> "Store":
        """Whole records that who acts may see."""
        return self.acting().visible

    @cached_property
    def _shown_parts(self) -> "ShownParts":
        from collabtui.cli.base.hidden_rows import ShownParts
        from collabtui.domain.via import COMMAND

        made = ShownParts(self.workspace.as_user(COMMAND), str(self.words("confidential.label")))
        self._open.callback(made.close)
        self.out.shown = self.err.shown = made.without
        return made

    @property
    def can_ask(self) -> bool:
        """Whether a person sits at both ends, and nobody reads the output as JSON."""
        return self.out.terminal and not self.options.json and sys.stdin is not None and sys.stdin.isatty()

    def say(self, key: str, /, **values: Any) -> None:
        """A sentence for people, at once; nothing where the output is JSON."""
        if not self.options.json:
            self.out.line(self.words(key, **values).rstrip())  # what stands last may be empty
            self.out.flush()

    def warn(self, key: str, /, **values: Any) -> None:
        """A sentence for people beside the output."""
        self.err.sentence(self.words(key, **values))

    def show(self, data: Any) -> None:
        """JSON for programs."""
        self.out.data(data)


def warn_of(context: Context, findings: "Iterable[Finding]") -> None:
    for one in findings:
        context.warn(one.key, **one.values)


def has_changed(context: Context) -> bool:
    """Whether the command has written something that is kept."""
    return context.has_written and context.workspace.store.has_changed


def _unheard(context: Context, code: int, lost: OSError) -> int:
    """The exit code where what was said did not arrive: 1 and a word; where somebody reads no further, that of a
    program that a broken pipe has ended. Who has hung up, or has closed the stream, wants no more: a change that was
    made is done all the same."""
    if isinstance(lost, BrokenPipeError):
        return code or (0 if has_changed(context) else _HUNG_UP)
    if lost.errno == errno.EBADF and has_changed(context):
        return code
    context.err.line(context.words("cli.output", why=lost.strerror or str(lost)))
    return code or 1


@contextmanager
def opened(options: Options) -> Iterator[Context]:
    context = Context(options)
    try:
        yield context
    finally:
        context.close()


def say_what_stays(context: Context) -> None:
    """After a command that wrote: how many mails of this instant are queued still, and what sends them."""
    if not context.has_written:
        return
    from collabtui.domain.mail.mail_records import Outgoing

    now = context.clock()
    left = [
        mail
        for mail in context.workspace.store.find(Outgoing, state="queued")
        if mail.queued_at == now or (mail.not_before and mail.not_before > now)
    ]
    if left:
        context.warn("mail.clock_stands", n=len(left))


def passwords(context: Context) -> "AskSecret":
    """Looks passwords up where the configuration says, at the moment they are needed."""

    def ask(server: "Server", which: "Which") -> "Secret | None":
        from collabtui.mail.transport.secrets import password

        return password(server, which, context.environ)

    return ask


def _warn_of_clock(context: Context) -> None:
    """Warn of a last change that is still to come: this clock is wrong, or that one was."""
    from collabtui.store.check.stamps_ahead import last_stamp_ahead

    now = context.clock()
    if not context.options.fixed and (last := last_stamp_ahead(context.whole_reader, now)):
        context.warn("cli.clock_behind", last=last.astimezone(context.zone), now=now.astimezone(context.zone))
