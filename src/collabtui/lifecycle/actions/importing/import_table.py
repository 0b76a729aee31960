"""The breakdown that a team keeps in a table becomes actions: all of it or nothing, in one transaction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypedDict

from collabtui.domain.action import Action, Collaborator, OwnCheck, refuse_owner_who_collaborates
from collabtui.domain.action_status import Status
from collabtui.domain.dependency_cycle import cycle
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.model import Finding, one_line
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.raci_letters import SEVERAL_DO
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.file_words import plain
from collabtui.language.stated_checks import stated_checks
from collabtui.lifecycle.actions.action_warnings import absence_warnings
from collabtui.lifecycle.actions.deliverable_checks import with_checks
from collabtui.lifecycle.actions.foreseen_risks import raise_foreseen
from collabtui.lifecycle.actions.importing.ends_to_come import with_ends_to_come
from collabtui.lifecycle.actions.importing.list_lines import with_list_items
from collabtui.lifecycle.actions.importing.older_cells import with_later_words
from collabtui.lifecycle.actions.importing.row_dependencies import RowDependencies
from collabtui.lifecycle.actions.importing.row_matching import RowMatcher, row_of
from collabtui.lifecycle.actions.importing.table_cells import RowCells
from collabtui.lifecycle.actions.importing.table_days import days_of_table
from collabtui.lifecycle.actions.importing.table_people import people_of_table
from collabtui.lifecycle.actions.named_risks import NamedRisk, risks_of
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.at_once.noted_reads import NotedReads
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.dry_run import rehearsed, rehearsed_first
from collabtui.store.interface import Reader, Transaction

_SHOWN = (
    "title", "task", "owner", "collaborators", "planned_start", "due", "status", "percent", "deliverable", "checks",
    "depends_on",
    "reason", "risk", "note", "matter",
)  # fmt: skip
"""Fields of an action that a table can say, in the order in which they are told."""
_ASSIGNING = frozenset(("owner", "people", "doer", "due", "planned_start", "span", "actual_finish", "deliverable"))
"""Fields by which a row says who or when."""
_MOSTLY = 0.7
_MOST_ERRORS = 10
_COUNTED_LINE = re.compile(r"\s*(?:\(?\d{1,2}[.、)）]|[①-⑳]|[-–•·])\s*\D")
"""One of several tasks in a cell: `1. Call`, ② 核对."""
_LIKE_REF = re.compile(r"[A-Za-z]{1,3}-\d{4}-\d+")


class RowFields(TypedDict):
    """Fields of an action as a row says them; empty where it says nothing of one."""

    title: str
    task: str
    owner: str | None
    collaborators: tuple[Collaborator, ...]
    planned_start: date | None
    due: date | None
    status: Status | None
    percent: int | None
    deliverable: str
    depends_on: tuple[str, ...]
    matter: str | None
    reason: str
    checks: tuple[OwnCheck, ...]
    risk: str
    note: str


class ImportLine(NamedTuple):
    """The outcome of one row."""

    row: int
    kind: Literal["new", "changed", "same"]
    action: Action
    before: Action | None
    risks: tuple[NamedRisk, ...] = ()
    """Those that the row names for the first time: they become risks of the matter."""
    remarks: tuple[Finding, ...] = ()
    """What was read otherwise than it stands there."""
    sheet: str = ""
    """Where several are read together."""

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Name, old and new of each field that the row sets or changes."""
        fresh = {"title": ""} | {name: field.default for name, field in Action.model_fields.items() if name != "title"}
        pairs = ((name, getattr(self.before, name, fresh[name]), getattr(self.action, name)) for name in _SHOWN)
        return [(name, old, new) for name, old, new in pairs if old != new and not (self.before is None and not new)]


def planned_import(acting: Acting, table: ActionTable, matter: str = "") -> list[ImportLine]:
    """The outcome that `import_actions` would have; a new action bears the `row_ref` of its row. Raises as it does."""
    return _reading(acting.store, acting, table, matter).lines()


def import_actions(
    acting: Acting, table: ActionTable, matter: str = "", shown: Sequence[ImportLine] | None = None
) -> list[ImportLine]:
    """Each row becomes an action, or brings the one up to date that it names: by its ref, or by its title in the same
    matter. What a row leaves empty stays as it was. What it says of a risk for the first time is raised as one, which a
    high one is told by mail.

    Raises `Refused` (import.rows: n, errors, rows) with every cell that cannot be read, two rows of one action and
    tasks that wait for each other in a circle among them; (import.overtaken) where it would no longer do what was
    `shown`; and `Unknown` (matter.unknown)."""
    return _imported(acting, _LinesAhead(acting, table, matter), shown)


