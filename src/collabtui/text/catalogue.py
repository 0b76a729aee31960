"""The catalogues of sentences that people read on screens and in commands: `words/<name>.<locale>.json`, flat keys to
sentences.

The first part of a key says in which file its sentence is: `votes` for `votes.over`, unless `SHARED` names another.

A sentence has `{name}` placeholders. Where a number decides a word, both forms stand in its placeholder:
`{days:# day|# days}`; where it decides the whole sentence, the catalogue holds `key.one` beside `key`, and `n`
chooses. What names a line of a file is said without it, `key.alone`, of what was typed by itself: `line` is 0 then.

What to do next is said otherwise on the shell than on the screens: `way_out`. Mail has its own words, in `templates/`.
"""

from _thread import allocate_lock  # as threading.Lock, which a list would wait for
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from collabtui.text.latin_gaps import may_want_a_gap, with_gaps

LOCALES = ("zh", "en")
WORDS = Path(__file__).parent / "words"
CLOSED_LISTS = frozenset(
    {"state", "trust", "kind", "verdict", "reason", "not_read", "change_kind", "given_role", "entry"}
)
"""Placeholders whose values are codes of ours, worded under `state.running` and the like. Nothing else is looked up: a
person may be called Nobody."""


_ENDS = frozenset("。.")
"""Of a sentence."""
Place = Literal["shell", "screens", "wall"]
"""Where a sentence is read: what it tells to do next is a command there, a page and a key here."""

SHARED = {
    "access": "mailboxes roles permission account role_grant given_role change_kind matter_reading",
    "actions": "action bulk charts dependencies filter nudge saved_view time_line checks status whys",
    "agenda": "agendas carry exception",
    "archive": "folder",
    "backup": "restore export health move copies",
    "changes": "change approval plan asked own_answer stance mails notes",
    "columns": "column column_meaning",
    "commands": "cli usage init sync watch receive file day warning doctor ask worker",
    "config": "home toml template editor language",
    "confirm_mails": "outward",
    "database": "store question cursor unfetched reminded believed taught incoming outgoing",
    "data_faults": "fault check unreadable",
    "departments": "department concern confidential acting_user",
    "duties": "duty",
    "fields": "field",
    "find": "palette path",
    "forms": "form",
    "import": "table ref",
    "inbox": "not_read answer link_address outside counter",
    "keys": "key notices",
    "kinds": "kind role partstat level verdict rhythm",
    "live": "unclear big capture command record entry mending typed decision",
    "matters": "matter matter_template",
    "meetings": "material meeting series planning booking invite when attendance",
    "merging": "merge",
    "minutes": "signers versions correcting minutes_version correction sign_off",
    "outbox": "mail",
    "pages": "page screen bar pipe pdf quit panes",
    "people": "person name leave absence away ldap",
    "phrases": "phrase words learned teach replay",
    "reasons": "reason rule newer",
    "reports": "report light robot group",
    "resources": "resource",
    "risks": "risk",
    "servers": "imap smtp tls provider secrets",
    "setup": "sample",
    "states_and_days": "state date list",
    "steps": "step old_step channel criterion acceptance retrospective milestone",
    "themes": "theme",
    "today": "aside",
    "undo": "redo",
    "votes": "vote",
    "way_out": "way",
}
"""Catalogue → first parts of keys that it holds besides its own name."""
_CATALOGUE_OF = {first: name for name, several in SHARED.items() for first in several.split()}


class _Sentences:
    """Of one language. A file is read when a sentence of it is wanted."""

    def __init__(self, locale: str) -> None:
        self._found: dict[str, str] = {}
        self._end = f".{locale}.json"
        self._read: set[str] = set()
        self._reading = allocate_lock()
        """Mails are written in a thread beside the screens."""

    def find(self, key: str, n: object = None) -> str | None:
        """`n` chooses between one and many; None where there is no such sentence."""
        first = key.partition(".")[0]
        name = _CATALOGUE_OF.get(first, first)
        if name not in self._read:
            self._take_in(name)
        many = self._found.get(key)
        return self._found.get(f"{key}.one", many) if n == 1 else many

    def all(self) -> dict[str, str]:
        for file in WORDS.iterdir():
            if file.name.endswith(self._end):
                self._take_in(file.name.removesuffix(self._end))
        return dict(self._found)

    def _take_in(self, name: str) -> None:
        import json  # a list that needs no words does not wait for it

        with self._reading:
            if name in self._read:
                return
            try:
                content = (WORDS / f"{name}{self._end}").read_bytes()
            except OSError:  # no file of ours is called so: the key is no sentence
                content = b"{}"
            self._found.update(json.loads(content))
            self._read.add(name)


@cache
def _sentences(locale: str) -> _Sentences:
    return _Sentences(locale)


NEAR = range(-90, 274)
"""Days from today, less than a year of them, so that no day and month mean two dates: outside a date has its year."""


