"""The rows of one table → tasks with their parents, states and colours, and what of them is no task."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from collabtui.formats.actions.column_values import PERSON, STATE_TICKS, is_day_or_stretch
from collabtui.formats.actions.contradicting_cells import cells_against
from collabtui.formats.actions.heading_fields import CALENDAR, DURATION, UNUSED, column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable, LargerTask
from collabtui.formats.actions.parent_links import link_parents
from collabtui.formats.actions.raci_letters import letters_of
from collabtui.formats.actions.sheets.colour_legends import (
    colour_legend,
    highlighted,
    legend_of_names,
    meaning_of,
    tells_by_colour,
)
from collabtui.formats.actions.sign_legends import abbreviations_in
from collabtui.formats.actions.table_blocks import BlockReader
from collabtui.formats.actions.table_head import (
    HeadColumn,
    TableHead,
    named_columns,
)
from collabtui.formats.actions.task_levels import (
    LeveledRow,
    fill_down,
    find_parents,
    is_named_in,
    put_below_numbers,
    without_counts,
    without_heading_sign,
    without_own_names,
    without_sign,
    without_states,
)
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.task_row_reader import SHOWN, beginning
from collabtui.formats.actions.telling_rows import telling_rows
from collabtui.formats.documents.document import PercentCell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.numbered_days import ORDER
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.uncounted_formulas import refuse_uncounted

_NOT_READ = ("", UNUSED, CALENDAR, DURATION)
"""Fields of columns that say nothing of an action."""
_FULL = 3
"""Cells of a row that says something of a task."""
_SAYS_HOW_FAR = frozenset(("status", "percent", "progress"))
_STATES_IN = _SAYS_HOW_FAR | {STATE_TICKS, "actual_finish", "line"}
_CIRCLES = "○◔◑◕●"
_FIELD_OF_LETTER = {"A": "owner", "R": "doer", "C": "collaborators"}
_BRACKETS_BEHIND = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\Z")
_LIST_NOUN = re.compile(
    r"\s+(?:actions?|action items?|tasks?|items?|to-?dos?|issues?)\Z|(?:的?(?:工作|事项|任务|行动|待办|问题))+\Z",
    re.IGNORECASE,
)
_SIGNS_BEFORE = re.compile(r"\A[^\w\[]+")
_IN_THE_MIDST, _TO_COME = re.compile(r"[\u3400-\u9fff]{2,3}中"), re.compile(r"待[\u3400-\u9fff]{1,2}")
_YEARS = re.compile(r"(?<!\d)(20(\d\d))\s*年?\s*[-–—~～至到/]+\s*((?:20)?(\d\d))(?!\d)")
"""What may be a stretch of years: 2025—2026学年, 2025/26; of 2026/03 the second is no year."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|\b)")


def rows_of_table(
    rows: Sequence[RawRow],
    head: TableHead,
    given: Mapping[str, str],
    signs: Mapping[str, str],
    beside: Sequence[RawRow] = (),
) -> ActionTable:
    """`beside` are rows of tables without tasks, which may explain colours.

    Raises `Refused` (table.uncounted: place)."""
    body = rows[head.rows :]
    reader = BlockReader(rows, head, given, signs)
    read = {one.place for one in reader.columns if one.field not in _NOT_READ or one in reader.letters}
    refuse_uncounted(body, read)
    fields = {column.field for column in named_columns(head)}
    tasks = reader.task_names
    leveled, list_names = _with_remarks(reader.leveled(body)), list[tuple[int, str]]()
    if "ref" not in fields:  # a table of ours names each action, and what it leaves empty is empty
        leveled, list_names = _below_parents(leveled, tasks, body, fields)
    _scale_circles(leveled)
    _scale_percents(leveled)
    left_out = {number for number, _ in reader.left_out}
    found = [row for row in leveled if row.own or not (row.parts or row.section or row.divided)]
    around = [raw for raw in rows if raw.number < head.number or raw.number in left_out]
    legend = colour_legend([*beside, *around]) or legend_of_names(signs, body)
    in_states = _state_columns(head) if _STATES_IN & fields else None
    coloured = _with_colours(found, body, head, legend, given, in_states)
    lonely = _highlighted(found, body, head, legend)
    paths = _paths(found, tasks)
    return ActionTable(
        rows=tuple(reader.task_row(row, path) for row, path in zip(found, paths, strict=True)),
        above_larger=_above_larger(found, _level_names(reader), paths),
        passed_over=tuple(
            dict.fromkeys(one.name for one in reader.columns if one.field in _NOT_READ and one not in reader.letters)
        ),
        larger=tuple(_larger(row, parts) for row, parts in _larger_rows(leveled, tasks)),
        left_out=tuple(sorted({*reader.left_out, *_bare_headings(leveled), *_above(rows, head), *list_names})),
        year=_year(rows[: head.rows]),
        guessed=head.guessed,
        inferred=head.inferred,
        equal=head.equal,
        duties=_duties(body, reader),
        longer=head.longer,
        coloured="" if lonely else coloured,
        highlighted=lonely,
        hidden_columns=_hidden_columns(rows[head.rows - 1], reader),
        against=cells_against(
            [one for one in head.columns if one not in reader.letters], telling_rows(rows[: head.rows], body), given
        ),
        other_names={name: meaning for name, meaning in given.items() if name.startswith(PERSON)},
        day_orders={name: order for name, order in given.items() if name.endswith(ORDER)},
        abbreviations=abbreviations_in([*rows[: head.rows], *(raw for raw in body if raw.number in left_out)]),
    )