def import_mails(acting: Acting, table: ActionTable, matter: str = "") -> Sequence[Outgoing]:
    """The mails that `import_actions` would queue. Raises as it does."""
    ahead = _LinesAhead(acting, table, matter)
    return rehearsed(acting, lambda own: _imported(own, ahead, None)).mails


class _LinesAhead:
    """The outcome of each row, worked out before anybody has to wait: with many rows and people that takes seconds.
    Where others have changed meanwhile what it was worked out by, it is anew."""

    def __init__(self, acting: Acting, table: ActionTable, matter: str) -> None:
        self._of = acting, table, matter
        self._reads = NotedReads(acting.store)
        self._lines = _reading(self._reads, *self._of).lines()

    def within(self, tx: Transaction) -> list[ImportLine]:
        return self._lines if self._reads.still_hold(tx) else _reading(tx, *self._of).lines()


@rehearsed_first
def _imported(acting: Acting, ahead: _LinesAhead, shown: Sequence[ImportLine] | None) -> list[ImportLine]:
    with acting.transaction() as tx:
        lines = ahead.within(tx)
        if shown is not None and _changes_of(lines) != _changes_of(shown):
            raise Refused("import.overtaken")
        refs = {line.action.ref: tx.next_ref(Action) for line in lines if line.kind == "new"}
        done = [line if line.kind == "same" else _put(tx, acting, line, refs) for line in lines]
        queue_assignment_mails(tx, acting)
        return done


def _put(tx: Transaction, acting: Acting, line: ImportLine, refs: dict[str, str]) -> ImportLine:
    action = _renamed(line.action, refs)
    kept = tx.put(action) if line.kind == "new" else put_action(tx, action, acting.provenance)
    for risk in line.risks:
        raise_foreseen(tx, acting, kept, risk)
    return line._replace(action=kept)


def _changes_of(lines: Iterable[ImportLine]) -> list[tuple[Any, ...]]:
    return [(line.row, line.action.ref, line.changes, line.risks) for line in lines]


def _renamed(action: Action, refs: dict[str, str]) -> Action:
    depends_on = tuple(refs.get(ref, ref) for ref in action.depends_on)
    return action.model_copy(update={"ref": refs.get(action.ref, action.ref), "depends_on": depends_on})


def listed(reader: Reader, acting: Acting, table: ActionTable) -> ActionTable:
    """The table with what its lists say in cells of their own; what of them is no task is left out of it. A table that
    was read so already stays as it is."""
    table = with_ends_to_come(table, days_of_table(acting, table))
    return with_list_items(table, days_of_table(acting, table), people_of_table(reader, table, acting.actor))


def read_listed(acting: Acting, data: bytes, given: Mapping[str, str], sheet: str = "") -> ActionTable:
    """A file's table as `listed` has it; `given` says what columns and words mean, `sheet` which one of a workbook.
    Raises as `read_action_table`."""
    return listed(acting.store, acting, read_action_table(data, given, sheet))


def _reading(reader: Reader, acting: Acting, table: ActionTable, matter: str) -> "_Reading":
    return _Reading(reader, acting, listed(reader, acting, table), matter)


