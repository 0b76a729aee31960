"""Columns of a table whose names say little: people of the book, days, ticks and other rows' names in their cells say
what they are."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from collabtui.formats.actions.heading_fields import UNUSED, column_name, has_word
from collabtui.formats.actions.supporters import labelled_people
from collabtui.formats.actions.written_values import (
    bare_day,
    instant,
    month_and_day,
    says_nothing,
    two_days,
    written_day,
)
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.counted_days import CountedDay
from collabtui.formats.tables.numbered_days import is_numbered
from collabtui.formats.tables.raw_row import RawRow

PERSON = "@"
"""Before the name of somebody in the book, among what is given of a table."""
_MOSTLY = 0.6
STATE_TICKS = "state_ticks"
"""The field of columns that are called as states and hold a tick."""
_FEWEST_STATES, _LONGEST_TICK = 2, 3
OWNING = frozenset(("owner", "people", "doer"))
_PIECES = re.compile(r"[、,，;；/&+\n]|\band\b|[(（\[].*?[)）\]]|\s(?=@)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_FAMILY_FIRST = re.compile(r"\s*(\w[\w'-]*),\s*(\w[\w'-]*)\s*", re.ASCII)
"""Jones, Carol."""
ENCLOSED = re.compile(r"\[[^\[\]]*\]")
"""[Bob Smith, Alice Wong], as programs export several."""
_BEHIND_TICK = re.compile(r"(?:\s+[-–]\s+|\s*[(（]).*|\s+\d.*", re.DOTALL)
"""Y - 24/02/26."""
_CLOSED = frozenset(("done", "cancelled"))


def with_state_ticks(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """Several columns that are called as states, 未开始 进行中 已完成, with a tick in the one that holds."""
    places = [place for place, name in enumerate(names) if named_state(name) and _is_ticked(_texts(rows, place))]
    if len({named_state(names[place]) for place in places}) < _FEWEST_STATES:
        return list(fields)
    return [STATE_TICKS if place in places else field for place, field in enumerate(fields)]


def named_state(name: str) -> str:
    """The state that the name of a column ends with."""
    words, known = column_name(name).split(), word_table("actions", "statuses")
    return next((known[end] for at in range(len(words)) if known.get(end := " ".join(words[at:]))), "")


def _is_ticked(texts: Sequence[str]) -> bool:
    ticks = [text for text in texts if not text.isdigit()]
    return bool(texts) and all(len(text) <= 1 or (not text.isalnum() and len(text) <= _LONGEST_TICK) for text in ticks)


def with_fields_by_contents(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Fields, with those that nobody is called after, where the cells of one column leave no doubt."""
    found = _with_helpers(names, _with_labelled(names, fields, rows, given), rows, given)
    found = _with_owner(names, found, rows, given)
    return _with_ticks(names, _with_done_days(names, _with_days(names, found, rows), rows), rows)


