"""The rows of a table in which the names of its columns stand. What a name means: `heading_fields`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

from collabtui.formats.actions.by_cells.fields_by_cells import with_fields_by_cells
from collabtui.formats.actions.by_cells.people_by_cells import with_people_beside
from collabtui.formats.actions.column_contents import (
    covers_several,
    holds_codes,
    is_full,
    longer_than_title,
    names_each_row,
    tasks_by_contents,
    with_finer_title,
    with_foreign_refs,
    with_full_task,
    with_full_title,
    with_kinds,
    with_larger_title,
    with_merged_task,
    with_numbers_waited_for,
    with_outline_numbers,
    with_outputs_over_tasks,
    with_states,
    with_title_by_kind,
    with_title_of_own_words,
    with_words_for_codes,
    without_category_beside_levels,
    without_one_task,
    without_title_of_signs,
    without_titles_of_no_tasks,
)
from collabtui.formats.actions.column_values import (
    OWNING,
    STATE_TICKS,
    is_day_or_stretch,
    is_person,
    with_state_ticks,
)
from collabtui.formats.actions.equal_columns import EqualColumns, without_equals
from collabtui.formats.actions.heading_fields import (
    CALENDAR,
    DURATION,
    FIRST_DUE,
    LIGHT,
    UNUSED,
    column_name,
    field_of,
    is_agreed_again,
    is_certain,
    with_duties_by_letter,
)
from collabtui.formats.actions.sign_legends import legend_in
from collabtui.formats.actions.telling_rows import telling_rows
from collabtui.formats.actions.written_values import hue_of
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.raw_row import RawRow

HEAD_WITHIN = 12
"""Rows in which the names of the columns are looked for: a title and notes may stand above them."""
_FEWEST_NAMES = 2
_DUTY_LETTERS = frozenset("rasci")
"""R and A below a name nobody knows are duties, and no lights."""
_FEWEST_DAYS = 3
"""Days side by side that make a calendar."""
_FEWEST_NUMBERS = 5
"""Bare numbers side by side that are its days: 2, 3, 4, 5, 6, 9 below 3月."""
_MOST_DAYS_OFF = 4
"""Between two of them."""
_DAY_NUMBER = re.compile(r"0?[1-9]|[12]\d|3[01]")
_MOST_BELOW = 2
"""Rows of names below the first."""
_BESIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"owner": ("people", "doer"), "status": ("progress", "percent")}
)
"""Fields beside which no name is taken for another one by how it ends."""
_NO_HEADING = re.compile(r"[:：]|20\d\d")
_LABELLED = re.compile(r"[^:：]+[:：]\s*\S")
"""编制部门：市场部: what stands above a table, and names no column."""
_WEEK_OF = re.compile(r"(?:w/?[ce]|wk|week (?:of|commencing|ending))\.?\s+", re.IGNORECASE)
_WEEK_NAME = re.compile(r"(?:c?w|kw|wk|week)\.?[ -]?\d{1,2}|第(?:\d{1,2}|[一二三四五六七八九十]{1,3})周|\d{1,2}周")
"""W10, `Week 3`, 第10周."""
_LEVEL = re.compile(r"[一二三四五1-5]级(?:任务|工作|事项)(?:名称)?|(?:task )?level [1-5](?: task)?|l[1-5](?: task)?")
"""A column for each level of tasks: 一级任务, `Level 2`."""
_DATA = re.compile(r"https?://\S+|\d{4}-\d\d-\d\dT\S+|(?=\S*\d)[0-9a-f]{12,}", re.IGNORECASE)
"""What programs export below the names of columns, and never among them."""
_CODE = re.compile(r"\S*\d\S{3,}")
_NO_NAME = re.compile(r"\d[\d.,/\-]*%?")


@dataclass(frozen=True)
class HeadColumn:
    place: int
    name: str
    """As it is shown: the headings, the upper ones first."""
    field: str
    """Empty where nobody knows."""


@dataclass(frozen=True)
class TableHead:
    columns: tuple[HeadColumn, ...]
    rows: int
    """Rows of the table up to the first of the tasks."""
    number: int
    """Of the row with the names."""
    guessed: str = ""
    """The column that is taken for the tasks although nothing calls it so."""
    inferred: tuple[HeadColumn, ...] = ()
    """The columns whose fields are told by their cells or by a part of their names."""
    equal: tuple[EqualColumns, ...] = ()
    """Columns of one meaning, and which of them was taken."""
    longer: str = ""
    """A column with sentences beside titles of one word."""


def find_head(rows: Sequence[RawRow], given: Mapping[str, str]) -> TableHead | None:
    """None where no row names a column of tasks and another one. Raises `Refused` (table.same_columns)."""
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        if sum(bool(shown(cell).strip()) for cell in row.cells) < _FEWEST_NAMES:
            continue  # a title
        if any(_DATA.fullmatch(shown(cell).strip()) for cell in row.cells):
            continue
        below = 0 if _is_labelled(row) else _rows_below(rows, place, given)
        if below and _is_title_above(rows, place, given):
            continue
        headings = _headings(rows[place : place + 1])
        if (
            _is_head(_fields(headings, given))
            or (_is_matrix_of_people(headings, given) and not any(map(_is_day, row.cells)))
            or (below and _is_head(_fields(_headings(rows[place : place + 1 + below]), given)))
        ):
            first = place - 1 if _is_group_row(rows, place) else place
            return _head(rows[first:], place + 1 + below - first, row.number, given, above=first)
    return None


def _is_title_above(rows: Sequence[RawRow], place: int, given: Mapping[str, str]) -> bool:
    """Whether a row says nothing that is known of a column and has a text too long for a name, or a year; and the row
    below has all the names."""
    if _is_name_row(rows[place]) and not any(_NO_HEADING.search(shown(cell)) for cell in rows[place].cells):
        return False
    own, following = (_fields(_headings(rows[at : at + 1]), given) for at in (place, place + 1))
    return not any(own) and _is_head(following) and _is_name_row(rows[place + 1]) and not _is_group_row(rows, place + 1)


def _is_name_row(row: RawRow) -> bool:
    return all(_is_name(cell) for cell in row.cells if shown(cell).strip())


def _is_labelled(row: RawRow) -> bool:
    return any(_LABELLED.match(shown(cell)) for cell in row.cells)


def guessed_head(rows: Sequence[RawRow], given: Mapping[str, str]) -> TableHead | None:
    """Of a table in which no column is called after tasks: one whose cells look like them. None where none does."""
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        if sum(bool(shown(cell).strip()) for cell in row.cells) < _FEWEST_NAMES:
            continue  # a title
        if not all(_is_name(cell) and not _CODE.fullmatch(shown(cell)) for cell in row.cells if shown(cell).strip()):
            continue
        count = 1 if _is_labelled(row) else 1 + _rows_below(rows, place, given)
        block, body = rows[place : place + count], telling_rows(rows[place : place + count], rows[place + count :])
        headings = _headings(block)
        names = [parts[-1] if parts else "" for parts in headings]
        fields = with_fields_by_cells(headings, _fields(headings, given), body, given)
        fields = with_states(with_kinds(fields, body), body)
        if _is_head_of_owned(fields):
            return _head(rows[place:], count, row.number, given, above=place)
        beside = with_people_beside(headings, fields, body, given)
        title = tasks_by_contents(beside, body, names)
        title = _matters_as_tasks(beside, body, names) if title is None else title
        if title is not None and title < len(row.cells):
            if not column_name(names[title]):
                continue
            named = {**given, column_name(names[title]): "title"}
            head = _head(rows[place:], count, row.number, named, above=place)
            return replace(head, guessed=_called(headings[title]))
    return None


def _matters_as_tasks(fields: Sequence[str], rows: Sequence[RawRow], names: Sequence[str]) -> int | None:
    """项目 with a name of its own in each row, where nothing else can be the tasks."""
    return tasks_by_contents(["" if field == "matter" else field for field in fields], rows, names)


def _is_head_of_owned(fields: Sequence[str]) -> bool:
    """Of tasks that somebody owns: 环节, which people and days stand beside."""
    return _is_head(fields) and bool(OWNING & set(fields)) and bool({"title", "task"} & set(fields))


def likely_head(rows: Sequence[RawRow]) -> TableHead | None:
    """The row that looks most like names of columns, where no name is known: to ask about them."""
    widths = [len({shown(cell) for cell in row.cells if _is_name(cell)}) for row in rows[:HEAD_WITHIN]]
    width, back = max(((width, -place) for place, width in enumerate(widths)), default=(0, 0))
    if width < 2 or len(rows) < 2 - back:
        return None
    return _head(rows[-back:], 1, rows[-back].number, {}, above=-back)


def _is_head(fields: Sequence[str]) -> bool:
    known = set(with_title_by_kind(fields)) - {"", UNUSED, CALENDAR, DURATION}
    return "line" in known or (len(known) > 1 and bool(known & {"title", "task"}))


def _is_matrix_of_people(headings: Sequence[Sequence[str]], given: Mapping[str, str]) -> bool:
    """Tasks, and beside them nothing but a column a person: in it a mark says whose they are."""
    people = sum(bool(parts) and is_person(parts[-1], given) for parts in headings)
    return people > 1 and bool({"title", "task"} & {*_fields(headings, given)})


def _fields(headings: Sequence[Sequence[str]], given: Mapping[str, str]) -> list[str]:
    fields = [field_of(parts, given) for parts in headings]
    levels = [place for place, parts in enumerate(headings) if parts and _LEVEL.fullmatch(column_name(parts[-1]))]
    if len(levels) > 1 and not any(column_name(" ".join(headings[place])) in given for place in levels):
        *larger, smallest = levels
        fields = ["task" if place in larger else field for place, field in enumerate(fields)]
        fields[smallest] = "title" if "title" not in fields[:smallest] + fields[smallest + 1 :] else "task"
    named = _with_bare_name(headings, with_duties_by_letter(headings, fields, given))
    return _without_calendar(headings, _with_fields_by_ending(headings, named), given)


def _without_calendar(headings: Sequence[Sequence[str]], fields: list[str], given: Mapping[str, str]) -> list[str]:
    """Several columns that are called after days, weeks or months hold the bars of a plan, and nothing of an action:
    also below a heading such as `Schedule`."""
    names = [parts[-1] if parts else "" for parts in headings]
    days = _calendar_places([_WEEK_OF.sub("", name) for name in names])
    months = _calendar_places(names, is_time=lambda name: bool(_month_name().fullmatch(plain(shown(name)))))
    weeks = _calendar_places(names, is_time=lambda name: bool(_WEEK_NAME.fullmatch(plain(shown(name)))))
    bars = {
        place for place in (*days, *weeks, *months) if not (fields[place] and field_of(headings[place][-1:], given))
    }
    return [CALENDAR if place in bars else field for place, field in enumerate(fields)]


@cache
def _month_name() -> re.Pattern[str]:
    return re.compile(rf"{any_word('agenda', 'months')}\.?|1?\d月份?")


def _calendar_places(names: Sequence[Cell], is_time: Callable[[Cell], bool] | None = None) -> list[int]:
    """The places of names that are days, or as `is_time` has them; none where they are too few for a calendar."""
    found = [place for place, name in enumerate(names) if (is_time or _is_day)(name)]
    return found if len(found) >= _FEWEST_DAYS else [] if is_time else _day_numbers(names)


def _day_numbers(names: Sequence[Cell]) -> list[int]:
    """The places at the end of a row whose names count the days of a month, or of several."""
    found: list[int] = []
    following = 0
    for place in range(len(names) - 1, -1, -1):
        text = shown(names[place]).strip()
        if not text and not found:
            continue
        day = int(text) if _DAY_NUMBER.fullmatch(text) else 0
        if not day or (found and not 0 < following - day <= _MOST_DAYS_OFF and not following <= _MOST_DAYS_OFF < day):
            break
        found.append(place)
        following = day
    return found[::-1] if len(found) >= _FEWEST_NUMBERS else []


def _with_bare_name(headings: Sequence[Sequence[str]], fields: list[str]) -> list[str]:
    """`Name`, 名称, beside who owns it, where nothing else is called after tasks: as programs export them."""
    names = [place for place, parts in enumerate(headings) if parts and column_name(parts[-1]) in ("name", "名称")]
    if {"title", "line"} & set(fields) or "owner" not in fields or len(names) != 1 or fields[names[0]]:
        return fields
    return ["title" if place == names[0] else field for place, field in enumerate(fields)]


def _with_fields_by_ending(headings: Sequence[Sequence[str]], fields: list[str]) -> list[str]:
    """Where no name is known for the tasks, the one that ends with a word for them: 准备事项, `Campaign task`. So of
    who owns them and how far they are, and of each larger task: 课程模块, `Document status`."""
    if "line" in fields:
        return fields
    endings = word_table("actions", "endings")
    found: dict[str, list[int]] = {}
    for place in (place for place, field in enumerate(fields) if not field and headings[place]):
        name = column_name(headings[place][-1])
        if ending := next((word for word in sorted(endings, key=len, reverse=True) if name.endswith(word)), ""):
            found.setdefault(endings[ending], []).append(place)
    chosen = {place: field for field, places in found.items() if _may_end_so(field, places, fields) for place in places}
    return [chosen.get(place, field) for place, field in enumerate(fields)]


def _may_end_so(field: str, places: Sequence[int], fields: Sequence[str]) -> bool:
    return field in ("task", "note") or (len(places) == 1 and not {field, *_BESIDES.get(field, ())} & set(fields))


def _is_name(cell: Cell) -> bool:
    text = shown(cell).strip()
    return bool(text) and not isinstance(cell, date | PercentCell) and len(text) <= 40 and not _NO_NAME.fullmatch(text)


def _headings(rows: Sequence[RawRow]) -> list[list[str]]:
    """Of each column its headings. One that covers several columns stands in the first of them."""
    width = max(len(row.cells) for row in rows)
    found: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        left = ""
        for place in range(width):
            text = " ".join(shown(row.cells[place]).split()) if place < len(row.cells) else ""
            if text:
                left = text
            elif left and any(_filled(later, place) for later in rows[depth + 1 :]) and depth < len(rows) - 1:
                text = left
            if text:
                found[place].append(text)
    return found


def _filled(row: RawRow, place: int) -> bool:
    return place < len(row.cells) and bool(shown(row.cells[place]).strip())


def _rows_below(rows: Sequence[RawRow], place: int, given: Mapping[str, str]) -> int:
    """How many rows below have further names: of columns that one heading covers."""
    below = 0
    for later in rows[place + 1 : place + 1 + _MOST_BELOW]:
        if not _names_only(rows[place : place + 2 + below], later, given):
            break
        below += 1
    return below


def _names_only(block: Sequence[RawRow], last: RawRow, given: Mapping[str, str]) -> bool:
    """Whether `last`, the last of `block`, has names only: each of a column that is merged downwards, or below a
    heading that covers several; and most of them known."""
    if _is_below_covering_names(block[-2], last):
        return True
    headings = _headings(block)
    above = _headings(block[:-1])
    merged = _mostly_merged(block)  # a unit stands below a name of its own: Value over GBP
    fresh, known, named, below_tasks, calendar = 0, 0, 0, False, _calendar_in(last)
    for place, cell in enumerate(last.cells):
        text = " ".join(shown(cell).split())
        if not text or place in calendar:
            continue
        if not _is_name(cell):
            return False
        if place < len(above) and text in above[place]:
            continue
        fresh += 1
        own = _filled(block[-2], place)
        beside = not own or not _filled(block[-2], place + 1)
        field = field_of(headings[place], given)
        below_title = place < len(above) and field_of(above[place], given) == "title"
        covered = not own or (_filled(last, place + 1) and not _filled(block[-2], place + 1))
        if (not beside and not merged) or (below_title and not covered):
            return False
        below_tasks = below_tasks or below_title
        known, named = known + bool(field), named + bool(field_of([text], given))
    if below_tasks and 2 * named < fresh:  # an action below a name that covers two columns
        return False
    if fresh == 1:
        return known == 1 and len(last.cells) > 3 and _mostly_merged(block)
    return fresh > 1 and (2 * known >= fresh or _mostly_merged(block))


def _is_below_covering_names(above: RawRow, last: RawRow) -> bool:
    """Whether there are names below headings that cover several columns, and nothing elsewhere: 进场 and 离场."""
    filled = [place for place in range(len(last.cells)) if _filled(last, place)]
    covering = [place for place in range(len(above.cells)) if _filled(above, place) and not _filled(above, place + 1)]
    covered = {place for start in covering for place in _covered_by(above, start)}
    return len(filled) > 1 and covered.issuperset(filled) and all(_is_name(last.cells[place]) for place in filled)


def _covered_by(row: RawRow, start: int) -> Iterator[int]:
    """The columns of a heading up to the next one; none where it is the last."""
    following = next((place for place in range(start + 1, len(row.cells)) if _filled(row, place)), None)
    yield from range(start, following if following is not None else start)


def _calendar_in(row: RawRow) -> range:
    """The columns at the end of the row with a day each, as the bars of a plan have them."""
    days, end = {*_calendar_places(row.cells)}, len(row.cells)
    while end and not _filled(row, end - 1):
        end -= 1
    start = next((place for place in range(end, 0, -1) if place - 1 not in days), 0)
    return range(start, end) if end - start >= _FEWEST_DAYS else range(0)


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or is_day_or_stretch(shown(cell).strip())


def _mostly_merged(block: Sequence[RawRow]) -> bool:
    same = sum(shown(one) == shown(two) != "" for one, two in zip(block[-1].cells, block[-2].cells, strict=False))
    return same > 1


def _is_group_row(rows: Sequence[RawRow], place: int) -> bool:
    """Whether the row above has headings that cover several columns each."""
    if place == 0 or rows[place - 1].number != rows[place].number - 1:
        return False
    above, row = rows[place - 1], rows[place]
    texts = [shown(cell) for cell in above.cells if shown(cell).strip()]
    named = all(_is_name(cell) for cell in above.cells if cell is not None)
    named = named and not any(_NO_HEADING.search(text) for text in texts)
    return named and 1 < len(texts) < len([cell for cell in row.cells if cell]) and len(above.cells) > 2


def _head(rows: Sequence[RawRow], names: int, number: int, given: Mapping[str, str], *, above: int) -> TableHead:
    """Of a table whose first `names` rows are the names of its columns; `above` them stand others."""
    block, body = rows[:names], telling_rows(rows[:names], rows[names:])
    headings = _headings(block)
    called = _without_second_title(headings, _fields(headings, given), body, given)
    fields = tasks_only = without_titles_of_no_tasks(headings, called, body, given)
    fields = _without_answers_to_nothing(headings, fields, given)
    fields = named_fields = with_state_ticks([_called(parts) for parts in headings], fields, body)
    fields = with_kinds(without_title_of_signs(fields, body), body)
    fields = with_fields_by_cells(headings, fields, body, given)
    fields, guessed_title = _with_title_not_named(fields, body)
    if guessed_title is None and tasks_only != called:
        fields, guessed_title = with_title_of_own_words(headings, fields, body, given)
    fields = with_full_task(with_outputs_over_tasks(fields, body), body)
    for by_guess in (with_words_for_codes, with_finer_title, with_full_title):
        if guessed_title is None:
            fields, guessed_title = by_guess(fields, body)
    fields = with_numbers_waited_for(with_outline_numbers(with_foreign_refs(fields, body), body), body)
    fields = with_states(with_larger_title(fields, body), body, legend_in(rows))
    fields = without_one_task(
        with_merged_task([parts[-1] if parts else "" for parts in headings], fields, body, given), body
    )
    fields = _with_day_agreed_again(headings, _with_end_beside_start(headings, fields), given)
    fields = _without_second_status(headings, fields, given)
    fields, equal = without_equals(headings, fields, body, given)
    if "owner" not in fields and "people" not in fields:  # nobody else answers for it: who does it owns it
        fields = ["owner" if field == "doer" else field for field in fields]
    fields, guessed = _with_smallest_as_title(headings, fields, body, given)
    fields = _with_title_as_named(fields, named_fields)
    fields = _with_lights(headings, without_category_beside_levels(fields, body), body, given)
    named = enumerate(zip(headings, fields, strict=True))
    columns = tuple(HeadColumn(place, _called(parts), field) for place, (parts, field) in named if parts)
    guessed = guessed_title if guessed is None else guessed
    title = "" if guessed is None else _called(headings[guessed])
    inferred = tuple(one for one in _inferred(columns, headings, given) if one.name != title)
    longer = longer_than_title(fields, body)
    names_longer = "" if longer is None else _called(headings[longer])
    return TableHead(columns, above + names, number, title, inferred, tuple(equal), names_longer)


def _with_title_as_named(fields: Sequence[str], named: Sequence[str]) -> list[str]:
    """Where the cells of no other column look like tasks: the one that is called so, although it says the same in each
    row."""
    if {"title", "line"} & set(fields):
        return list(fields)
    return ["title" if as_named == "title" else field for field, as_named in zip(fields, named, strict=True)]


def _inferred(
    columns: Sequence[HeadColumn], headings: Sequence[Sequence[str]], given: Mapping[str, str]
) -> Iterator[HeadColumn]:
    """The columns with a field that their whole names do not say."""
    own = {column.place: field_of(headings[column.place], given) for column in columns}
    for column in columns:
        same = {column.field, own[column.place]}
        usual = (same <= {"task", "title"} and "title" not in own.values()) or same <= {"doer", "owner"}
        known = is_certain(headings[column.place], given) and (usual or len(same) == 1)
        if not known and column.field not in (UNUSED, CALENDAR, DURATION, LIGHT, "", "number", STATE_TICKS):
            yield column


def _with_title_not_named(fields: Sequence[str], rows: Sequence[RawRow]) -> tuple[list[str], int | None]:
    """Where nothing is called after tasks: a column that looks like them, which is only guessed, goes before what is
    handed over."""
    kind = with_title_by_kind(fields)
    if kind == list(fields):
        return kind, None
    place = tasks_by_contents(fields, rows)
    if place is None or place > kind.index("title") or is_full(rows, kind.index("title")):
        return kind, None
    return ["title" if number == place else field for number, field in enumerate(fields)], place


def _with_smallest_as_title(
    headings: Sequence[Sequence[str]], fields: list[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> tuple[list[str], int | None]:
    """What they call tasks, and where there are larger ones the smallest, are the actions; unless it covers several
    rows, and another column looks like them: that one is only guessed."""
    parents = word_table("actions", "parents")
    each = [place for place, field in enumerate(fields) if field == "task"]
    tasks = [place for place in each if column_name(headings[place][-1]) not in parents] or each
    if "title" in fields or not tasks:
        return fields, None
    if len(tasks) > 1 and (single := names_each_row(rows, tasks)) is not None:  # 任务名称 left of 任务分类
        kinds = [place for place in tasks if place > single and len(each) > len(tasks)]
        fields = [UNUSED if place in kinds else field for place, field in enumerate(fields)]
        return ["title" if place == single else field for place, field in enumerate(fields)], None
    beside = with_people_beside(headings, fields, rows, given)
    other = tasks_by_contents(beside, rows) if covers_several(rows, tasks[-1]) else None
    title = tasks[-1] if other is None else other
    return ["title" if place == title else field for place, field in enumerate(fields)], other


def _without_second_title(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Beside a column that is sure to name the tasks, one that describes them (`Description`) is a note; beside their
    codes it names them."""
    titles = [place for place, field in enumerate(fields) if field == "title"]
    described = [place for place in titles if _describes(headings[place], given)]
    named = [place for place in titles if place not in described and not holds_codes(rows, place)]
    if not any(is_certain(headings[place], given) for place in named):
        return list(fields)
    return ["note" if place in described else field for place, field in enumerate(fields)]


