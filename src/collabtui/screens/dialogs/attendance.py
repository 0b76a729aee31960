"""The attendance pane: one key a person."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.meetings.meeting import Attendance as Here
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.quorum import missing_departments
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle.live import run
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.columns import ListColumn, as_wide_as
from collabtui.widgets.line import GAP, as_content, fitting, line, shares
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.session.services import Services

NEXT: dict[Here, Here] = {"unknown": "present", "present": "late", "late": "absent", "absent": "present"}
MARKS: dict[Here, tuple[str, str]] = {
    "unknown": ("·", "$foreground-muted"), "present": ("✓", "$text-success"), "late": ("~", "$text-warning"),
    "absent": ("✗", "$text-error"),
}  # fmt: skip

NAME, STATE, DEPARTMENT = 14, 14, ListColumn("department", 12, 26)
"""Columns: a name has its own before anything else has any."""


class Attendance(Dialog[None]):
    """Enter goes on from one state to the next; each change is saved at once."""

    DEFAULT_CSS = """
    Attendance #attendance { height: auto; max-height: 16; }
    Attendance #attendance-missing { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "key.turn", id="attendance.turn"),
        Binding("p", "set('present')", "key.present", id="attendance.present"),
        Binding("P", "rest", "key.present_rest", id="attendance.rest"),
        Binding("l", "set('late')", "key.late", id="attendance.late"),
        Binding("a", "set('absent')", "key.absent", id="attendance.absent"),
        Binding("escape,f2", "dismiss", "key.back", id="attendance.back"),
    ]

    def __init__(self, services: "Services", meeting: Meeting, people: Mapping[str, Person]) -> None:
        super().__init__(services)
        self.meeting = meeting
        self.people = people

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -small"):
            yield Static(id="attendance-title")
            yield Rows(id="attendance")
            yield Static(id="attendance-missing")
            yield Static(id="attendance-keys")

    def say(self) -> None:
        self.query_one("#attendance-title", Static).update(as_content(self.words("attendance.title"), "bold"))
        self.query_one("#attendance-keys", Static).update(
            as_content(self.words("attendance.help"), "$foreground-muted")
        )
        self._show()

    def _show(self) -> None:
        refs = [one.person for one in self.meeting.participants]
        self.query_one(Rows).show(refs, self._draw)
        missing = missing_departments(self.meeting, self.people)
        note = self.words("live.departments_missing", departments=list(missing)) if missing else ""
        self.show_text("#attendance-missing", as_content(note, "$text-warning"))

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        lines = []
        department = as_wide_as(DEPARTMENT, [one.department for one in self.people.values()])
        sizes = ((STATE, STATE), (department.least, department.most))
        beside = range(fitting(width - 1 - GAP, NAME, *sizes))
        *_, for_department = shares(width - 1 - GAP, NAME, *sizes)
        for one in filter(None, map(self.meeting.participant, refs)):
            mark, style = MARKS[one.attendance]
            person = self.people[one.person]
            cells = [
                (as_content(self._state(one), style), STATE),
                (as_content(person.department, "$foreground-muted"), for_department),
            ]
            shown = (cells[at] for at in reversed(beside))  # the department stands first, and goes first
            lines.append(line(width, (as_content(mark, style), 1), (as_content(person.name), 0), *shown))
        return lines

    def _state(self, one: Participant) -> str:
        if one.arrived_at is None and one.attendance == "unknown":
            return self.words(f"partstat.{one.partstat}")  # what he answered to the invitation
        if one.arrived_at is None:
            return self.words(f"attendance.{one.attendance}")
        return self.words("attendance.late_at", at=f"{one.arrived_at.astimezone(self.session.zone):%H:%M}")

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        one = self.meeting.participant(self.query_one(Rows).key or "")
        if one:
            self._attend(one.person, NEXT[one.attendance])

    def action_set(self, attendance: Here) -> None:
        """And on to the next person."""
        rows = self.query_one(Rows)
        if rows.key:
            self._attend(rows.key, attendance)
            rows.action_move(1)

    def action_rest(self) -> None:
        """In one key what is true of most meetings."""
        self._save(lambda acting: run.attend_rest(acting, self.meeting.ref))

    def _attend(self, person: str, attendance: Here) -> None:
        self._save(lambda acting: run.attend(acting, self.meeting.ref, person, attendance))

    @work
    async def _save(self, command: "Callable[[Acting], Meeting]") -> None:
        try:
            self.meeting = await self.session.run_command(command)
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", markup=False)
        self._show()
