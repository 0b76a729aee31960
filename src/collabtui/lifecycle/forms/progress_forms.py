"""The forms on progress: how each action stands, and what did not go as planned."""

from datetime import date, datetime

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import mail_of, not_undone
from collabtui.formats.documents.document import Cell, Document, PercentCell
from collabtui.language.exception_parts import exception_parts
from collabtui.lifecycle.forms.form_data import Case

_Exception = tuple[tuple[datetime, int], tuple[Cell, ...]]
"""By what it is put in order, and its row."""


def tracking(case: Case) -> Document:
    columns = "subtask status actual_finish percent updated_by updated_at exception"
    rows = (
        (
            f"{action.ref} {action.title}",
            case.words(f"status.{action.status}"),
            finished_on(case, action),
            PercentCell(action.percent),
            action.updated_by,
            case.moment(action.updated_at),
            _exception(case, action),
        )
        for action in case.actions
    )
    return case.document("tracking", case.table(columns, rows))


def exceptions(case: Case) -> Document:
    """Out of the trail: each time that something got blocked, and each date that slipped."""
    columns = "what raised_when raised_by impact whys way_out answer resolved_when"
    found = [row for action in case.all_actions for row in _exceptions_of(case, action)]
    return case.document("exceptions", case.table(columns, (row for _, row in sorted(found, key=lambda one: one[0]))))


def finished_on(case: Case, action: Action) -> date | None:
    """The day on which it was done, as the trail says."""
    if action.status != "done":
        return None
    changes = case.reader.changes(action.ref)  # the newest first
    last = next((one.at for one in changes if one.field == "status" and one.new == "done"), action.updated_at)
    return case.day(last)


def _exception(case: Case, action: Action) -> str:
    """What keeps it from going as planned: late, blocked, slipped, and why."""
    exceptions = []
    if action.due and action.overdue(case.today):
        exceptions.append(case.words("form.late", n=(case.today - action.due).days))
    if action.due and action.original_due and action.due > action.original_due:
        exceptions.append(case.words("form.slipped", day=str(action.original_due)))
    return "\n".join(filter(None, (*exceptions, action.reason)))


def _exceptions_of(case: Case, action: Action) -> list[_Exception]:
    trail = case.reader.changes(action.ref)[::-1]
    reasons = {one.batch: str(one.new) for one in trail if one.field == "reason" and one.new}
    stands = not_undone({one.batch: one.via for one in trail})
    found: list[_Exception] = []
    for place, change in enumerate(trail):
        if change.batch not in stands:
            continue
        if change.field == "status" and change.new == "blocked":
            key, (over, answer) = "form.blocked", _freed(trail[place + 1 :])
        elif _slips(change):
            key, over, answer = "form.late_for", change.at, case.words("form.moved", old=change.old, new=change.new)
        else:
            continue
        what = case.words(key, what=f"{action.ref} {action.title}")
        parts = exception_parts(reasons.get(change.batch, ""))
        what += case.words("form.colon") + parts.reason if parts.reason else ""
        impact = "\n".join(filter(None, (parts.impact, _held_up(case, action))))
        raised = (what, case.moment(change.at), _raised_by(case, change), impact)
        needed = case.words("form.needed", what=parts.need) if parts.need else ""
        way_out = "\n".join(filter(None, (parts.way_out, needed)))
        found.append(((change.at, change.id), (*raised, "", way_out, answer, case.moment(over))))
    return _with_whys(case, action, found)


def _with_whys(case: Case, action: Action, found: list[_Exception]) -> list[_Exception]:
    """The chain of whys beside the last of its exceptions; in a row of its own where nobody has called it one."""
    if not action.whys:
        return found
    chain = "\n".join(f"{number}. {text}" for number, text in enumerate(action.whys, 1))
    if not found:
        own = (f"{action.ref} {action.title}", "", "", _held_up(case, action), chain, "", "", "")
        return [((action.created_at, 0), own)]
    *others, (when, row) = found
    return [*others, (when, (*row[:4], chain, *row[5:]))]


def _raised_by(case: Case, change: TrailEntry) -> str:
    """Who wrote the mail that it came by, also where the facilitator had to say yes to it; else who entered it."""
    mail = mail_of(change.via)
    writer = case.name(case.reader.get(Incoming, mail).person) if mail else ""
    return writer or change.actor


def _freed(later: list[TrailEntry]) -> tuple[datetime | None, str]:
    """When it was blocked no longer, and what was said of it until then."""
    over = next((one for one in later if one.field == "status" and one.new != "blocked"), None)
    notes = [one for one in later if one.field == "note" and one.new and (over is None or one.batch <= over.batch)]
    return over.at if over else None, remark_in(str(notes[-1].new)) if notes else ""


def _slips(change: TrailEntry) -> bool:
    return change.field == "due" and bool(change.old) and bool(change.new) and str(change.new) > str(change.old)


def _held_up(case: Case, action: Action) -> str:
    """What waits for it."""
    return "\n".join(f"{one.ref} {one.title}" for one in case.all_actions if action.ref in one.depends_on and one.open)