def _with_labelled(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """The only column that nobody knows and whose cells say in words who leads and who helps has the people."""
    if OWNING & set(fields) or "line" in fields:
        return list(fields)

    def is_labelled(place: int) -> bool:
        texts = [] if column_name(names[place]) in given else _texts(rows, place)
        found = list(map(labelled_people, texts))
        people = [name for one in found for names in one.values() for name in _PIECES.split(names)]
        return sum(map(bool, found)) >= max(1, _MOSTLY * len(texts)) and are_people(people, given)

    places = [place for place, field in enumerate(fields) if not field and is_labelled(place)]
    return ["people" if [place] == places else field for place, field in enumerate(fields)]


def _with_owner(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """The only column of people that nobody knows owns the tasks, where no other does."""
    if OWNING & set(fields) or "line" in fields:
        return list(fields)
    places = [
        place
        for place, field in enumerate(fields)
        if not field and column_name(names[place]) not in given and are_people(_texts(rows, place), given)
    ]
    places = [place for place in places if not has_word(column_name(names[place]), "beside_owner")]
    return ["owner" if [place] == places else field for place, field in enumerate(fields)]


def _with_helpers(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """A column of people whose name has a word for help in it has those who help."""

    def helps(place: int) -> bool:
        name = column_name(names[place])
        return name not in given and has_word(name, "helping") and are_people(_texts(rows, place), given)

    return ["collaborators" if not field and helps(place) else field for place, field in enumerate(fields)]


def _with_days(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """日期, `Date`, `Planned date`: the day until which it is done, where no column is called after it; 纳期, which is
    called after nothing else, where it is the only one."""
    if {"due", "span"} & set(fields) or "line" in fields:
        return list(fields)
    days = [place for place, field in enumerate(fields) if not field and are_days(rows, place)]
    ends = [place for place in days if _is_called_end(column_name(names[place]))]
    places = ends or [place for place in days if _is_called_day(column_name(names[place]))]
    others = [
        place for place in days if is_called_other_day(column_name(names[place])) and not _are_counted(rows, place)
    ]
    planned = [place for place in others if not _is_called_over(column_name(names[place]))]
    left = [place for place in days if place not in others]
    places = places or [place for place in left if not (place + 1 in planned and _is_as_full(rows, place + 1, place))]
    return ["due" if [place] == places else field for place, field in enumerate(fields)]


def _is_as_full(rows: Sequence[RawRow], place: int, other: int) -> bool:
    """下地日 beside 收工日, where one of two days in each row may be the end."""
    return len(_texts(rows, place)) >= len(_texts(rows, other))


def _are_counted(rows: Sequence[RawRow], place: int) -> bool:
    """周次, by which the table counts from a day that it names."""
    return any(place < len(row.cells) and isinstance(row.cells[place], CountedDay) for row in rows)


def is_called_other_day(name: str) -> bool:
    """收到日期, `Date raised`: the day of something else than its end."""
    return is_called_actual(name) or has_word(name, "beside_owner") or has_word(name, "other_days")


def is_called_actual(name: str) -> bool:
    """实际竣工, `Completed at`: the day on which it was over."""
    actual = [word for word, kind in word_table("actions", "column_prefixes").items() if kind == "actual"]
    return _is_called_done(name) or any(word in name for word in actual)


def _is_called_over(name: str) -> bool:
    """上次跟进, `Last contact`: a day that is past, and no end."""
    return is_called_actual(name) or has_word(name, "over_days")


def _with_done_days(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """`Completed At`: days below a word for done that some rows do not have yet."""
    if "actual_finish" in fields or "line" in fields:
        return list(fields)
    all_rows = len([row for row in rows if _width(row) > 1])
    places = [
        place
        for place, field in enumerate(fields)
        if not field and _is_called_done(column_name(names[place])) and are_days(rows, place)
        and len(_texts(rows, place)) < all_rows
    ]  # fmt: skip
    return ["actual_finish" if [place] == places else field for place, field in enumerate(fields)]


def _is_called_done(name: str) -> bool:
    known = word_table("actions", "statuses")
    words = name.split()
    return len(words) > 1 and "be" not in words and any(known.get(word) == "done" and len(word) > 1 for word in words)


def _is_called_end(name: str) -> bool:
    """要求完成, `Complete before`: a word for an end, and none for what is over."""
    actual = [word for word, kind in word_table("actions", "column_prefixes").items() if kind == "actual"]
    over = _is_called_done(name) or any(name.startswith(word) for word in actual)
    return not over and re.search(any_word("actions", "finishing"), name) is not None


def _is_called_day(name: str) -> bool:
    """A word for a day, or for one that is planned."""
    planned = [word for word, kind in word_table("actions", "column_prefixes").items() if kind == "planned"]
    rest = [name.removeprefix(word).strip(" -_的") for word in planned if name.startswith(word)]
    return any(one in word_table("actions", "day_nouns") for one in (name, *rest))


def _with_ticks(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """Signs for yes and no below a word for a state, 完成 or `Done`: whether it is so."""
    if {"status", "percent", "progress"} & set(fields):
        return list(fields)
    known = word_table("actions", "statuses")
    boxes = word_table("actions", "boxes")

    def ticked(place: int) -> bool:
        words = {plain(_BEHIND_TICK.sub("", text)) for text in _texts(rows, place)}
        name = column_name(names[place])
        called = known.get(name) == "done" or (_is_called_done(name) and not are_days(rows, place))
        return called and bool(words) and (words <= known.keys() or (not fields[place] and words <= boxes.keys()))

    places = [place for place, field in enumerate(fields) if field in ("", UNUSED) and ticked(place)]
    return ["status" if [place] == places else field for place, field in enumerate(fields)]


def are_people(texts: Sequence[str], given: Mapping[str, str]) -> bool:
    """Whether most of the cells name people of the book."""
    bare = [text[1:-1] if ENCLOSED.fullmatch(text) else text for text in texts]
    known = sum(any(is_person(piece, given) for piece in _names_in(text)) for text in bare)
    return bool(texts) and known >= _MOSTLY * len(texts)


def names_in_cell(text: str) -> list[str]:
    """Of each person whom a cell names, known or not."""
    return [text] if _FAMILY_FIRST.fullmatch(text) else [one for piece in _PIECES.split(text) if (one := piece.strip())]


def _names_in(text: str) -> list[str]:
    turned = [f"{match[2]} {match[1]}" for one in text.split(";") if (match := _FAMILY_FIRST.fullmatch(one))]
    return [*_PIECES.split(text), *turned]


def is_person(text: str, given: Mapping[str, str]) -> bool:
    return f"{PERSON}{plain(text).lstrip('@')}" in given


def are_days(rows: Sequence[RawRow], place: int) -> bool:
    """Whether most of the cells that say something are days, or stretches of them."""
    cells = [row.cells[place] for row in rows if place < len(row.cells) and not says_nothing(shown(row.cells[place]))]
    texts = [shown(cell).strip() for cell in cells]
    found = sum(
        isinstance(cell, date) or is_day_or_stretch(text) or bool(_time_without_day().fullmatch(bare_day(text)))
        for cell, text in zip(cells, texts, strict=True)
    )
    return bool(cells) and found >= _MOSTLY * len(cells)


def is_day_or_stretch(text: str) -> bool:
    ends = two_days(text)
    return _is_day(text) or (ends is not None and all(map(_is_day, ends)))


@lru_cache(maxsize=1024)
def _is_day(text: str) -> bool:
    try:
        bare = bare_day(text)
        if instant(text):
            return True
        found = written_day(text) or written_day(bare) or month_and_day(bare) or is_numbered(bare)
        return bool(found or _latin_day().fullmatch(bare))
    except ValueError:
        return False


@cache
def _latin_day() -> re.Pattern[str]:
    """Fri, 6 March 2026 or March 6, 2026 5:00 PM; `Paper 6` is none."""
    month = rf"(?i:{any_word('agenda', 'months')})\.?"
    day = rf"\d{{1,2}}[-/ .]{month}(?:[-/ ,.]+'?\d{{2,4}})?|{month} \d{{1,2}}(?:,? '?(?:\d{{4}}|\d\d))?"
    return re.compile(rf"(?:\w{{3,9}}\.?,? )?(?:{day})(?: \d{{1,2}}:\d\d.*)?")


@cache
def _time_without_day() -> re.Pattern[str]:
    """3月底, 4月初, 5月1日下午, 第3周周三, KW 12, `mid March`: also what makes a column one of days."""
    month = rf"(?i:{any_word('agenda', 'months')})\.?"
    chinese = (
        r"(?:\d{4}年)?\d{1,2}月(?:[底初末]|[上中下]旬|\d{1,2}[日号]?[上下]午)"
        r"|第[\d一二三四五六七八九十]{1,3}周(?:周?[一二三四五六日天])?"
    )
    weeks = r"(?:KW|CW|W|[Ww]eek|wk)[ -]?\d{1,2}|[QH][1-4]"
    return re.compile(rf"{chinese}|{weeks}|(?i:early|mid|late|end(?: of)?|beginning of)[- ]{month}")


def days_when_done(fields: Sequence[str], same: Sequence[int], rows: Sequence[RawRow]) -> int | None:
    """Of two columns of due dates the one that is filled where a task is done, and only there: it says when it was."""
    if len(same) != 2 or fields[same[0]] != "due" or "actual_finish" in fields or "status" not in fields:
        return None
    status, known = fields.index("status"), word_table("actions", "statuses")
    for place, other in (same, same[::-1]):
        filled = [row for row in rows if not says_nothing(_text(row, place))]
        fewer = len(filled) < sum(not says_nothing(_text(row, other)) for row in rows)
        if filled and fewer and all(known.get(plain(_text(row, status))) in _CLOSED for row in filled):
            return place
    return None


def _texts(rows: Sequence[RawRow], place: int) -> list[str]:
    texts = (_text(row, place) for row in rows if _width(row) > 1)
    return [text for text in texts if text and not says_nothing(text)]


def _width(row: RawRow) -> int:
    return len({shown(cell) for cell in row.cells if shown(cell).strip()})


def _text(row: RawRow, place: int) -> str:
    return shown(row.cells[place]).strip() if place < len(row.cells) else ""
