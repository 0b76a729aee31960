"""The words that people read on screens and in commands: `words/<room>.<locale>.json`, flat keys to sentences.

A sentence has `{name}` placeholders. Where a number decides the form, the catalogue holds `key.one` beside `key`, and
the value `n` chooses. Mail has its own words, in `templates/`.
"""

from _thread import allocate_lock  # as threading.Lock, which a list would wait for
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

LOCALES = ("zh", "en")
WORDS = Path(__file__).parent / "words"
CLOSED_LISTS = frozenset({"state", "trust", "kind", "verdict", "reason", "not_read"})
"""Placeholders whose values are codes of ours, worded under `state.running` and the like. Nothing else is looked up: a
person may be called Nobody."""


FIRST = ("base", "screens", "keys", "pages", "today", "actions", "plan", "cli")
"""Rooms that are read before the others: lists and the first pages need no more of the forty. All
`key.` are in `keys`, and nothing but what keys do."""


class _Sentences:
    """Of one language. A file is read when none of those before it has the sentence that is wanted."""

    def __init__(self, locale: str) -> None:
        self._found: dict[str, str] = {}
        end = f".{locale}.json"
        rooms = {file.name.removesuffix(end): file for file in WORDS.iterdir() if file.name.endswith(end)}
        first = [rooms.pop(name) for name in FIRST]
        self._unread = [*rooms.values(), *reversed(first)]
        """The next one last."""
        self._reading = allocate_lock()
        """Mails are written in a thread beside the screens."""

    def find(self, key: str, n: object = None) -> str | None:
        """`n` chooses between one and many; None where there is no such sentence."""
        if key not in self._found:
            with self._reading:
                while key not in self._found and self._unread:
                    self._read(self._unread.pop())
        many = self._found.get(key)
        return self._found.get(f"{key}.one", many) if n == 1 else many

    def all(self) -> dict[str, str]:
        with self._reading:
            while self._unread:
                self._read(self._unread.pop())
        return dict(self._found)

    def _read(self, file: Path) -> None:
        import json  # a list that needs no words does not wait for it

        self._found.update(json.loads(file.read_bytes()))


@cache
def _sentences(locale: str) -> _Sentences:
    return _Sentences(locale)


class Sentence(str):
    """A sentence of a catalogue with what it was made of, so that it can be told in another language while somebody
    reads."""

    key: str
    values: Mapping[str, object]


class Catalogue:
    """The sentences of one language; files are read at the first use."""

    def __init__(self, locale: str) -> None:
        self.locale: Literal["zh", "en"]
        self.speak(locale)

    def speak(self, locale: str) -> None:
        """From now on in this language; who holds the catalogue need not be told."""
        self.locale = "zh" if locale == "zh" else "en"

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence for `key`, filled. A key without a sentence comes back as itself with its values: an error
        that cannot be worded must not become another error."""
        sentence = _sentences(self.locale).find(key, values.get("n"))
        if sentence is None:
            return " ".join([key, *(f"{name}={value}" for name, value in values.items())])
        filled = Sentence(sentence.format_map({name: self._shown(name, value) for name, value in values.items()}))
        filled.key, filled.values = key, values
        return filled

    def again(self, text: str) -> str:
        """A sentence of any catalogue in this one's language; another text as it is."""
        return self(text.key, **text.values) if isinstance(text, Sentence) else text

    def __contains__(self, key: str) -> bool:
        return _sentences(self.locale).find(key) is not None

    def _shown(self, name: str, value: Any) -> Any:
        """As people read it: dates, lists, the words of a closed list, errors and findings."""
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(getattr(value, "key", None), str):  # an error, a finding, a sentence: it is said in this language
            return self(value.key, **value.values)
        if isinstance(value, str):
            worded = _sentences(self.locale).find(f"{name}.{value}") if name in CLOSED_LISTS else None
            return value if worded is None else worded
        if isinstance(value, (list, tuple)):
            return self("list.separator").join(str(self._shown(name, one)) for one in value)
        return value

    def day(self, value: date) -> str:
        """`3月4日（周三）`, `Wed 4 Mar`; the year is left to the reader, who knows it."""
        return self._date("date.day", value)

    def short_day(self, value: date) -> str:
        """Without the weekday: for subjects."""
        return self._date("date.short", value)

    def _date(self, key: str, value: date) -> str:
        weekday, month = self(f"date.weekday.{value.weekday()}"), self(f"date.month.{value.month}")
        return self(key, weekday=weekday, month=month, day=value.day)

    def instant(self, value: datetime) -> str:
        """In the zone that the value is in: convert before."""
        return self("date.instant", day=self.day(value.date()), clock=f"{value:%H:%M}")

    def span(self, start: datetime, end: datetime) -> str:
        """`3月4日（周三） 14:00–15:00`; both in the zone that they are to be read in. Names a later day of the end."""
        if end <= start:
            return self.instant(start)
        return f"{self.instant(start)}–{f'{end:%H:%M}' if end.date() == start.date() else self.instant(end)}"


def parse_sentences(locale: str) -> dict[str, str]:
    """All sentences of a language, for the tests that hold the languages against each other."""
    return _sentences(locale).all()
