"""Rows of a table, once its columns are known → rows with fields; what is no task is left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from collabtui.domain.action_status import STATUSES
from collabtui.formats.actions.column_values import ENCLOSED, STATE_TICKS, is_day_or_stretch, named_state
from collabtui.formats.actions.heading_fields import FIRST_DUE, KIND, OPEN_DUE, UNUSED, column_name, duty_letter
from collabtui.formats.actions.raci_letters import DutyColumns, people_by_letter
from collabtui.formats.actions.row_shapes import RowShapes
from collabtui.formats.actions.sign_legends import legend_text, with_state_of_sign, without_marks
from collabtui.formats.actions.supporters import INFORMED, labelled_people
from collabtui.formats.actions.table_head import HeadColumn, TableHead, named_columns
from collabtui.formats.actions.task_levels import LeveledRow, blanks_before, without_blanks
from collabtui.formats.actions.task_row import TaskRow, number_on_sheet
from collabtui.formats.actions.written_values import is_doubtful_state, is_end_beside, is_total, says_nothing, state_of
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.raw_row import RawRow, place_of

_TO_FILL_IN = re.compile(r"[^:：]{1,16}[:：][\s_＿]*")
"""校长（签字）：, what somebody is to sign."""
_BEFORE_COLON = re.compile(r"([^:：]{1,12})[:：]")
_MAY_SAY_NOTHING = (
    "owner", "doer", "collaborators", "people", "helping_department", "department", "planned_start", "due", "first_due",
    "span", "actual_start", "actual_finish", "status", "percent", "progress", "depends_on", "risk", "risk_level",
    "risk_answer", "deliverable", "checks", "note", "reason", "resolution",
)  # fmt: skip
"""Fields in which a stroke or `n/a` is an empty cell."""
_NOT_DONE = ("open", "未")
"""How the name of a column begins in which a ticked box is no end."""
_BETWEEN_MARKS = re.compile(r"(?<=[^\s、,，;；])\s+@")
SHOWN = 40
"""Characters by which somebody knows a row again."""
_OF_PEOPLE = ("owner", "people", "doer", "collaborators")
_COUNTED = re.compile(r"[^:：]{2,40}[:：]\s*\d+(?:\s*(?:/|of)\s*\d+)?|\d+\s*(?:/|of)\s*\d+(?:\s+\w+){0,3}")
"""Open on this level: 3, and 2 of 11 done."""
_COLUMN_NUMBER = re.compile(r"[(（](\d{1,2})[)）](?:\s*[=＝].*)?")
_OF_STATES = ("status", "percent", "progress")


class TaskRowReader:
    """Raw rows → rows with fields."""

    def __init__(
        self,
        head: TableHead,
        letters: DutyColumns,
        given: Mapping[str, str],
        signs: Mapping[str, str],
        shapes: RowShapes,
    ) -> None:
        self.given = given
        self.signs = signs
        self.head = head
        self.letters = letters
        self.shapes = shapes
        self.left_out: list[tuple[int, str]] = []
        columns = list(named_columns(head))
        self.by_field: dict[str, list[HeadColumn]] = {}
        for column in columns:
            self.by_field.setdefault(column.field, []).append(column)
        self.task_names = [f"task{depth}" for depth in range(len(self.by_field.get("task", ())))]
        self.title = self.by_field["title" if "title" in self.by_field else "line"][0].place
        self.names = {column.place: column_name(column.name) for column in columns}

    def read(self, raw: RawRow) -> LeveledRow | None:
        """None for a row that is no task, and for one that holds nothing but its number."""
        filled = [(place, text) for place, cell in enumerate(raw.cells) if (text := shown(cell).strip())]
        if self._is_left_out(raw, filled):
            self.left_out.append(beginning(raw))
            return None
        if self._is_section(raw, filled):
            place, text = filled[-1] if raw.number in self.shapes.leading else filled[0]
            return LeveledRow(raw.number, {"title": " ".join(text.split())}, raw.indents.get(place, 0), section=True)
        cells = dict(self._cells(raw))
        if self.letters.columns and "title" in cells:
            cells |= people_by_letter(raw, self.letters)
        cells |= without_marks(cells, self.signs)
        cells |= with_state_of_sign(cells, self.signs)
        kind, first_due = cells.pop(KIND, None), cells.pop(FIRST_DUE, None)
        if (informed := cells.pop(INFORMED, None)) is not None:
            cells["note"] = "\n".join(filter(None, (shown(cells.get("note")).strip(), shown(informed))))
        if kind is not None and plain(shown(kind)) not in word_table("actions", "task_words"):  # a risk, a dependency
            cells["note"] = "\n".join(filter(None, (shown(cells.get("note")).strip(), shown(kind))))
        if first_due is not None:
            cells.setdefault("due", first_due)
        if not cells.keys() - {"number", "level"}:
            if any(any(map(str.isalpha, text)) and not says_nothing(text) for _, text in filled):
                self.left_out.append(beginning(raw))
            return None
        if "line" not in self.by_field and not cells.keys() & {"title", "ref", *self.task_names}:
            self.left_out.append(beginning(raw))  # nobody could tell what to do
            return None
        if raw.comments:
            cells["note"] = "\n".join(filter(None, (shown(cells.get("note")).strip(), *self._comments(raw))))
        text = shown(raw.cells[self.title]) if self.title < len(raw.cells) else ""
        indent, own = raw.indents.get(self.title, 0), _is_assigned(cells)
        struck = self.title in raw.struck
        return LeveledRow(raw.number, cells, indent, blanks_before(text), own=own, hidden=raw.hidden, struck=struck)

    def _comments(self, raw: RawRow) -> Iterator[str]:
        """Each with the name of its column."""
        names = {column.place: column.name for column in self.head.columns}
        for place, text in sorted(raw.comments.items()):
            yield f"{names[place]}: {text}" if place in names else text

    def _cells(self, raw: RawRow) -> Iterator[tuple[str, Cell]]:
        for name, columns in self.by_field.items():
            filled = [column for column in columns if column.place < len(raw.cells)]
            values = [self._translated(column, raw.cells[column.place]) for column in filled]
            if name == "task":
                named = zip(self.task_names, map(_one_line, values), strict=False)
                yield from ((level, value) for level, value in named if _says_something("note", value))
                continue
            if name == STATE_TICKS:
                ticked = [
                    column for column, value in zip(filled, values, strict=True) if _says_something("status", value)
                ]
                if len(ticked) == 1:
                    yield "status", named_state(ticked[0].name)
                continue
            if name in _OF_PEOPLE:
                values = [_without_enclosing(value) for value in values]
                if len(values) == 1 and (parts := labelled_people(shown(values[0]).strip())):
                    yield from parts.items()
                    continue
            kept = [value for value in values if _says_something(name, value)]
            if name == "due" and not kept and (word := next(filter(_is_open_day, values), None)):
                yield OPEN_DUE, word
            if len(kept) == 1:
                yield name, kept[0]
            elif kept:
                yield name, "\n".join(shown(value).strip() for value in kept)

    def _translated(self, column: HeadColumn, cell: Cell) -> Cell:
        """The status that this word stands for in this column, where somebody has told that it is one, or the table
        does. Who is only told, or asked, is noted with the letter of his duty."""
        if column.field == "note" and duty_letter(column.name) and (who := shown(cell).strip()):
            return f"{column.name}: {who}"
        if column.field in _OF_STATES and isinstance(cell, bool):  # a box that a spreadsheet ticks
            cell = shown(cell)
        if column.field not in _OF_STATES or not isinstance(cell, str):
            return cell
        signified = self._signified(column, cell.strip())
        words = (cell, f"{cell.strip()} {signified}")  # as it stands, and as it is asked about
        given = (self.given.get(column_name(f"{column.name}:{word}"), "") for word in words)
        status = next(filter(None, given), signified)
        if not status and column.field != "percent" and not column_name(column.name).startswith(_NOT_DONE):
            status = word_table("actions", "boxes").get(plain(cell), "")
        if not status and column.field == "status" and state_of(cell) is None:
            status = "done" if is_end_beside(cell, self.shapes.states) else ""
        if status and is_doubtful_state(status):  # ▲=延期
            return status
        if signified and status == signified not in STATUSES and column.field == "status":  # ×有困难
            return f"{cell.strip()} {signified}"
        return status if status in STATUSES else cell

    def _signified(self, column: HeadColumn, text: str) -> str:
        """The status that the table says itself; of a colour that stands among words about the task none."""
        worded = len(text) > 1 or text.isalpha()
        return "" if worded and column.field == "progress" else self.signs.get(text, "")

    def _is_left_out(self, raw: RawRow, filled: Sequence[tuple[int, str]]) -> bool:
        if not filled or _counts_columns(filled):
            return True
        if self._kind(raw) == "other":
            return True
        to_fill_in = all(_TO_FILL_IN.fullmatch(text) for _, text in filled) and self.shapes.is_behind(raw)
        if "line" not in self.by_field and (to_fill_in or self.shapes.is_other_list(raw)):
            return True
        first = filled[0][1]
        titled = any(place == self.title for place, _ in filled)
        remarks = word_table("actions", "remarks")
        if any(is_total(text) for _, text in filled[:2]) or self.shapes.is_sum(raw):
            return True
        before = _BEFORE_COLON.match(first)
        if len({text for _, text in filled}) == 1 and self.shapes.is_below(raw, first):
            return True
        if len(filled) == 1 and _COUNTED.fullmatch(first) and "line" not in self.by_field:
            return True
        if (len(filled) == 1 and _count().fullmatch(first)) or legend_text(raw):
            return True
        alone = len(filled) == 1 or not titled or raw.wide > 2
        if alone and before and plain(before[1]) in remarks:
            return True
        if titled and "line" not in self.by_field and (self._is_remark(raw, filled) or _is_signed(filled)):
            return True
        again = [place for place, text in filled if self.names.get(place, "").endswith(column_name(text))]
        if len(again) > 2 and self.title in again:  # also beside the weekdays of a calendar
            return True
        return len(again) > 1 and 2 * len(again) >= sum(not text.isdigit() for _, text in filled)

    def _kind(self, raw: RawRow) -> str:
        """Of a log what the row is: a task, or something `other`, such as a decision."""
        column = next(iter(self.by_field.get(KIND, ())), None)
        text = shown(raw.cells[column.place]) if column and column.place < len(raw.cells) else ""
        return word_table("actions", "kinds").get(plain(text), "")

    def _is_remark(self, raw: RawRow, filled: Sequence[tuple[int, str]]) -> bool:
        """图例 where a title stands, and nothing where the tasks say something."""
        title = plain(shown(raw.cells[self.title])).strip(" :：")
        known = {column.place for column in named_columns(self.head) if column.field not in ("number", "wbs")}
        return title in word_table("actions", "remarks") and not any(
            place in known for place, _ in filled if place != self.title
        )

    def _is_section(self, raw: RawRow, filled: Sequence[tuple[int, str]]) -> bool:
        """A row with nothing but a heading: merged over further columns, or where no title stands."""
        if raw.number in self.shapes.leading:  # WP1 Management
            return True
        if len({text for _, text in filled}) != 1 or len(self.by_field) < 2:
            return False
        (place, text), *_ = filled
        field = next((column.field for column in self.head.columns if column.place == place), "")
        if field == "task" or text.isdigit():
            return False
        if len(filled) == 1 and self.shapes.is_heading(raw, text):
            return True
        return raw.wide > 1 or len(filled) > 2 or (place != self.title and field in ("", "number", "wbs", UNUSED))

    def task_row(self, row: LeveledRow, task: str) -> TaskRow:
        cells = {name: cell for name, cell in row.cells.items() if name not in self.task_names}
        if task:
            cells["task"] = task
        if isinstance(title := cells.get("title"), str):
            cells["title"] = without_blanks(title)
        cells |= _first_owns(TaskRow(row.number, cells, {}))
        places = {
            field: (place_of(number_on_sheet(row.number), columns[-1].place), columns[-1].name)
            for field, columns in self.by_field.items()
        }
        if named := next((places[name] for name in _OF_PEOPLE if name in places), None):  # one column may name them all
            places |= {one: named for one in (*_OF_PEOPLE, "helping_department") if one in cells and one not in places}
        return TaskRow(row.number, cells, places, row.hidden, row.struck)


def _is_signed(filled: Sequence[tuple[int, str]]) -> bool:
    """制表：李明 with nothing but its day, or others who sign, beside it."""
    (_, first), *others = filled
    before = _BEFORE_COLON.match(first)
    signs = before is not None and plain(before[1]) in word_table("actions", "remarks")
    return signs and bool(others) and all(is_day_or_stretch(text) or _BEFORE_COLON.match(text) for _, text in others)


def _counts_columns(filled: Sequence[tuple[int, str]]) -> bool:
    """（1）（2）（3）… below the names, as forms number their columns."""
    found = [_COLUMN_NUMBER.fullmatch(text) for _, text in filled]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(filled) > len(_OF_STATES) and numbers == sorted({*numbers})


@cache
def _count() -> re.Pattern[str]:
    """共4项，完成1项, 小计：3项, `Total: 5 items`: what is below the tasks alone."""
    sums = any_word("actions", "totals")
    chinese, latin = r"\s*[项条个].*", r"(?:\s*(?:tasks?|items?|actions?))?"
    return re.compile(rf"(?:(?:总?共)|{sums})\s*[:：]?\s*\d+(?:{chinese}|{latin})", re.IGNORECASE | re.DOTALL)


def _is_assigned(cells: Mapping[str, Cell]) -> bool:
    """Whether it is an item of a check list that names somebody."""
    return "status" in cells and "@" in shown(cells.get("line"))


def _first_owns(row: TaskRow) -> dict[str, Cell]:
    """Where one column has all people, as those of project programs, the first of them owns the task."""
    people = row.listed_outside_brackets("people")
    if "owner" not in row.cells and people:
        return {"owner": people.pop(0), "collaborators": "\n".join([row.lines("collaborators"), *people]).strip()}
    return {"collaborators": "\n".join([row.lines("collaborators"), *people]).strip()} if people else {}


def _without_enclosing(cell: Cell) -> Cell:
    """[Bob Smith, Carol Jones] as programs export several, 张伟;刘洋; with a sign behind the last, and @张伟 @刘洋."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if text.startswith("@"):
        text = _BETWEEN_MARKS.sub("、@", text)
    return (text[1:-1] if ENCLOSED.fullmatch(text) else text).strip(" ;；,，、")


def _is_open_day(cell: Cell) -> bool:
    return plain(shown(cell)) in word_table("actions", "open_days")


def _one_line(cell: Cell) -> Cell:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _says_something(field: str, cell: Cell) -> bool:
    text = shown(cell).strip()
    if field in _OF_STATES and plain(text) in word_table("actions", "not_applicable"):
        return True  # whether it is dropped has to be asked
    return bool(text) and not (field in _MAY_SAY_NOTHING and says_nothing(text))


def beginning(raw: RawRow) -> tuple[int, str]:
    """Number and first words of a row that is left out: by them somebody knows it again."""
    return raw.number, " ".join(next(text for cell in raw.cells if (text := shown(cell).strip())).split())[:SHOWN]
