"""The form on progress: how each action stands."""

from datetime import date

from collabtui.domain.action import Action
from collabtui.formats.documents.document import Document, PercentCell
from collabtui.lifecycle.assignments.exception_of import exception_of
from collabtui.lifecycle.forms.form_data import Case


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


def finished_on(case: Case, action: Action) -> date | None:
    """The day on which it was done, as the trail says."""
    if action.status != "done":
        return None
    changes = case.reader.changes(action.ref)  # the newest first
    last = next((one.at for one in changes if one.field == "status" and one.new == "done"), action.updated_at)
    return case.day(last)


def _exception(case: Case, action: Action) -> str:
    """What keeps it from going as planned: late, blocked, slipped, and why; and what its people need."""
    exceptions = []
    if action.due and action.overdue(case.today):
        exceptions.append(case.words("form.late", n=(case.today - action.due).days))
    if action.due and action.original_due and action.due > action.original_due:
        exceptions.append(case.words("form.slipped", day=str(action.original_due)))
    needed = exception_of(action).need
    asked = case.words("form.needed", what=needed) if needed and needed not in action.reason else ""
    return "\n".join(filter(None, (*exceptions, action.reason, asked)))
