"""Columns of a table by the cells below their names, where the names leave it open: which of two names for tasks is the
larger one, which column holds states, and which one holds the tasks."""

import re
from collections.abc import Mapping, Sequence

from collabtui.formats.actions.by_cells.cells_below import filled_texts
from collabtui.formats.actions.by_cells.groups_by_cells import is_group_of_tasks
from collabtui.formats.actions.by_cells.people_by_cells import with_people_beside
from collabtui.formats.actions.column_values import are_days, are_people
from collabtui.formats.actions.heading_fields import KIND, UNUSED, column_name
from collabtui.formats.actions.written_values import percent_within, state_of
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_NO_SIGNS: Mapping[str, str] = {}
_SAYS_HOW_FAR = frozenset(("status", "percent", "progress"))
_IN_WORDS = frozenset(("status", "progress"))
_OF_PEOPLE = frozenset(("owner", "people", "doer"))
_BESIDE_TASKS = frozenset(("due", "span", "status", "percent", "progress", "deliverable"))
_OUR_REF = re.compile(r"a\d+", re.IGNORECASE)
_CODE = re.compile(r"https?://\S+|[!-~]*\d[!-~]*")
_WORD, _CHARACTER = re.compile(r"[^\W\u3400-\u9fff]+"), re.compile(r"[\u3400-\u9fff]")
_SHORT_TITLE, _SENTENCE, _FILLED = 1.6, 3, 0.8
"""Words of a title, how many times as many a sentence has, and the share of rows that have one."""
_REFS = re.compile(r"[\s、,，;；/+&]+")
_LEVEL_SIGN = re.compile(r"(?:>|└|├)\s*[^\W\d_]")
_OUTLINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")
_COUNTING = frozenset(("number", "wbs"))
_ENDS = frozenset(("done", "not-started"))
_FEWEST, _SEVERAL = 3, 2
_MANY, _HALF, _MOSTLY = 0.2, 0.5, 0.6
_ROWS_EACH = 1.5
"""Rows for each name that stands for several."""
_LONGEST_CODE = 6
_LESS = 0.4
"""Share of the cells that are states where both a beginning and an end is among them."""
_SHORTEST_STATE = 2
"""Letters up to which a word may answer anything: x, no; of Chinese one less, 是."""


