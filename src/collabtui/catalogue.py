"""The words that people read on screens and in commands: `words/<room>.<locale>.json`, flat keys to sentences.

A sentence has `{name}` placeholders. Where a number decides the form, the catalogue holds `key.one` beside `key`, and
the value `n` chooses. Mail has its own words, in `templates/`.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

LOCALES = ("zh", "en")
WORDS = Path(__file__).parent / "words"
CLOSED_LISTS = frozenset({"state", "trust", "kind", "verdict", "reason"})
"""Placeholders whose values are codes of ours, worded under `state.running` and the like. Nothing else is looked up: a
person may be called Nobody."""


@cache
def _sentences(locale: str) -> dict[str, str]:
    import json  # a list that needs no words does not wait for it

    found: dict[str, str] = {}
    for (
        file
    ) in WORDS.iterdir():  # every key stands in one file only, so their order says nothing; glob takes twice as long
        if file.name.endswith(f".{locale}.json"):
            found.update(json.loads(file.read_bytes()))
    return found


class Sentence(str):
    """What a catalogue has said, with what it was made of: it can be said in another language while somebody reads."""

    key: str
    values: dict[str, Any]


class Catalogue:
    """The sentences of one language; files are read at the first use."""

    def __init__(self, locale: str) -> None:
        self.locale: Literal["zh", "en"] = "zh" if locale == "zh" else "en"

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence for `key`, filled. A key without a sentence comes back as itself with its values: an error
        that cannot be worded must not become another error."""
        sentences = _sentences(self.locale)
        sentence = sentences.get(f"{key}.one") if values.get("n") == 1 else None
        sentence = sentence or sentences.get(key)
        if sentence is None:
            return " ".join([key, *(f"{name}={value}" for name, value in values.items())])
        said = Sentence(sentence.format_map({name: self._shown(name, value) for name, value in values.items()}))
        said.key, said.values = key, values
        return said

    def again(self, text: str) -> str:
        """A sentence of any catalogue in this one's language; another text as it is."""
        return self(text.key, **text.values) if isinstance(text, Sentence) else text

    def __contains__(self, key: str) -> bool:
        return key in _sentences(self.locale)

    def _shown(self, name: str, value: Any) -> Any:
        """As people read it: dates, lists, the words of a closed list, errors and findings."""
        if isinstance(value, datetime):
            return self.instant(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(getattr(value, "key", None), str):  # an error, a finding, a sentence: it is said in this language
            return self(value.key, **value.values)
        if isinstance(value, str):
            return _sentences(self.locale).get(f"{name}.{value}", value) if name in CLOSED_LISTS else value
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
    return dict(_sentences(locale))