class Sentence(str):
    """A sentence of a catalogue with what it was made of, so that it can be told in another language while somebody
    reads."""

    key: str
    values: Mapping[str, object]


class _Counted:
    """A value in a sentence that has forms for one and many; a list counts what is in it."""

    def __init__(self, value: object, shown: object) -> None:
        self._is_one = len(value) == 1 if isinstance(value, (list, tuple)) else value in (1, "1")
        self._shown = str(shown)

    def __format__(self, forms: str) -> str:
        one, _, many = forms.partition("|")
        return (one if self._is_one else many).replace("#", self._shown) if "|" in forms else self._shown


def _with_gaps(sentence: str, shown: Mapping[str, object]) -> str:
    from string import Formatter  # of few of the first sentences

    pieces = []
    for words, name, form, _ in Formatter().parse(sentence):
        pieces += [words, *([] if name is None else [format(shown[name], form or "")])]
    return with_gaps(pieces)


class Catalogue:
    """The sentences of one language; files are read at the first use."""

    def __init__(self, locale: str, place: Place = "shell", today: Callable[[], date] | None = None) -> None:
        """`today` tells which dates are far off, and have their year; without it none has."""
        self.locale: Literal["zh", "en"]
        self.place = place
        self._today = today
        self.speak(locale)

    def speak(self, locale: str) -> None:
        """From now on in this language; who holds the catalogue need not be told."""
        self.locale = "zh" if locale == "zh" else "en"

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence for `key`, filled. A key without a sentence comes back as itself with its values: an error
        that cannot be worded must not become another error."""
        sentence = self._find(key, values)
        if sentence is None:
            return " ".join([key, *(f"{name}={value}" for name, value in values.items())])
        if "{@" in sentence:
            from collabtui.text.way_out import with_ways_out  # few of the first sentences name one

            sentence = with_ways_out(sentence, self.place, _sentences(self.locale).find)
        if "{~" in sentence:
            from collabtui.text.example_days import with_example_days  # few of the first sentences give one

            sentence = with_example_days(sentence, self._today() if self._today else None, self.short_day)
        shown = {name: self._shown(name, value) for name, value in values.items()}
        if "why" in shown or "reason" in shown:
            from collabtui.text.system_errors import worded_errors  # of errors: few of the first sentences are of those

            shown |= worded_errors(key, shown, _sentences(self.locale).find)
        has_latin = self.locale == "zh" and any(map(may_want_a_gap, shown.values()))
        if "|" in sentence:
            shown = {name: _Counted(values[name], text) for name, text in shown.items()}
        filled = Sentence(_with_gaps(sentence, shown) if has_latin else sentence.format_map(shown))
        filled.key, filled.values = key, values
        return filled

    def _find(self, key: str, values: Mapping[str, object]) -> str | None:
        """On the wall of a room, where keys do nothing, a sentence that names one has a form without, `.wall`."""
        find = _sentences(self.locale).find
        other = "wall" if self.place == "wall" else "alone" if values.get("line") == 0 else ""
        return (find(f"{key}.{other}") if other else None) or find(key, values.get("n"))

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
        if isinstance(value, Mapping):
            from collabtui.text.part_words import part_name

            return part_name(value)
        if isinstance(value, (list, tuple)):
            return self._listed(value, [str(self._shown(name, one)) for one in value])
        return value

    def _listed(self, values: Sequence[Any], shown: list[str]) -> str:
        """Sentences, as those of errors, one behind the other; anything else with what stands between names."""
        if shown and all(hasattr(one, "key") for one in values) and all(text[-1:] in _ENDS for text in shown):
            return ("" if shown[0][-1:] == "。" else " ").join(shown)
        return self("list.separator").join(shown)

    def day(self, value: date) -> str:
        """`3月4日（周三）`, `Wed 4 Mar`; the year is left to the reader where he knows it."""
        return self._date("date.day", value)

    def is_far(self, value: date) -> bool:
        """Whether a day and a month alone would leave open which year is meant."""
        return self._today is not None and value.toordinal() - self._today().toordinal() not in NEAR

    def short_day(self, value: date) -> str:
        """Without the weekday: for subjects."""
        return self._date("date.short", value)

    def full_day(self, value: date) -> str:
        """With its year, whatever day it is: for what is kept and read later."""
        return self("date.short_far", month=self(f"date.month.{value.month}"), day=value.day, year=value.year)

    def short_day_within(self, value: date, room: int) -> str:
        """The same in so many columns: the day gives way before the year."""
        from collabtui.text.width import cells  # of few lists, none of them in the first frame

        shown = self.short_day(value)
        return shown if cells(shown) <= room or not self.is_far(value) else f"{value:%Y-%m}"

    def _date(self, key: str, value: date) -> str:
        weekday, month = self(f"date.weekday.{value.weekday()}"), self(f"date.month.{value.month}")
        if self.is_far(value):
            return self(f"{key}_far", weekday=weekday, month=month, day=value.day, year=value.year)
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