def with_larger_title(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """Fields, where of two columns of tasks the left one has the larger ones if it names one for several
    rows: merged cells, or the same name again."""
    titles = [place for place, field in enumerate(fields) if field == "title"]
    if len(titles) == 1:
        return _with_larger_left_of_task(fields, rows, titles[0])
    if len(titles) != 2:
        return list(fields)
    rows = [row for row in rows if any(_text(row, place) for place in titles)]
    if not covers_several(rows, titles[0]) or covers_several(_without_heads(rows, titles), titles[1]):
        return list(fields)
    return ["task" if place == titles[0] else field for place, field in enumerate(fields)]


def _without_heads(rows: Sequence[RawRow], titles: Sequence[int]) -> list[RawRow]:
    """The rows without those that name the larger task alone, above rows that name only what is part of it."""
    first, second = titles
    below = [*rows[1:], None]
    return [
        row
        for row, following in zip(rows, below, strict=True)
        if _text(row, second)
        or not (following and _text(row, first) and _text(following, second) and not _text(following, first))
    ]


def _with_larger_left_of_task(fields: Sequence[str], rows: Sequence[RawRow], title: int) -> list[str]:
    """重点事项, merged over several rows of 工作任务, each with its own: the words say it the other way round."""
    tasks = [place for place, field in enumerate(fields) if field == "task"]
    rows = [row for row in rows if any(_text(row, place) for place in (title, *tasks))]
    if len(tasks) != 1 or tasks[0] < title or not covers_several(rows, title) or covers_several(rows, tasks[0]):
        return list(fields)
    swapped = {title: "task", tasks[0]: "title"}
    return [swapped.get(place, field) for place, field in enumerate(fields)]


def without_one_task(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """A column of larger tasks that says the same in each row tells no task from another: 所属模块 of what a program
    exports of one module."""
    names = [place for place, field in enumerate(fields) if field in ("title", "task")]
    rows = [row for row in rows if _is_filled(row)]

    def is_one(place: int) -> bool:
        texts = {_text(row, place) for row in rows}
        return len(rows) >= _FEWEST and len(texts) == 1 and "" not in texts and names != [place]

    return [UNUSED if field == "task" and is_one(place) else field for place, field in enumerate(fields)]


def without_category_beside_levels(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """Fields without a column of larger tasks that only sorts the rows (所属模块), beside titles that show by their
    first sign what they are part of: >退款接口."""
    if fields.count("title") != 1 or fields.count("task") != 1:
        return list(fields)
    texts = [text for row in rows if (text := _text(row, fields.index("title")))]
    marked = [_LEVEL_SIGN.match(text) is not None for text in texts]
    if not any(marked) or all(marked) or marked[0]:
        return list(fields)
    return [UNUSED if field == "task" else field for field in fields]


def with_merged_task(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """A column left of the tasks that nobody knows, and that is named once for several of them, has what they are part
    of: 岗位 beside 招聘步骤, merged over its rows; unless it is called after what only sorts them: 督办来源."""
    sorts = word_table("actions", "no_parents")
    named = [place for place, field in enumerate(fields) if field in ("title", "task")]
    if len(named) != 1:  # 整改任务, which only ends with a word for tasks, names them where nothing else does
        return list(fields)
    title = named[0]
    tasks = [row for row in rows if _text(row, title)]
    merged = [
        place
        for place, field in enumerate(fields[:title])
        if not field and _is_merged(tasks, place) and not any(plain(names[place]).endswith(word) for word in sorts)
        and not are_people(filled_texts(tasks, place), given)
    ]  # fmt: skip
    grouped = [
        place
        for place in range(title)
        if names[place] and is_group_of_tasks(names, fields, tasks, place, title)
        and not are_people(filled_texts(tasks, place), given)
    ]  # fmt: skip
    merged = merged or grouped
    return ["task" if [place] == merged else field for place, field in enumerate(fields)]


def with_outputs_over_tasks(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """Fields, where columns of what is handed over that stand left of the tasks, filled once for several of them, have
    what they are part of: Outcome and Output beside Activity."""
    if fields.count("title") != 1 or {"task", "line"} & set(fields):
        return list(fields)
    places = [place for place, field in enumerate(fields[: fields.index("title")]) if field == "deliverable"]
    if not any(covers_several(rows, place) for place in places):
        return list(fields)
    return ["task" if place in places else field for place, field in enumerate(fields)]


def _is_merged(rows: Sequence[RawRow], place: int) -> bool:
    texts = ["" if place in row.merged else _text(row, place) for row in rows]
    return bool(texts and texts[0]) and "" in texts and not _are_numbers(list(filter(None, texts)))


def with_finer_title(fields: Sequence[str], rows: Sequence[RawRow]) -> tuple[list[str], int | None]:
    """The fields with a finer task, and the column that was guessed to be it. Where what is called the task stands once
    for several rows, as merged cells do, and a column right of it has words of its own in each row, those are the
    tasks, and the others what they are part of: 重点任务 beside 具体举措."""
    if fields.count("title") != 1 or {"task", "line"} & set(fields):
        return list(fields), None
    title, place = fields.index("title"), tasks_by_contents(fields, rows)
    filled = [row for row in rows if _is_filled(row)]
    named = {text for row in filled if (text := _text(row, title))}
    if place is None or place < title or len(filled) < _ROWS_EACH * len(named) or not _text(filled[0], title):
        return list(fields), None
    return ["task" if field == "title" else "title" if at == place else field for at, field in enumerate(fields)], place


def with_full_task(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """The fields with a task in each row: where what is called the task is empty in many, and what they would be part
    of is another in each row, that is the task, and the other describes it: 任务描述 beside 任务名称."""
    if fields.count("title") != 1 or "task" not in fields:
        return list(fields)
    title, place = fields.index("title"), fields.index("task")
    named = [row for row in rows if _text(row, place) or _text(row, title)]
    texts = [_text(row, place) for row in named]
    empty = sum(not _text(row, title) for row in named)
    many = len(named) >= _FEWEST and empty >= _MANY * len(named)
    if place > title or not many or "" in texts or len(set(texts)) < len(texts):
        return list(fields)
    return ["title" if at == place else "note" if at == title else field for at, field in enumerate(fields)]


def with_title_by_kind(fields: Sequence[str]) -> list[str]:
    """Fields, with the task where nothing is called after it: the answer to something that no column names as a risk,
    or the thing that is handed over."""
    if {"title", "task", "line", "risk"} & set(fields) or not _OF_PEOPLE & set(fields):
        return list(fields)
    kinds = [kind for kind in ("risk_answer", "deliverable") if fields.count(kind) == 1]
    return ["title" if kinds and field == kinds[0] else field for field in fields]


def with_foreign_refs(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """A column of refs in which one stands that no action of ours has (A, B10) holds numbers of the table's own."""
    foreign = [
        place
        for place, field in enumerate(fields)
        if field == "ref" and not all(map(_OUR_REF.fullmatch, _texts(rows, place)))
    ]
    return ["number" if place in foreign and "number" not in fields else field for place, field in enumerate(fields)]


def with_kinds(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """The only column that says of each row of what sort it is, where some of them are no tasks: `Decision`, 假设."""
    kinds = word_table("actions", "kinds")

    def holds_kinds(place: int) -> bool:
        texts = _texts(list(filter(_is_filled, rows)), place)
        found = [kinds.get(plain(text)) for text in texts]
        return len(texts) == _filled_rows(rows) and None not in found and "other" in found and "task" in found

    places = [place for place, field in enumerate(fields) if field in ("", UNUSED, "task") and holds_kinds(place)]
    return [KIND if [place] == places else field for place, field in enumerate(fields)]


def with_numbers_waited_for(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """A column that nobody knows has the numbers of the tasks, where it has one of its own in each row and all that the
    tasks wait for is among them: 步骤 P1, E1 beside 前序."""
    if "depends_on" not in fields or {"number", "wbs", "ref"} & set(fields):
        return list(fields)
    waited = {one for text in _texts(rows, fields.index("depends_on")) for one in _REFS.split(text) if one}
    each = {place: _texts(list(filter(_is_filled, rows)), place) for place in _unknown(fields)}
    found = [place for place, texts in each.items() if waited and waited <= {*texts} and len({*texts}) == len(texts)]
    return ["number" if [place] == found else field for place, field in enumerate(fields)]


def with_outline_numbers(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """A column that nobody knows has the numbers of the tasks, where each row has one of its own and some are parts of
    others: 编码 1, 1.1, 1.2."""
    if {"number", "wbs", "ref", "line"} & set(fields):
        return list(fields)

    def is_outline(place: int) -> bool:
        texts = _texts(list(filter(_is_filled, rows)), place)
        known = set(texts)
        parts = [text for text in texts if text.rpartition(".")[0] in known]
        own = len(texts) == _filled_rows(rows) == len(known)
        return own and len(parts) > 1 and all(_OUTLINE.fullmatch(text) for text in texts)

    places = [place for place in _unknown(fields) if is_outline(place)]
    return ["wbs" if [place] == places else field for place, field in enumerate(fields)]


def with_states(fields: Sequence[str], rows: Sequence[RawRow], signs: Mapping[str, str] = _NO_SIGNS) -> list[str]:
    """Fields, with the only column that holds nothing but words for states as the status where none is called so. A
    tick and a bare yes may answer anything; `signs` are those of which the table says what state they stand for."""
    if _IN_WORDS & set(fields):
        return list(fields)
    tasks = [place for place, field in enumerate(fields) if field == "task"]
    places = [*_unknown(fields), *(tasks if len(tasks) > 1 or "title" in fields else ())]
    filled = list(filter(_is_filled, rows))
    shares = "percent" in fields  # beside them only what is sure to be a state is one
    found = [place for place in places if _holds_states([plain(text) for text in _texts(rows, place)], shares)]
    behind = fields.index("title") if "title" in fields else len(fields)
    found = found or [place for place in tasks if place > behind and _are_mostly_states(_texts(rows, place))]
    named = [place for place, field in enumerate(fields) if field == "deliverable" and {"title", "task"} & set(fields)]
    found = found or [place for place in named if _says_both_ends(_texts(rows, place))]
    found = found or [place for place in _unknown(fields) if _holds_signs(_texts(filled, place), signs)]
    return ["status" if [place] == found else field for place, field in enumerate(fields)]


def _holds_signs(texts: Sequence[str], signs: Mapping[str, str]) -> bool:
    return len(set(texts)) > 1 and all(text in signs for text in texts)


def _holds_states(texts: Sequence[str], several: bool) -> bool:
    """Nothing but words for states; or mostly such, of several states, as the lists of a board are called."""
    known = word_table("actions", "statuses")
    words = set(texts)
    if words and words <= known.keys() and not several:
        return any(len(word) > _SHORTEST_STATE and known[word] for word in words)
    states = [state for text in texts if _is_long(text) and (state := state_of(text))]
    kinds = set(states)
    shares = [text for text in texts if not state_of(text) and percent_within(text) is not None]
    telling = len(states) + len(shares)
    repeated = len(words) < len(texts) and telling >= _MOSTLY * len(texts)
    both_ends = _says_both_ends(texts)
    repeated = repeated or (telling >= _HALF * len(texts) and len(texts) > _FEWEST)
    return len(kinds) > 1 and bool(kinds & _ENDS) and (repeated or both_ends or telling == len(texts) >= _FEWEST)


def _says_both_ends(texts: Sequence[str]) -> bool:
    """Many states, both not started and done among them: `Outcome` with Complete, Running and Not begun is nothing that
    is handed over."""
    states = [state for text in texts if _is_long(text) and (state := state_of(text))]
    return set(states) >= _ENDS and len(states) >= _LESS * len(texts)


def _is_long(text: str) -> bool:
    return len(text) > _SHORTEST_STATE or (len(text) == _SHORTEST_STATE and _CHARACTER.fullmatch(text[0]) is not None)


def _are_mostly_states(texts: Sequence[str]) -> bool:
    """`Stage` right of the tasks, with Done and In hand in it: what they are part of stands left of them."""
    states = [state for text in texts if len(text) > _SHORTEST_STATE and (state := state_of(text))]
    return len(set(states)) > 1 and bool(set(states) & _ENDS) and len(states) >= _MOSTLY * len(texts)


def without_title_of_signs(fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """A column that says yes, or the same, in each row names no tasks, whatever it is called: 活动 of a project
    program."""
    known = word_table("actions", "statuses")

    def is_sign(place: int) -> bool:
        texts = _texts(rows, place)
        return len(texts) >= _FEWEST and (len(set(texts)) == 1 or all(plain(text) in known for text in texts))

    return [UNUSED if field == "title" and is_sign(place) else field for place, field in enumerate(fields)]


def with_words_for_codes(fields: Sequence[str], rows: Sequence[RawRow]) -> tuple[list[str], int | None]:
    """The fields with another column as the tasks where each title is a code (1a, 2b): the codes are their numbers. It
    is the other one that is called so (`Item`, `Action`), or the first that nobody knows and that has words of its own
    in each row, which is only guessed."""
    titles = [place for place, field in enumerate(fields) if field == "title"]
    coded = [place for place in titles if holds_codes(rows, place)]
    if len(coded) != 1 or len(titles) > 2 or "line" in fields:
        return list(fields), None
    number = UNUSED if {"wbs", "number"} & set(fields) else "number"
    numbered = [number if at == coded[0] else field for at, field in enumerate(fields)]
    if len(titles) == 2:
        return numbered, None
    place = tasks_by_contents(fields, rows)
    if place is None:
        return list(fields), None
    return ["title" if at == place else field for at, field in enumerate(numbered)], place


def holds_codes(rows: Sequence[RawRow], place: int) -> bool:
    """Whether nothing but short codes stands there (1a, 2b), also with a letter for each group of them: A, A1, A2."""
    texts = _texts(list(filter(_is_filled, rows)), place)
    codes = [text for text in texts if not (len(text) == 1 and text.isascii() and text.isalpha())]
    return len(codes) >= _FEWEST and all(len(text) <= _LONGEST_CODE for text in codes) and _are_codes(codes)


def with_full_title(fields: Sequence[str], rows: Sequence[RawRow]) -> tuple[list[str], int | None]:
    """The column with words of its own in each row has the tasks, where many rows have neither a task nor a larger one;
    which is only guessed."""
    named = [place for place, field in enumerate(fields) if field in ("title", "task")]
    filled = [row for row in rows if sum(bool(shown(cell).strip()) for cell in row.cells) > 1]
    bare = [row for row in filled if not any(_text(row, place) for place in named)]
    place = tasks_by_contents(fields, rows)
    if "title" not in fields or "line" in fields or place is None or len(bare) < _MANY * len(filled) or len(bare) < 2:
        return list(fields), None
    found = ["" if field == "title" else field for field in fields]
    found[place] = "title"
    return found, place


def tasks_by_contents(fields: Sequence[str], rows: Sequence[RawRow], names: Sequence[str] = ()) -> int | None:
    """Of a table with people and days or states, and no column that is called after tasks, the first one that nobody
    knows with words of its own in each row; of several, one that has a word for tasks in its name. None where there is
    none, or the table says less."""
    found = set(fields)
    if not (found & _OF_PEOPLE and found & _BESIDE_TASKS):
        return None
    places = [place for place in _unknown(fields) if _has_own_words(rows, place)]
    words = word_table("actions", "task_words")
    called = [place for place in places if place < len(names) and any(word in plain(names[place]) for word in words)]
    return next(iter((*called, *places)), None)


def _has_own_words(rows: Sequence[RawRow], place: int) -> bool:
    texts = [plain(text) for text in _texts(list(filter(_is_filled, rows)), place)]
    own = bool(texts) and len(set(texts)) == len(texts) == _filled_rows(rows)
    return own and not _are_codes(texts)


def longer_than_title(fields: Sequence[str], rows: Sequence[RawRow]) -> int | None:
    """A column with sentences in most rows beside titles that are a short word each: it may have the tasks."""
    if "title" not in fields:
        return None
    title = _words(_texts(rows, fields.index("title")))
    others = [place for place in (*_unknown(fields), *_of_notes(fields)) if _is_mostly_filled(rows, place)]
    longest = max(others, key=lambda place: _words(_texts(rows, place)), default=None)
    if not 0 < title <= _SHORT_TITLE or longest is None:
        return None
    return longest if _words(_texts(rows, longest)) >= _SENTENCE * title else None


def _of_notes(fields: Sequence[str]) -> list[int]:
    return [place for place, field in enumerate(fields) if field == "note"]


def _is_mostly_filled(rows: Sequence[RawRow], place: int) -> bool:
    texts = _texts(rows, place)
    return len(texts) >= max(_FEWEST, _FILLED * _filled_rows(rows)) and not _are_codes(texts)


def _words(texts: Sequence[str]) -> float:
    """How many a text has; two Chinese characters are one."""
    words = sum(len(_WORD.findall(text)) + len(_CHARACTER.findall(text)) / 2 for text in texts)
    return words / len(texts) if texts else 0


def is_full(rows: Sequence[RawRow], place: int) -> bool:
    """Whether each row has something in the column."""
    return len(_texts(rows, place)) >= _filled_rows(rows)


def _unknown(fields: Sequence[str]) -> list[int]:
    return [place for place, field in enumerate(fields) if field in ("", UNUSED)]


def without_titles_of_no_tasks(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Fields in which a column of days or people names no tasks although it is called so (`Date required`), and one of
    bare numbers is what they are counted by, where another column is called after tasks: Step beside Milestone."""
    found = list(fields)
    for place, field in enumerate(fields):
        asked = field == "title" and column_name(" ".join(headings[place])) not in given
        texts = filled_texts(rows, place) if asked else []
        if len(texts) < _SEVERAL:
            continue
        others = {*found[:place], *found[place + 1 :]}
        if are_days(rows, place) or are_people(texts, given):
            found[place] = ""
        elif all(text.isdigit() for text in texts) and {"title", "task"} & others:
            found[place] = UNUSED if _COUNTING & others else "number"
    return found


def with_title_of_own_words(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> tuple[list[str], int | None]:
    """The fields with the column that looks like tasks where nothing is called after them, and that column, which is
    only guessed."""
    beside = with_people_beside(headings, fields, rows, given)
    place = (
        None
        if {"title", "task", "line"} & set(fields)
        else tasks_by_contents(beside, rows, [parts[-1] if parts else "" for parts in headings])
    )
    return ["title" if at == place else field for at, field in enumerate(fields)], place


def _texts(rows: Sequence[RawRow], place: int) -> list[str]:
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    return [text for cell in cells if (text := shown(cell).strip())]


def _filled_rows(rows: Sequence[RawRow]) -> int:
    return sum(map(_is_filled, rows))


def _is_filled(row: RawRow) -> bool:
    return sum(bool(shown(cell).strip()) for cell in row.cells) > 1


def _are_codes(texts: Sequence[str]) -> bool:
    """Numbers, keys and addresses: TD2026-117, 65e1c011, https://…"""
    return _are_numbers(texts) or all(_CODE.fullmatch(text) for text in texts)


def _are_numbers(texts: Sequence[str]) -> bool:
    return not any(character.isalpha() for text in texts for character in text)


def names_each_row(rows: Sequence[RawRow], places: Sequence[int]) -> int | None:
    """Of columns that are called after tasks the only one with words of its own in each row, where another one that
    stands right of it says the same of several."""
    filled = list(filter(_is_filled, rows))

    def is_single(place: int) -> bool:
        texts = [_text(row, place) for row in filled]
        return len(filled) >= _FEWEST and "" not in texts and len(set(texts)) == len(texts)

    single = [place for place in places if is_single(place)]
    return single[0] if len(single) == 1 and single[0] != places[-1] else None


def covers_several(rows: Sequence[RawRow], place: int) -> bool:
    """Whether the column names one thing for several rows."""
    named, last = False, ""
    for row in rows:
        if sum(bool(shown(cell).strip()) for cell in row.cells) < 2:
            continue  # a note below the tasks
        text = _text(row, place)
        if named and text in ("", last):
            return True
        named, last = named or bool(text), text or last
    return False


def _text(row: RawRow, place: int) -> str:
    return plain(shown(row.cells[place])) if place < len(row.cells) else ""