def _below_parents(
    leveled: list[LeveledRow], tasks: Sequence[str], body: Sequence[RawRow], fields: Collection[str]
) -> tuple[list[LeveledRow], list[tuple[int, str]]]:
    """Each row below what it is part of, without headings that are states and counts; and, of a list of lines, those
    that only name it, by their numbers."""
    if not tasks:
        find_parents(leveled)
    else:
        written = {row.number: [name for name in tasks if shown(row.cells.get(name)).strip()] for row in leveled}
        links = _named_rows(leveled, tasks)
        are_phases = all(top and (own == top or own.startswith(f"{top}.")) for top, own in links)
        if (links and are_phases) or not link_parents(leveled, tasks, body):
            fill_down(leveled, tasks, _written_out(leveled, tasks, body))
        if are_phases:
            put_below_numbers(leveled, written, tasks)
        _below_sections(leveled)
    kept, list_names = without_states(leveled, _heading_state), list[tuple[int, str]]()
    if "line" in fields:
        named = without_own_names(kept, _names_tasks)
        kept = without_own_names(named, _only_list_name(named))
        numbers = {row.number for row in kept}
        list_names = [(row.number, row.title[:SHOWN]) for row in named if row.number not in numbers]
    without_counts(kept)
    return kept, list_names


def _hidden_columns(names: RawRow, reader: BlockReader) -> tuple[str, ...]:
    """Those of which something is read."""
    seen = (one for one in reader.columns if one.place in names.hidden_columns)
    return tuple(dict.fromkeys(one.name for one in seen if one in reader.letters or one.field not in _NOT_READ))


def _written_out(rows: Sequence[LeveledRow], tasks: Sequence[str], raws: Sequence[RawRow]) -> list[str]:
    """Of the columns of larger tasks those that say them in each row, again and again, or name other rows: what is
    empty there is part of nothing. In merged cells each is said once."""
    if any(raw.merged for raw in raws):
        return []
    found, titles = list[str](), {plain(row.title) for row in rows}
    for name in tasks:
        texts = [shown(row.cells.get(name)).strip() for row in rows if "title" in row.cells]
        again = sum(bool(one) and one == two for one, two in pairwise(texts))
        links = any(texts) and all(plain(text) in titles for text in texts if text)
        found += [name] if links or again > texts.count("") else []
    return found


def _with_colours(
    rows: Sequence[LeveledRow],
    body: Sequence[RawRow],
    head: TableHead,
    legend: Mapping[str, str],
    given: Mapping[str, str],
    in_states: Sequence[HeadColumn] | None,
) -> str:
    """Gives each row the state that its colour stands for, where nothing else says how far it is; the column whose
    colours nothing explains. Where there are columns for states, only their empty cells say something by colour."""
    raws = {raw.number: raw for raw in body}
    if in_states is not None:
        raws = {number: _with_fills_of(raw, in_states) for number, raw in raws.items()}
        rows = [row for row in rows if not row.cells.keys() & _STATES_IN]
    for row in rows if legend else ():
        if row.number in raws and (word := meaning_of(raws[row.number], legend)):
            row.cells.setdefault("status", given.get(column_name(f"status:{word}"), word))
    own = [raws[row.number] for row in rows if row.number in raws]
    if in_states is not None:
        unexplained = (
            one for one in in_states if not legend and len({raw.fills.get(one.place, "") for raw in own} - {""}) > 1
        )
    else:
        titles = (column for column in head.columns if column.field == "title")
        unexplained = (
            one for one in titles if not _explains(legend, own, one.place) and tells_by_colour(own, one.place)
        )
    return next((one.name for one in unexplained), "")


def _highlighted(
    rows: Sequence[LeveledRow], body: Sequence[RawRow], head: TableHead, legend: Mapping[str, str]
) -> tuple[tuple[int, str], ...]:
    raws = {raw.number: raw for raw in body}
    titles = frozenset(column.place for column in head.columns if column.field == "title")
    found = highlighted([raws[row.number] for row in rows if row.number in raws], titles)
    unexplained = found.number if found and not meaning_of(found, legend) else None
    return tuple((row.number, row.title[:SHOWN]) for row in rows if row.number == unexplained)


