"""What a command works with, opened at the first use: a list needs neither pydantic nor the mail modules."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO
from zoneinfo import ZoneInfo

from collabtui.catalogue import LOCALES, Catalogue
from collabtui.cli.options import Options
from collabtui.errors import CollabError
from collabtui.home import Home, find_home, read_raw

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.lifecycle.desk import Desk, Office
    from collabtui.store.connection import Connection


class Context:
    """One command line's home, clock, language and streams. Close it when the command is over."""

    def __init__(self, options: Options, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.options = options
        self.environ: Mapping[str, str] = options.environ
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self._open = ExitStack()

    def close(self) -> None:
        self._open.close()

    @cached_property
    def home(self) -> Home:
        return find_home(self.options.home, self.environ)

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        return self.options.clock()

    @cached_property
    def raw_config(self) -> dict[str, Any]:
        """The configuration as plain tables; empty when there is none yet or it cannot be read: a list still can be
        shown, and whatever needs the configuration says what is wrong with it."""
        try:
            return read_raw(self.home)
        except CollabError:
            return {}

    @cached_property
    def words(self) -> Catalogue:
        return Catalogue(self._locale())

    def _locale(self) -> str:
        configured = self.raw_config.get("organiser", {}).get("locale")
        spoken = self.environ.get("LC_ALL") or self.environ.get("LC_MESSAGES") or self.environ.get("LANG") or ""
        for candidate in (self.options.lang, self.environ.get("COLLABTUI_LANG"), configured, spoken[:2]):
            if candidate in LOCALES:
                return str(candidate)
        return "en"

    @cached_property
    def zone(self) -> ZoneInfo:
        """The organiser's, as configured; UTC until there is a valid one."""
        try:
            return ZoneInfo(self.raw_config["organiser"]["timezone"])
        except (KeyError, ValueError, TypeError, OSError):
            return ZoneInfo("UTC")

    @property
    def today(self) -> date:
        return self.clock().astimezone(self.zone).date()

    @cached_property
    def reader(self) -> "Connection":
        """The database for lists: read only, plain rows."""
        from collabtui.store.views.reader import open_reader

        if self.home.config_path.exists() and not self.home.database.exists():
            self._make_database()
        reader = open_reader(self.home.database)
        self._open.callback(reader.close)
        return reader

    def _make_database(self) -> None:
        """A configuration written by hand is as good as one of `init`: lists are empty, not missing."""
        from collabtui.store.sqlite import open_store

        open_store(self.home.database).close()

    @cached_property
    def config(self) -> "Config":
        from collabtui.home import read_config

        return read_config(self.home)

    @cached_property
    def office(self) -> "Office":
        """The database for deeds, with everything they need."""
        from collabtui.lifecycle.opening import open_office

        return self._open.enter_context(open_office(self.home, self.config, self.clock))

    def desk(self) -> "Desk":
        return self.office.own_desk("command")

    def say(self, key: str, /, **values: Any) -> None:
        """A sentence for people; nothing where the output is JSON."""
        if not self.options.json:
            print(self.words(key, **values), file=self.out)

    def show(self, data: Any) -> None:
        """JSON for programs."""
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str), file=self.out)

    def line(self, text: str) -> None:
        print(text, file=self.out)


@contextmanager
def opened(options: Options) -> Iterator[Context]:
    context = Context(options)
    try:
        yield context
    finally:
        context.close()