@dataclass
class _Reading:
    """One table on its way to actions."""

    reader: Reader
    acting: Acting
    table: ActionTable
    matter: str

    @cached_property
    def cells(self) -> RowCells:
        return RowCells(self.reader, self.acting, self.table)

    @cached_property
    def matcher(self) -> RowMatcher:
        return RowMatcher(self.reader, self.table, self.matter)

    @cached_property
    def dependencies(self) -> RowDependencies:
        return RowDependencies(self.matcher, self.cells.remarks)

    def lines(self) -> list[ImportLine]:
        self._refuse_twice()
        lines = [self._line(row) for row in self.table.rows]
        if not self.cells.remarks.errors:
            self._refuse_circle(lines)
        if self.cells.remarks.errors:
            first, rows = self.cells.remarks.first_errors(_MOST_ERRORS), tuple(sorted(self.cells.remarks.refused))
            raise Refused("import.rows", n=len(self.cells.remarks.errors), errors=first, rows=rows)
        return lines

    def _refuse_twice(self) -> None:
        first: dict[object, TaskRow] = {}
        for row in self.table.rows:
            ref, title, _ = self.matcher.targets[row.number]
            new = (self.matcher.matter_of(row), plain(self.matcher.task(row)), plain(title))
            key = ref if row_of(ref) is None else new
            if first.setdefault(key, row) != row:
                self.cells.remarks.cannot(row, "title", Refused("import.twice", row=first[key].called))

    def _line(self, row: TaskRow) -> ImportLine:
        ref = self.matcher.targets[row.number].ref
        before = self.matcher.there(ref)
        fields = self._fields(row, before)
        given = {name: value for name, value in fields.items() if value not in (None, "", ())}
        action = self._new(ref, given) if before is None else _brought_up_to_date(before, given)
        if before is not None and "collaborators" not in row.cells:
            action = _with_owner_from_collaborators(before, action)
        self._refuse_owner_who_collaborates(row, action)
        if before is not None:
            action = with_later_words(self.reader, row, before, action, self.cells.remarks)
        remarks = tuple(self.cells.remarks.findings.get(row.number, ()))
        if before is None or (before.due, before.answering) != (action.due, action.answering):
            remarks += tuple(absence_warnings(self.acting, action))
        if before is None:
            return ImportLine(row.number, "new", action, None, self._risks(row, action), remarks, row.sheet)
        if action == before:
            return ImportLine(row.number, "same", before, before, remarks=remarks, sheet=row.sheet)
        stamp = {"updated_at": self.acting.now, "updated_by": self.acting.actor, "via": self.acting.via}
        risks = () if before.risk == action.risk else self._risks(row, action)
        changed = action.model_copy(update=stamp)
        return ImportLine(row.number, "changed", changed, before, risks, remarks, row.sheet)

    def _risks(self, row: TaskRow, action: Action) -> tuple[NamedRisk, ...]:
        """Without those that the matter has already, and that a row before names."""
        found = [risk for risk in risks_of(row) if (action.matter, plain(risk.text)) not in self.known_risks]
        self.known_risks |= {(action.matter, plain(risk.text)) for risk in found}
        return tuple(found)

    @cached_property
    def known_risks(self) -> set[tuple[str | None, str]]:
        """Matter and text of each."""
        named = {self.matcher.matter_of(row) for row in self.table.rows}
        risks = [risk for matter in named if matter for risk in self.reader.find(Risk, matter=matter)]
        return {(risk.matter, plain(risk.text)) for risk in risks if risk.state != "withdrawn"}

    def _refuse_owner_who_collaborates(self, row: TaskRow, action: Action) -> None:
        """Also where the row says only one of the two."""
        helpers, name = {one.person for one in action.collaborators}, self.cells.name(action.owner)
        try:
            refuse_owner_who_collaborates(action.title, action.owner, helpers, name)
        except Refused as error:
            self.cells.remarks.cannot(row, "collaborators" if "collaborators" in row.cells else "owner", error)

    def _new(self, ref: str, given: Mapping[str, object]) -> Action:
        now = self.acting.now
        stamp = {"created_at": now, "updated_at": now, "updated_by": self.acting.actor, "via": self.acting.via}
        # where a cell could not be read no action is kept, but the rows after it are read too
        return Action.model_validate({"ref": ref, "title": "", "original_due": given.get("due"), **given, **stamp})

    def _fields(self, row: TaskRow, before: Action | None) -> RowFields:
        _, title, doubtful = self.matcher.targets[row.number]
        if doubtful:
            self.cells.remarks.cannot(row, "title", Refused("import.renamed", ref=doubtful.ref, title=doubtful.title))
        if not title and before is None:
            self.cells.remarks.cannot(row, "title", Refused("action.no_title"))
        if len([line for line in row.lines("title").splitlines() if _COUNTED_LINE.match(line)]) > 1:
            self.cells.remarks.tell(row, "import.several_in_title")
        if row.hidden:
            self.cells.remarks.tell(row, "import.hidden")
        if several := row.listed(SEVERAL_DO):
            self.cells.remarks.tell(row, "import.several_do", names=", ".join(several), first=several[0])
        people = self.cells.people_of(row, before)
        matter = self._matter_named(row, before)
        progress = self.cells.progress(row)
        start, due = self.cells.dates(row, before)
        self._tell_bare(row, without_progress=progress.status is None and progress.percent is None)
        if start and due and due < start:
            self.cells.remarks.tell(row, "import.ends_before", due=due.isoformat(), start=start.isoformat())
        depends_on = self.dependencies.of(row)
        kept = self.cells.remarks.kept.get(row.number, ())
        return {
            "title": one_line(title),
            "task": self.matcher.task(row),
            "owner": people.owner.ref if people.owner else None,
            "collaborators": people.collaborators,
            "planned_start": start,
            "due": due,
            "status": progress.status,
            "percent": progress.percent,
            "deliverable": row.text("deliverable"),
            "depends_on": depends_on,
            "matter": matter.ref if matter else None,
            "reason": row.lines("reason"),
            "checks": self._checks(row, before),
            "risk": row.lines("risk"),
            "note": "\n".join(filter(None, (row.lines("note"), progress.words, *kept))),
        }

    def _checks(self, row: TaskRow, before: Action | None) -> tuple[OwnCheck, ...]:
        """What the deliverable is checked by; a line that is there keeps what was found."""
        texts = stated_checks(row.lines("checks"))
        if before is None or not texts:
            return tuple(OwnCheck(text=one) for one in texts)
        try:
            return with_checks(self.reader, before, texts).checks
        except Refused as error:
            self.cells.remarks.cannot(row, "checks", error)
            return ()

    def _tell_bare(self, row: TaskRow, *, without_progress: bool) -> None:
        """Where others say who or when, a row that says neither, nor how far it is, may be a note; and one that others
        name as their larger task may be only that."""
        if row.cells.keys() & _ASSIGNING:
            return
        if plain(row.text("title")) in self._parents:
            self.cells.remarks.tell(row, "import.also_parent")
        elif without_progress and len(self._assigned_rows) >= _MOSTLY * len(self.table.rows):
            self.cells.remarks.tell(row, "import.bare")

    @cached_property
    def _parents(self) -> set[str]:
        return {plain(row.text("task")) for row in self.table.rows if row.text("task")}

    @cached_property
    def _assigned_rows(self) -> list[TaskRow]:
        return [row for row in self.table.rows if row.cells.keys() & _ASSIGNING]

    def _matter_named(self, row: TaskRow, before: Action | None) -> Matter | None:
        """Of two with one title the one that it belongs to already."""
        typed = row.text("matter")
        if self.matcher.own_matter is not None or not typed:
            return self.matcher.own_matter
        for matter in self.matcher.matters:
            if before and matter.ref == before.matter and matter.title == typed:
                return matter
        try:
            return self.matcher.matter_called(typed)
        except Unknown as error:
            if _LIKE_REF.fullmatch(typed):
                self.cells.remarks.cannot(row, "matter", error)
            elif not self.matcher.one_project:  # a team calls other things so, too: what they are part of
                self.cells.remarks.tell(row, "import.no_matter", value=typed)
            return None

    def _refuse_circle(self, lines: Iterable[ImportLine]) -> None:
        actions = {line.action.ref: line.action for line in lines}

        def edges(ref: str) -> tuple[str, ...]:
            return actions[ref].depends_on if ref in actions else self.reader.get(Action, ref).depends_on

        def called(ref: str) -> str:
            return actions[ref].title if ref in actions else ref

        for row, (ref, action) in zip(self.table.rows, actions.items(), strict=True):
            if way := cycle(ref, action.depends_on, edges):
                error = Refused("action.cycle", ref=action.title, way=" → ".join(map(called, way)))
                self.cells.remarks.cannot(row, "depends_on", error)
                return


def _brought_up_to_date(before: Action, given: Mapping[str, object]) -> Action:
    """A first due date is the original one; a later one counts as a slip. Blanks alone are no change."""
    given = {name: value for name, value in given.items() if not _reads_the_same(value, getattr(before, name))}
    due = given.get("due")
    if isinstance(due, date):
        later = before.due is not None and due > before.due
        given |= {"original_due": before.original_due or due, "slips": before.slips + later}
    if "owner" in given:
        given["accepted_at"] = None  # it is not his word any more
    return before.model_copy(update=given)


def _with_owner_from_collaborators(before: Action, action: Action) -> Action:
    """The action that goes over to one of its collaborators: he owns it then, and helps nobody any more."""
    helpers = tuple(one for one in action.collaborators if one.person != action.owner)
    goes_over = action.owner != before.owner and len(helpers) < len(action.collaborators)
    return action.model_copy(update={"collaborators": helpers}) if goes_over else action


def _reads_the_same(one: Any, other: Any) -> bool:
    return isinstance(one, str) and isinstance(other, str) and one.split() == other.split()