def _explains(legend: Mapping[str, str], rows: Sequence[RawRow], place: int) -> bool:
    """Whether a legend has something to say of these cells, and leaves none of its own kind of colours open."""
    return bool(legend) and {row.fills[place] for row in rows if place in row.fills} <= legend.keys()


def _state_columns(head: TableHead) -> list[HeadColumn]:
    return [column for column in named_columns(head) if column.field in _SAYS_HOW_FAR]


def _with_fills_of(raw: RawRow, columns: Sequence[HeadColumn]) -> RawRow:
    places = {column.place for column in columns}
    return raw._replace(fills={place: colour for place, colour in raw.fills.items() if place in places})


def _bare_headings(rows: Sequence[LeveledRow]) -> Iterator[tuple[int, str]]:
    """Those below which nothing stands."""
    return ((row.number, row.title[:SHOWN]) for row in rows if row.section and not row.parts)


def _above(rows: Sequence[RawRow], head: TableHead) -> Iterator[tuple[int, str]]:
    """Rows above the names of the columns that have a day as tasks have it."""
    for row in rows[: head.rows]:
        cells = [cell for cell in row.cells if shown(cell).strip()]
        days = [cell for cell in cells if isinstance(cell, date) or is_day_or_stretch(shown(cell).strip())]
        labelled = any(sign in shown(cell) for cell in cells for sign in ":：")
        if row.number < head.number and len(cells) >= _FULL and days and not labelled:
            yield beginning(row)


def _duties(body: Sequence[RawRow], reader: BlockReader) -> dict[str, str]:
    """Letters that need no word are left out."""
    texts = [
        shown(row.cells[one.place]).strip() for one in reader.letters for row in body if one.place < len(row.cells)
    ]
    signs = {text: letters_of(text, reader.duties)[:1] for text in texts if text and not text.isascii()}
    if reader.duties:
        signs |= {text: letters_of(text, reader.duties)[:1] for text in texts if len(text) == 1 and text in "RASC"}
    return {text: _FIELD_OF_LETTER[letter] for text, letter in signs.items() if letter in _FIELD_OF_LETTER}


def _with_remarks(rows: Iterable[LeveledRow]) -> list[LeveledRow]:
    """What stands below an item of a list without being one is a note on it."""
    found = list[LeveledRow]()
    for row in rows:
        if found and row.cells.keys() == {"note"} and "line" in found[-1].cells:
            notes = [found[-1].cells.get("note"), row.cells["note"]]
            found[-1].cells["note"] = "\n".join(filter(None, map(shown, notes)))
        else:
            found.append(row)
    return found