def _without_answers_to_nothing(
    headings: Sequence[Sequence[str]], fields: Sequence[str], given: Mapping[str, str]
) -> list[str]:
    """What is done about a risk belongs to one. Where no column has risks, countermeasures are the tasks, and what they
    are taken against is what they are part of; a mitigation is a note. So is the problem left of what is to be done
    about it (问题 | 整改措施) no reason of a delay, but what that is part of."""
    found, names = list(fields), [column_name(parts[-1]) if parts else "" for parts in headings]
    for place, field in enumerate(fields) if "risk" not in fields and "title" in fields else ():
        if field == "risk_answer" and names[place] not in given:
            found[place] = (
                "title" if names[place].startswith(tuple(word_table("actions", "countermeasures"))) else "note"
            )
    tasks = [place for place, field in enumerate(found) if field == "title"]
    last = tasks[-1] if tasks else 0
    countered = bool(tasks) and fields[last] == "risk_answer"
    for place, field in enumerate(found[:last]):
        problem = _is_problem(names[place]) and field in ("", "reason", "title")
        if names[place] not in given and (problem or (countered and field == "title")):
            found[place] = "task"
    return found


def _is_problem(name: str) -> bool:
    """问题, or one word for it beside another: 漏洞/问题."""
    pieces = [piece.strip() for piece in re.split(r"[/／、与及]", name)]
    return any(piece in word_table("actions", "problems") for piece in (name, *pieces))


