"""Who is here: one key a person."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from collabtui.domain.meeting import Attendance as Here
from collabtui.domain.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle import run
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.services import Services

NEXT: dict[Here, Here] = {"unknown": "present", "present": "late", "late": "absent", "absent": "present"}
MARKS: dict[Here, tuple[str, str]] = {
    "unknown": ("·", "$foreground-muted"), "present": ("✓", "$text-success"), "late": ("~", "$text-warning"),
    "absent": ("✗", "$text-error"),
}  # fmt: skip


class Attendance(ModalScreen[None]):
    """Enter goes on from one state to the next; each change is a deed at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "key.turn", id="attendance.turn"),
        Binding("escape,f2", "dismiss", "key.back", id="attendance.back"),
    ]

    def __init__(self, services: "Services", meeting: Meeting, people: Mapping[str, Person]) -> None:
        super().__init__()
        self.services = services
        self.meeting = meeting
        self.people = people

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -small"):
            yield Static(said(self.services.words("attendance.title"), "bold"))
            yield Rows(id="attendance")
            yield Static(said(self.services.words("attendance.keys"), "$foreground-muted"), id="attendance-keys")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        refs = [one.person for one in self.meeting.participants]
        self.query_one(Rows).show(refs, self._draw)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        lines = []
        for one in filter(None, map(self.meeting.participant, refs)):
            mark, style = MARKS[one.attendance]
            person = self.people[one.person]
            lines.append(
                line(
                    width,
                    (said(mark, style), 1),
                    (said(person.name), 0),
                    (said(person.department, "$foreground-muted"), 12),
                    (said(self.services.words(f"attendance.{one.attendance}"), style), 10),
                )
            )
        return lines

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_turn()

    @work
    async def action_turn(self) -> None:
        person = self.query_one(Rows).key
        one = self.meeting.participant(person) if person else None
        if one is None:
            return
        try:
            self.meeting = await self.services.do(
                lambda desk: run.attend(desk, self.meeting.ref, one.person, NEXT[one.attendance])
            )
        except CollabError as error:
            self.notify(self.services.words(error.key, **error.values), severity="error", markup=False)
        self._show()