def _year(rows: Sequence[RawRow]) -> int | None:
    """The one that stands above the table; none where several do, as in 2025—2026学年."""
    texts = (cell for row in rows[:-1] for cell in row.cells if isinstance(cell, str) and not _has_years(cell))
    years = {match[1] for text in texts for match in _YEAR.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


def _has_years(text: str) -> bool:
    return any(len(end) > len(short) or int(short) == int(first) + 1 for _, first, end, short in _YEARS.findall(text))


def _named_rows(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> list[tuple[str, str]]:
    """The WBS numbers of rows that a column of larger tasks names, each beside that of a row that names it: where the
    one begins the other, 1 and 1.2, the column has phases and no parents of its own."""
    titles = {plain(row.title): shown(row.cells.get("wbs")).strip(" .") for row in rows if row.title}
    return [
        (titles[named], shown(row.cells.get("wbs")))
        for row in rows
        for name in tasks
        if (named := plain(shown(row.cells.get(name)))) in titles
    ]


def _below_sections(rows: Sequence[LeveledRow]) -> None:
    section: LeveledRow | None = None
    for row in rows:
        if row.section:
            section = row
        elif section is not None and row.parent is None:
            row.parent = section
            section.parts.append(row)


def _paths(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> list[str]:
    """Of each row the larger task that it is a part of. Two of one title are told apart by what they are parts of."""
    named = [
        [without_heading_sign(shown(row.cells[name]).strip()) for name in tasks if name in row.cells] for row in rows
    ]
    paths = [row.path(names) for row, names in zip(rows, named, strict=True)]
    same: dict[str, set[tuple[str, ...]]] = {}
    for path in paths:
        if path:
            same.setdefault(plain(path[-1]), set()).add(path)
    return [(" / ".join(path[-2:]) if len(same[plain(path[-1])]) > 1 else path[-1]) if path else "" for path in paths]


def _level_names(reader: BlockReader) -> dict[str, str]:
    columns = (column.name for column in reader.columns if column.field == "task")
    return dict(zip(reader.task_names, columns, strict=False))


def _above_larger(
    rows: Sequence[LeveledRow], names: Mapping[str, str], paths: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """By column what it names above the larger task of a row, without what its path says. `names` has what the column
    of each level is called."""
    found = dict[str, dict[str, None]]()
    for row, path in zip(rows, paths, strict=True):
        titles = [one.title for one in row.above if not one.section]
        levels = [level for level in names if level in row.cells]
        for level in levels if titles else levels[:-1]:
            text = shown(row.cells[level]).strip()
            if f"{without_heading_sign(text)} / " not in path and not is_named_in(text, titles):
                found.setdefault(names[level], {})[text] = None
    return {column: tuple(texts) for column, texts in found.items()}


def _larger_rows(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> Iterator[tuple[LeveledRow, list[LeveledRow]]]:
    """The rows that others are part of, each with these. Those that a column names stand below it."""
    for place, row in enumerate(rows):
        if row.divided and not row.own:
            own = [shown(row.cells.get(name)) for name in tasks if name in row.cells]
            yield row, [one for one in _below(rows, place, own, tasks) if not one.divided]
        elif row.parts and not row.own:
            yield row, list(row.leaves())


def _names_tasks(text: str) -> bool:
    return word_table("actions", "columns").get(column_name(text)) == "title"


def _only_list_name(rows: Sequence[LeveledRow]) -> Callable[[str], bool]:
    """Whether it is the one heading that ends with a word for a list of tasks, and has some: 评审会待办(2月27日)."""
    words = tuple(word_table("actions", "list_names"))
    ending = {row.title for row in rows if row.section and row.parts and column_name(row.title).endswith(words)}
    ending |= {row.title for row in rows if row.section and row.parts and _bare_name(row.title).endswith(words)}
    found = {without_sign(title) for title in ending} if len(ending) == 1 else set[str]()
    return found.__contains__


def _bare_name(title: str) -> str:
    return _BRACKETS_BEHIND.sub("", column_name(title)).strip()


def _heading_state(text: str) -> str:
    """📥 待写, ✍️ 写作中, ✅ 已发布: also what is in the midst of something, and what waits for it."""
    bare = _SIGNS_BEFORE.sub("", _without_list_noun(text))
    known = word_table("actions", "statuses").get(plain(text)) or word_table("actions", "statuses").get(plain(bare))
    if known is None and _IN_THE_MIDST.fullmatch(bare):
        return "in-progress"
    to_come = _TO_COME.fullmatch(bare) or plain(bare) in word_table("actions", "no")
    return known or ("not-started" if known is None and to_come else "")


def _without_list_noun(text: str) -> str:
    """`CLOSED ACTIONS`, 已完成事项, 进行中（3）: the state alone. What else stands there names something."""
    return _LIST_NOUN.sub("", _BRACKETS_BEHIND.sub("", text.strip(" :："))).strip()


def _below(rows: Sequence[LeveledRow], place: int, own: list[str], tasks: Sequence[str]) -> Iterator[LeveledRow]:
    """The rows behind `place` that name the larger tasks `own`, as long as they do."""
    for number in range(place + 1, len(rows)):
        if [shown(rows[number].cells.get(name)) for name in tasks][: len(own)] != own:
            return
        yield rows[number]


def _larger(row: LeveledRow, parts: Sequence[LeveledRow]) -> LargerTask:
    names = [shown(row.cells.get(name)).strip() for name in ("wbs", "number")]
    title, own = without_sign(row.title), TaskRow(row.number, row.cells, {})
    return LargerTask(row.number, title, tuple(filter(None, (*names, title))), tuple(one.number for one in parts), own)


def _scale_circles(rows: Sequence[LeveledRow]) -> None:
    """○◔◑◕●: quarters, where one of them stands that is filled in part."""
    for name in _SAYS_HOW_FAR:
        texts = {shown(row.cells[name]).strip() for row in rows if name in row.cells}
        if texts & set("◔◑◕") and all(len(text) == 1 and text in _CIRCLES for text in texts):
            for row in rows:
                if name in row.cells:
                    row.cells["percent"] = PercentCell(25 * _CIRCLES.index(shown(row.cells.pop(name)).strip()))


def _scale_percents(rows: Sequence[LeveledRow]) -> None:
    """Where the others are shares of one, 0.5 or 0,5, 1 is all of it."""
    texts = [shown(row.cells["percent"]).strip() for row in rows if isinstance(row.cells.get("percent"), str)]
    shares = [re.fullmatch(r"[01]?([.,]\d+)?", text) for text in texts]
    if all(shares) and any(share and share[1] and share[1].strip(".,0") for share in shares):
        for row in rows:
            if shown(row.cells.get("percent")).strip().replace(",", ".") in ("1", "1.0", "1.00"):
                row.cells["percent"] = PercentCell(100)
