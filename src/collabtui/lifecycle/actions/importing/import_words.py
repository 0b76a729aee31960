"""The outcome of an import in words: the same on the shell and on the screen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.action_status import OPEN
from collabtui.domain.count_working_days import IsWorking
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.contradicting_cells import CellKind, CellsAgainst
from collabtui.formats.actions.heading_fields import DURATION, column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import number_on_sheet, row_name
from collabtui.lifecycle.actions.importing.day_orders import order_findings, orders_of_table
from collabtui.lifecycle.actions.importing.import_table import ImportLine
from collabtui.lifecycle.actions.importing.row_matching import row_of
from collabtui.lifecycle.actions.importing.table_doubts import doubts_of
from collabtui.lifecycle.actions.importing.table_durations import written_days
from collabtui.lifecycle.actions.importing.table_lights import columns_of_lights
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue
from collabtui.text.lengths import counts

_LABELS = {
    "title": "form.label.subtask", "due": "action.field.due", "checks": "form.label.standard",
    "reason": "form.label.reason_of_delay",
}  # fmt: skip
"""Fields that are called by another name than their own."""
_MOST_NAMED = 12
_FEWEST_AGAIN = 2
_ASKED_OF: Mapping[CellKind, str] = MappingProxyType(
    {"people": "owner", "days": "due", "states": "status", "ticks": "status"}
)
"""The field that such cells may be meant for."""


class UnknownWord(NamedTuple):
    """A word in a column of states that nobody knows as one."""

    column: str
    value: str

    @property
    def name(self) -> str:
        """As what it means is kept: `state:ready`."""
        return column_name(f"{self.column}:{self.value}")


def unknown_words(lines: Iterable[ImportLine], known: Mapping[str, str]) -> list[UnknownWord]:
    """Those that somebody has to be asked about, each once; of what stays a note somebody has said so."""
    found = _remarked(lines, "import.status_unknown")
    words = dict.fromkeys(UnknownWord(str(one["column"]), str(one["value"])) for one in found)
    return [word for word in words if word.name not in known]


_NOT_KNOWN = ("import.stranger", "import.stranger_near", "import.namesakes", "import.left_to", "import.left_already")


class Stranger(NamedTuple):
    """Somebody whom a cell names and nobody knows."""

    column: str
    value: str

    @property
    def name(self) -> str:
        """As who it is is kept: `@小林`."""
        return column_name(f"{PERSON}{self.value}")


def strangers(lines: Iterable[ImportLine], known: Mapping[str, str]) -> list[Stranger]:
    """Those whom somebody has to be asked about, each once."""
    each: dict[str, Stranger] = {}
    for one in _remarked(lines, *_NOT_KNOWN):
        stranger = Stranger(str(one["column"]), str(one["value"]))
        each.setdefault(stranger.name, stranger)
    return [one for name, one in each.items() if name not in known]


def _remarked(lines: Iterable[ImportLine], *keys: str) -> Iterator[Mapping[str, object]]:
    return (one.values for line in lines for one in line.remarks if one.key in keys)


class LineWords(NamedTuple):
    head: tuple[str, str, str, str]
    """Row, what becomes of it, ref, title."""
    changes: tuple[str, ...]
    remarks: tuple[str, ...]
    """What was read otherwise than it stands in the table."""


def import_words(lines: Iterable[ImportLine], words: Catalogue, reader: Reader) -> list[LineWords]:
    people = {one.ref: one.name for one in reader.find(Person)}
    return [_line_words(line, words, people) for line in lines]


def matter_sentences(lines: Iterable[ImportLine], words: Catalogue, reader: Reader) -> Iterator[str]:
    """The matters that the actions are of, by their titles, and that some are of none."""
    refs = dict.fromkeys(line.action.matter or "" for line in lines)
    if titles := [f"{ref} {reader.get(Matter, ref).title}" for ref in refs if ref]:
        yield words("import.into", matters=titles)
    if "" in refs:
        yield words("import.some_into_none" if titles else "import.into_none")


def counts_by_kind(lines: Iterable[ImportLine], words: Catalogue) -> list[str]:
    """`2 added, 1 unchanged`, as parts of a sentence."""
    kinds = [line.kind for line in lines]
    return counts(words, "import.count", {kind: kinds.count(kind) for kind in ("new", "changed", "same")})


def table_remarks(table: ActionTable, words: Catalogue) -> Iterator[str]:
    """Sentences on what of the table becomes no action, and on what was only guessed."""
    yield from _on_its_reading(table, words)
    yield from _on_rows_and_columns(table, words)
    yield from _on_sheets(table, words)


def _on_its_reading(table: ActionTable, words: Catalogue) -> Iterator[str]:
    """Sentences on what its shape, colours and columns were taken to mean."""
    if table.in_cells:
        yield words("import.in_cells", n=len(table.rows))
    if table.listed:
        yield words("import.listed", n=table.listed)
    if table.stages_of:
        yield words("import.in_stages", n=len(table.rows), name=table.stages_of)
    if table.coloured:
        yield words("import.coloured", name=table.coloured)
    if table.highlighted:
        yield words("import.highlighted", rows=list(_called_rows(table.highlighted, words)))
    if table.hidden_columns:
        yield words("import.hidden_columns", names=table.hidden_columns)
    if table.guessed:
        yield words("import.guessed", name=table.guessed)
    for one in table.equal:
        field = words(f"column.field.{one.field}")
        yield words("import.equal", taken=one.taken, others=[f"“{name}”" for name in one.others], field=field)
    if table.inferred:
        each = ((column.name, words(f"column.field.{column.field}")) for column in table.inferred)
        columns = [words("import.inferred_column", name=name, field=field) for name, field in each]
        yield words("import.inferred", columns=columns)
    if table.duties:
        signs = (
            words("import.sign", sign=sign, field=words(f"column.field.{one}")) for sign, one in table.duties.items()
        )
        yield words("import.signs", signs=list(signs))


def _on_rows_and_columns(table: ActionTable, words: Catalogue) -> Iterator[str]:
    """Sentences on rows that become no action, and on columns that nobody reads."""
    if table.larger:
        yield words("import.larger", names=_named(task.title for task in table.larger), n=len(table.larger))
    for column, names in table.above_larger.items():
        yield words("import.above_larger", column=column, names=_named(names))
    if table.left_out:
        yield words("import.left_out", rows=list(_called_rows(table.left_out, words)))
    if days := _days_not_kept(table):
        yield words("import.days_not_kept", names=days)
    if lights := columns_of_lights(table.rows):
        yield words("import.lights", names=lights)
    if unused := [name for name in table.passed_over if name not in _durations_counted(table)]:
        yield words("import.passed_over", names=unused)
    yield from _against(table.against, words)


def _on_sheets(table: ActionTable, words: Catalogue) -> Iterator[str]:
    if table.sheets:
        yield words("import.sheets", names=table.sheets)
    if table.other_sheets:
        yield words("import.other_sheets", n=len(table.other_sheets), names=table.other_sheets)
    if table.hidden_sheets:
        yield words("import.hidden_sheets", names=table.hidden_sheets)
    if table.unread_sheets:
        yield words("import.unread_sheets", names=table.unread_sheets)
    if table.unread:
        yield words("import.unread", n=table.unread)


def doubt_sentences(table: ActionTable, lines: Sequence[ImportLine], today: date, words: Catalogue) -> Iterator[str]:
    """Sentences on the order in which columns write their days, and those that speak against how they were read."""
    found = [*order_findings(orders_of_table(table, today, words.locale)), *doubts_of(table, lines, today)]
    of_list = words("import.days_of_list")
    return (words(one.key, **{**one.values, "column": one.values.get("column") or of_list}) for one in found)


def days_off(lines: Sequence[ImportLine], is_working: IsWorking, words: Catalogue) -> Iterator[str]:
    """A sentence on the rows whose due dates nobody works on; as when a single action is given such a day."""
    off = [
        words("import.day_off", row=row_name(line.row, line.sheet), day=words.day(line.action.due))
        for line in lines
        if line.action.open and line.action.due and not is_working(line.action.due)
        if line.before is None or line.before.due != line.action.due
    ]
    if len(off) > _MOST_NAMED:
        yield words("import.days_off_some", n=len(off), rows=off[:_MOST_NAMED])
    elif off:
        yield words("import.days_off", rows=off)


def left_in_matter(lines: Sequence[ImportLine], words: Catalogue, reader: Reader) -> Iterator[str]:
    """A sentence on open actions of a matter that its table has no more: of one that is there again for the most part,
    and not of a few of its rows. They stay as they are."""
    known = {line.before.ref for line in lines if line.before}
    for ref in dict.fromkeys(line.before.matter for line in lines if line.before and line.before.matter):
        there = reader.find(Action, matter=ref, status=OPEN)
        new = {line.action.ref for line in lines}
        gone = [one for one in there if one.ref not in known | new]
        again = sum(one.ref in known for one in there)
        if gone and again >= _FEWEST_AGAIN and again >= len(gone):
            yield words("import.left_in_matter", matter=ref, actions=_named(f"{one.ref} {one.title}" for one in gone))


def _called_rows(rows: Sequence[tuple[int, str]], words: Catalogue) -> Iterator[str]:
    """Each with how it begins: by its number alone nobody knows it again."""
    for number, text in dict.fromkeys(rows):
        yield words("import.left_out_row", row=number_on_sheet(number), text=text)


def _days_not_kept(table: ActionTable) -> list[str]:
    """Columns with the days on which tasks began or were over, of which an action keeps that it is so: a table of ours
    has them from the trail."""
    rows = [row for row in table.rows if not row.text("ref")]
    fields = ("actual_start", "actual_finish")
    return list(dict.fromkeys(row.places[name][1] for name in fields for row in rows if row.text(name)))


def _durations_counted(table: ActionTable) -> set[str]:
    """Columns of durations by which an end was counted, or would have been."""
    rows = [row for row in table.rows if "planned_start" in row.cells and not row.cells.keys() & {"due", "span"}]
    return {row.places[DURATION][1] for row in rows if written_days(row.text(DURATION)) and DURATION in row.places}


def _against(found: Iterable[CellsAgainst], words: Catalogue) -> Iterator[str]:
    """Columns that hold something else than they were read as, and those left out that alone hold it."""
    for one in found:
        held = words(f"import.cells_{one.kind}")
        if one.field:
            yield words("import.cells_against", name=one.column, field=words(f"column.field.{one.field}"), cells=held)
        else:
            missing = words(f"column.field.{_ASKED_OF[one.kind]}")
            yield words("import.cells_unread", name=one.column, field=missing, cells=held)


def _named(texts: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(texts))
    return found if len(found) <= _MOST_NAMED else [*found[:_MOST_NAMED], "…"]


def _line_words(line: ImportLine, words: Catalogue, people: Mapping[str, str]) -> LineWords:
    ref = "" if line.kind == "new" else line.action.ref
    head = (
        words("import.row", row=row_name(line.row, line.sheet)),
        words(f"import.{line.kind}"),
        ref,
        line.action.title,
    )
    # the title of what is new stands in the line already
    changes = [_change(words, people, line, *one) for one in line.changes if line.before or one[0] != "title"]
    changes += [words("import.risk", text=risk.text, level=words(f"level.{risk.level}")) for risk in line.risks]
    return LineWords(head, tuple(changes), tuple(words(one.key, **one.values) for one in line.remarks))


def _change(words: Catalogue, people: Mapping[str, str], line: ImportLine, name: str, old: Any, new: Any) -> str:
    label = words(_LABELS.get(name, f"form.label.{name}"))
    was, will = (_shown(words, people, line, name, value) for value in (old, new))
    if line.kind == "new" or not was:
        return words("import.field", name=label, value=will)
    return words("import.field_changed", name=label, old=was, new=will)


def _shown(words: Catalogue, people: Mapping[str, str], line: ImportLine, name: str, value: Any) -> str:
    match name:
        case "owner":
            return people.get(value or "", "")
        case "collaborators":
            within = (_support(words, one) for one in value)
            return " ".join(people.get(one.person, "") + more for one, more in zip(value, within, strict=True))
        case "status":
            return words(f"status.{value}")
        case "checks":
            return words("list.separator").join(one.text for one in value)
        case "depends_on":
            return " ".join(_called(words, ref, line.sheet) for ref in value)
    if isinstance(value, date):
        return words.short_day(value)
    return "" if value is None else str(value)


def _support(words: Catalogue, one: Collaborator) -> str:
    part = words("list.separator").join(filter(None, (words("form.does") if one.does else "", one.support)))
    return words("form.within", text=part) if part else ""


def _called(words: Catalogue, ref: str, sheet: str) -> str:
    """A new action has no ref yet: it is called by its row."""
    row = row_of(ref)
    return ref if row is None else words("import.row", row=row_name(row, sheet))