def _describes(parts: Sequence[str], given: Mapping[str, str]) -> bool:
    name = column_name(" ".join(parts))
    return name not in given and word_table("actions", "second_titles").get(name) == "note"


def _without_second_status(
    headings: Sequence[Sequence[str]], fields: Sequence[str], given: Mapping[str, str]
) -> list[str]:
    """Beside a column that says how far the tasks are, one of coloured lights (`RAG`) says nothing of an action. Nor do
    several days that were agreed before."""
    states = [place for place, field in enumerate(fields) if field == "status"]
    lights = [place for place in states if _is_light(headings[place], given)]
    dropped = set(lights) if len(lights) < len(states) else set()
    first = [place for place, field in enumerate(fields) if field == FIRST_DUE]
    dropped |= set(first) if len(first) > 1 else set()
    return [UNUSED if place in dropped else field for place, field in enumerate(fields)]


def _with_lights(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """What is left out and called after lights, where another column says how far the tasks are, or all cells are
    lights; and what is called after nothing and has several lights alone. So a status that is called so and has
    nothing but lights, beside another."""
    others = {"percent", "progress", STATE_TICKS} & set(fields)

    def is_of_lights(place: int) -> bool:
        texts = [text for row in rows if place < len(row.cells) and (text := shown(row.cells[place]).strip())]
        hues = set(map(hue_of, texts))
        only_lights = bool(texts) and all(hues)
        if fields[place] == "" and only_lights and not {text.casefold() for text in texts} <= _DUTY_LETTERS:
            return bool(headings[place]) and column_name(" ".join(headings[place])) not in given and len(hues) > 1
        if not _is_light(headings[place], given) or fields[place] not in ("", UNUSED, "status"):
            return False
        return (
            only_lights
            if fields[place] == "status" and others
            else fields[place] != "status" and (only_lights or bool(others) or "status" in fields)
        )

    return [LIGHT if is_of_lights(place) else field for place, field in enumerate(fields)]


def _is_light(parts: Sequence[str], given: Mapping[str, str]) -> bool:
    name = column_name(" ".join(parts))
    return name not in given and name in word_table("actions", "lights")


def _with_end_beside_start(headings: Sequence[Sequence[str]], fields: Sequence[str]) -> list[str]:
    """完成 right of 开始 is the day of it."""
    ends = word_table("actions", "column_parts")
    return [
        "due"
        if not field and place and fields[place - 1] == "planned_start" and "due" not in fields
        and headings[place] and ends.get(column_name(headings[place][-1])) == "due"
        else field
        for place, field in enumerate(fields)
    ]  # fmt: skip


def _with_day_agreed_again(
    headings: Sequence[Sequence[str]], fields: Sequence[str], given: Mapping[str, str]
) -> list[str]:
    """Of two days of an end the one that was planned first counts where the other, `Revised`, is not written."""
    ends = [place for place, field in enumerate(fields) if field == "due"]
    again = [place for place in ends if is_agreed_again(headings[place])]
    if len(ends) != 2 or len(again) != 1 or any(column_name(" ".join(headings[place])) in given for place in ends):
        return list(fields)
    return [FIRST_DUE if place in ends and place not in again else field for place, field in enumerate(fields)]


def _called(parts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(parts))


def named_columns(head: TableHead) -> Iterator[HeadColumn]:
    """The columns that mean a field."""
    return (column for column in head.columns if column.field not in ("", UNUSED, CALENDAR))
