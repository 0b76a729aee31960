"""The options that every command takes, wherever on the line they stand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import takewhile

from collabtui.errors import Refused
from collabtui.text.catalogue import LOCALES

VALUED = {"--home": "home", "--now": "now", "--lang": "lang", "--as": "acting_as"}
PLAIN = {"--json": "json", "--help": "help", "-h": "help", "--version": "version"}

FIRST_YEAR, LAST_YEAR = 1900, 9000


class Options:
    """As given; nothing is looked up yet. No dataclass: importing those would take a fifth of a list's time."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.home: str | None = None
        self.now: str | None = None
        """A fixed instant; None for the real clock."""
        self.lang: str | None = None
        """zh or en: the language of this command's output, whatever the configuration says."""
        self.acting_as: str | None = None
        """Who sits at this session: a name, an address or a ref; None for the organiser, or whom COLLABTUI_AS names."""
        self.json = False
        self.help = False
        self.version = False

    @property
    def fixed(self) -> str:
        """The instant at which the clock stands, as it was given; empty while it goes."""
        return self.now or self.environ.get("COLLABTUI_NOW") or ""

    def check(self) -> None:
        """Raises `Refused` (cli.bad_now, cli.bad_lang) before anything else happens."""
        self.clock()
        if self.lang is not None and self.lang not in LOCALES:
            raise Refused("cli.bad_lang", value=self.lang)

    def clock(self) -> Callable[[], datetime]:
        """Raises `Refused` (cli.bad_now) when `--now` or COLLABTUI_NOW is no instant with an offset, or
        one near the ends of the calendar, where no zone can be applied to it."""
        fixed = self.fixed
        if not fixed:
            return lambda: datetime.now(UTC)
        try:
            instant = datetime.fromisoformat(fixed)
        except ValueError as error:
            raise Refused("cli.bad_now", value=fixed) from error
        if instant.utcoffset() is None or not FIRST_YEAR < instant.year < LAST_YEAR:
            raise Refused("cli.bad_now", value=fixed)
        return lambda: instant


def read_options(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[Options, list[str]]:
    """The common options, and the rest of the line. After `--` everything is the rest's.

    A valued option at the end of the line, or whose value is empty, stays there: `without_value` finds it. An empty one
    is mostly a variable that is not set, and would lead to the home of whoever types it."""
    options, rest = Options(environ), list[str]()
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in VALUED and (value if equals else (value := next(words, ""))):
            setattr(options, VALUED[name], value)
        elif word in PLAIN:
            setattr(options, PLAIN[word], True)
        else:
            rest.append(word)
    return options, rest


def without_value(rest: Sequence[str]) -> str:
    """The first common option in the rest of a line: nothing stands behind it. Empty where there is none."""
    before = takewhile(lambda word: word != "--", rest)
    return next((name for word in before if (name := word.partition("=")[0]) in VALUED), "")
