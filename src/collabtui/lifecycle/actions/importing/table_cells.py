"""Values of the cells of a table of tasks: people, days, shares, states. What cannot be read is gathered, so that a
person is told all of it at once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from collabtui.domain.action import Action
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.heading_fields import OPEN_DUE
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import (
    day_in_brackets,
    is_doubtful_state,
    is_state_by_form,
    state_of,
)
from collabtui.formats.tables.counted_days import written_count
from collabtui.formats.tables.numbered_days import SIGNS
from collabtui.lifecycle.actions.importing.day_orders import column_of
from collabtui.lifecycle.actions.importing.named_people import RowPeople, RowPeopleReader
from collabtui.lifecycle.actions.importing.row_remarks import RowRemarks
from collabtui.lifecycle.actions.importing.table_days import (
    TableDays,
    day_behind_vague,
    days_of_table,
    is_no_day,
    is_vague_day,
    remark_behind,
    soon_in,
)
from collabtui.lifecycle.actions.importing.table_durations import Stretch, assumed_end, counted_end, stretches
from collabtui.lifecycle.actions.importing.table_lights import RowLight, have_lights, light_of, without_light
from collabtui.lifecycle.actions.importing.table_people import TablePeople, people_of_table
from collabtui.lifecycle.actions.importing.table_periods import period_day
from collabtui.lifecycle.actions.importing.table_progress import (
    Progress,
    is_no_beside_words,
    is_note_of_end,
    read_progress,
    state_in_title,
    tells_note_of_end,
    unread_states,
    with_end_of_struck,
)
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader


@dataclass
class RowCells:
    """Reads them one by one."""

    reader: Reader
    acting: Acting
    table: ActionTable

    @cached_property
    def remarks(self) -> RowRemarks:
        return RowRemarks(self.acting.config.organiser.locale)

    @cached_property
    def people(self) -> TablePeople:
        return people_of_table(self.reader, self.table, self.acting.actor)

    @cached_property
    def days(self) -> TableDays:
        return days_of_table(self.acting, self.table)

    def name(self, ref: str | None) -> str:
        return self.people.names.get(ref or "", "")

    @cached_property
    def _people_of_rows(self) -> RowPeopleReader:
        return RowPeopleReader(self.table, self.people, self.remarks)

    def people_of(self, row: TaskRow, before: Action | None) -> RowPeople:
        """Owner and collaborators, each collaborator once."""
        return self._people_of_rows.people_of(row, before)

    def dates(self, row: TaskRow, before: Action | None) -> tuple[date | None, date | None]:
        """Planned start and due date. A cell that holds both counts where the two have none of their own."""
        if two := self.days.both(row.cells.get("due"), column_of(row, "due")):
            return self._day(row, "planned_start") or two[0], two[1]
        start, due = self._day(row, "planned_start"), self._day(row, "due")
        self._tell_open_due(row, before)
        if not row.cells.keys() & {"due", "span", OPEN_DUE}:
            due = self._day_in_title(row)
            if due is None and (before is None or before.due is None) and (soon := soon_in(row.text("title"))):
                self.remarks.tell(row, "import.vague_day", value=soon)
        if start and due is None and not row.cells.keys() & {"due", "span", OPEN_DUE}:
            due = self._counted(row, before)
        if "span" not in row.cells or is_no_day(row.text("span")):
            return start, due
        first, last = self.days.stretch(row.cells["span"], column_of(row, "span"))
        if last is None and (end := period_day(row.text("span"), self.days, is_start=False)):  # Mar 2026
            first, last = period_day(row.text("span"), self.days, is_start=True), end
            self.remarks.tell(row, "import.day_understood", value=row.text("span"), day=f"{first} – {last}")
        if last is None and is_vague_day(row.text("span")):
            self._keep_vague(row, "span")
        elif last is None:
            self.remarks.cannot(row, "span", Refused("import.no_day", value=row.text("span")))
        return start or first, due or last

    def _tell_open_due(self, row: TaskRow, before: Action | None) -> None:
        """TBC: the date stays empty, or as it was."""
        if OPEN_DUE in row.cells and before and before.due:
            self.remarks.tell(row, "import.no_end_yet", value=row.text(OPEN_DUE), day=before.due.isoformat())
        elif OPEN_DUE in row.cells:
            self.remarks.tell(row, "import.no_end", value=row.text(OPEN_DUE))

    def _day_in_title(self, row: TaskRow) -> date | None:
        """租音响（12月3日前，预算500元）, where the row has no day of its own: it is told. A day without 前 or `by` may
        be the one that the task is about."""
        text = day_in_brackets(row.text("title"))
        day = self.days.day(text) if text else None
        if day:
            self.remarks.tell(row, "import.day_understood", value=row.text("title"), day=day.isoformat())
        return day

    def _counted(self, row: TaskRow, before: Action | None) -> date | None:
        """The end that start and duration say, which is told; one that is agreed already gives way to no guess."""
        own = self._stretches.get(row.number)
        if own is None:
            return None
        if end := counted_end(own, self._stretches.values()):
            self.remarks.tell(row, "import.due_counted", day=end.isoformat())
            return end
        if before and before.due:
            return None
        if assumed := assumed_end(own, self._stretches.values(), self.acting.is_working):
            self.remarks.tell(row, f"import.due_assumed_{assumed.counted}", day=assumed.day.isoformat())
            return assumed.day
        return None

    @cached_property
    def _stretches(self) -> dict[int, Stretch]:
        return stretches(self.table.rows, self.days)

    def _day(self, row: TaskRow, name: str) -> date | None:
        """None for an empty cell and for what goes on and on, which is told."""
        cell = row.cells.get(name)
        if cell is None:
            return None
        if is_no_day(row.text(name)):
            self.remarks.tell(row, "import.no_end", value=row.text(name))
            return None
        day = self.days.day(cell, column_of(row, name))
        if day is None and isinstance(cell, str):
            day = period_day(row.text(name), self.days, is_start=name in ("planned_start", "actual_start"))
        if day is None and is_vague_day(row.text(name)):
            self._keep_vague(row, name)
        elif day is None:
            self.remarks.cannot(row, name, self._why_no_day(row, name))
        elif (written := written_count(cell)) and not is_day_or_stretch(written):
            self.remarks.tell(row, "import.day_understood", value=written, day=day.isoformat())
        elif isinstance(cell, str):
            self._tell_order(row, name, day)
        if day is not None and isinstance(cell, str) and (remark_behind(cell.strip())[1] or day_behind_vague(cell)):
            self.remarks.keep(row, name, row.text(name))
        return day

    def _why_no_day(self, row: TaskRow, name: str) -> Refused:
        """Of a day that may be one of two, both."""
        column, text = column_of(row, name), row.text(name)
        if either := self.days.either(row.cells[name], column):
            (one, day), (two, other), *_ = either.items()
            if not column:
                return Refused("import.either_day_listed", value=text, day=day, other=other)
            signs = {"one": SIGNS[one], "two": SIGNS[two]}
            return Refused("import.either_day", value=text, day=day, other=other, column=column, **signs)
        return Refused("import.no_day", value=text)

    def _tell_order(self, row: TaskRow, name: str, day: date) -> None:
        """What a day that may be two was read as, where its own column does not say it, or says one that is over."""
        column, cell = column_of(row, name), row.cells[name]
        is_doubtful = self.days.orders.needs_remark(column, row.text(name)) or self.days.is_by_title(cell, day)
        if is_doubtful or day_behind_vague(row.text(name)):
            self.remarks.tell(row, "import.day_understood", value=row.text(name), day=day.isoformat())
        elif name == "due" and (other := self.days.to_come_instead(cell, column, day)):
            values = {"value": row.text(name), "day": day.isoformat(), "other": other.isoformat(), "column": column}
            self.remarks.tell(row, "import.day_over", **values)

    def _keep_vague(self, row: TaskRow, name: str) -> None:
        self.remarks.tell(row, "import.vague_day", value=row.text(name))
        self.remarks.keep(row, name, row.text(name))

    def progress(self, row: TaskRow) -> Progress:
        """Words that nobody knows as a state leave it as it is; they are told, and kept as a note."""
        light = light_of(row, among_lights=self._among_lights)
        try:
            found = read_progress(without_light(row, light) if light and state_of(light.text) else row)
        except Refused as error:
            self.remarks.cannot(row, str(error.values["field"]), error)
            return Progress()
        if row.struck:
            self.remarks.tell(row, "import.struck_besides" if found.status or found.percent else "import.struck")
            found = with_end_of_struck(found)
        elif found.status is None and found.percent is None and (ended := state_in_title(row)):
            self.remarks.tell(row, f"import.read_{ended.replace('-', '_')}", value=row.text("title"))
            found = found._replace(status=ended)
        elif found.status is None and found.percent is None and row.text("note"):
            found = self._with_state_of_note(row, found)
        if found.other_percent is not None:
            key = "import.done_percent" if found.status == "done" else "import.open_percent"
            self.remarks.tell(row, key, percent=str(found.other_percent), value=row.text("status"))
        if found.status == "not-started" and is_no_beside_words(row):
            self.remarks.tell(row, "import.read_not_started", value=row.text("status"))
        if found.counted:
            self.remarks.tell(row, "import.counted", value=found.counted, percent=str(found.percent))
        word = row.text("status") or row.text("progress")
        doubtful = is_doubtful_state(word) or is_state_by_form(word)
        if found.status and (found.begun_with or doubtful):
            self.remarks.tell(row, f"import.read_{found.status.replace('-', '_')}", value=word)
        if found.status is None and found.percent is None:
            for name in unread_states(row, self.table.rows, found.unread):
                self.remarks.tell(row, "import.status_unknown", value=row.text(name), column=row.places[name][1])
        self._keep_light(row, found, light)
        words = [found.words] if found.words else []
        for name in found.unread:
            asked_by = row.places.get(name, ("", name))[1]
            self.remarks.tell(row, "import.status_unknown", value=row.text(name), column=asked_by)
            words.append(f"{self.remarks.column(row, name)}: {row.lines(name)}")
        return found._replace(words="\n".join(words))

    @cached_property
    def _among_lights(self) -> bool:
        return have_lights(self.table.rows)

    def _keep_light(self, row: TaskRow, found: Progress, light: RowLight | None) -> None:
        """It stays in the note."""
        if light and light.is_against(found.status):
            status = next(filter(None, map(row.text, ("status", "progress", "percent"))), "")
            column = self.remarks.column(row, light.field)
            self.remarks.tell(row, "import.light_against", column=column, value=light.text, status=status)
        if light and light.field not in found.unread:
            self.remarks.keep(row, light.field, light.text)

    def _with_state_of_note(self, row: TaskRow, found: Progress) -> Progress:
        """A remark that says no more than that it was dropped counts; of one that says more it is told."""
        if is_note_of_end(row):
            self.remarks.tell(row, "import.read_cancelled", value=row.text("note"))
            return found._replace(status="cancelled")
        if tells_note_of_end(row):
            self.remarks.tell(row, "import.note_tells_of_end", value=row.text("note"))
        return found
