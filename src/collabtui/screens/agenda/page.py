"""The agenda before the meeting: slots with their times, people with their answers, what is left over, invitations; the
keys that stretch and move a slot (`action_stretch`). Which keys stand at the bottom: `widgets.key_bar`."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from collabtui.domain.meetings.agenda import AgendaRow, moved, stretched
from collabtui.domain.meetings.meeting import Slot
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings import carry_over, edit_agenda_lines, plan
from collabtui.screens.agenda import agenda_rows as lines
from collabtui.screens.agenda.agenda_box import AgendaBox
from collabtui.screens.agenda.agenda_commands import (
    booked_with,
    change_people,
    enter_line,
    start_meeting,
    take_exceptions,
)
from collabtui.screens.agenda.agenda_data import AgendaData, read_sheet, recurs
from collabtui.screens.agenda.agenda_explained import as_typed, known_in, material_at, meaning
from collabtui.screens.agenda.left_over_rows import show_left_over
from collabtui.screens.agenda.participant_rows import show_people
from collabtui.screens.agenda.roles import Roles, with_next_answer, with_next_role, without
from collabtui.screens.dialogs.send_invitations import call_off, send_invitations
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.meetings.meeting_page import MeetingPage
from collabtui.widgets.rows import Rows

STEP = 5
"""Minutes that one key adds or takes."""
OF_PARTS = {"stretch": "slots", "shift": "slots", "split": "slots", "role": "participants", "discuss": "carried"}
"""Where the cursor has to be for them."""
AGENDA_KEYS: list[BindingType] = [
    Binding("a", "add", "key.add_line", id="agenda.add"),
    Binding("plus,equals_sign", f"stretch({STEP})", "key.stretch", key_display="+/-", id="agenda.longer"),
    Binding("minus", f"stretch({-STEP})", "key.shorter", show=False, system=True, id="agenda.shorter"),
    Binding("J", "shift(1)", "key.shift", key_display="J/K", id="agenda.down"),
    Binding("K", "shift(-1)", "key.shift_up", show=False, system=True, id="agenda.up"),
    Binding("i", "ask('invitations')", "key.invite", id="agenda.invite"),
    Binding("s", "start", "key.start", id="agenda.start"),
    Binding("space", "tick_off", "key.tick", id="agenda.tick"),
    Binding("x", "remove", "key.remove", id="agenda.remove"),
    Binding("v", "split", "key.split", id="agenda.split"),
    Binding("e", "edit", "key.edit", show=False, id="agenda.edit"),
    Binding("m", "add('material')", "key.material", show=False, id="agenda.material"),
    Binding("p", "add('people')", "key.add_people", show=False, id="agenda.people"),
    Binding("t", "discuss", "key.discuss", id="agenda.discuss"),
    Binding("b", "ask('exceptions')", "key.exceptions", show=False, id="agenda.exceptions"),
    Binding("r", "role", "key.role", id="agenda.role"),
    Binding("E", "edit_text('meeting')", "key.edit_all", show=False, id="agenda.text"),
    Binding("S", "edit_text('series')", "key.edit_series", show=False, id="agenda.series"),
    Binding("c", "cancel", "key.call_off", show=False, id="agenda.cancel"),
    Binding("o", "votes", "key.votes", show=False, id="agenda.votes"),
]


class Agenda(MeetingPage, TwoPanePage):
    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = AGENDA_KEYS
    name_of_page = "agenda"
    panes = Panes("#agenda-left", "#agenda-right", beside_from=0)
    sheet: AgendaData | None = None
    _below: AgendaRow | None = None
    _point: AgendaRow | None = None
    """Where the next line that is typed goes; and the cursor, as soon as it is there."""

    def content(self) -> ComposeResult:
        yield Static(id="agenda-head")
        with Horizontal(id="agenda-body"):
            with Vertical(id="agenda-left"):
                yield Rows(id="slots", classes="card", empty=self.words("agenda.no_slots"))
                yield Static(id="agenda-findings")
                session, words, draft = self.session, self.words, f"agenda-line-{self.ref}"
                yield AgendaBox(
                    words, self.services.drafts, draft, lambda line: meaning(line, self.sheet, session, words)
                )
            with Vertical(id="agenda-right"):
                yield Rows(id="participants", classes="card -folding", empty=self.words("agenda.no_people"))
                yield Rows(id="carried", classes="card -folding")

    def read(self, acting: Acting) -> AgendaData:
        return read_sheet(acting, self.ref)

    @property
    def slots(self) -> Rows:
        return self.query_one("#slots", Rows)

    @property
    def box(self) -> AgendaBox:
        return self.query_one(AgendaBox)

    def stays(self) -> bool:
        return self.box.typing  # what is typed on would go into the notes of the meeting

    def show(self, sheet: AgendaData) -> None:
        self.sheet = sheet
        self.box.known = known_in(sheet)
        width = max(20, self.size.width - 2)
        self.query_one("#agenda-head", Static).update(lines.head(sheet, self.session, self.words, width), layout=False)
        lines.show_slots(self.slots, sheet, self.session, self.words)
        if self._point is not None and self.slots.point_at(self._point):
            self._point = None
        self._show_bar()
        show_people(self.query_one("#participants", Rows), sheet, self.session, self.words)
        show_left_over(self.query_one("#carried", Rows), sheet, self.session, self.words)

    @on(Rows.Moved, "#slots")
    @on(Rows.Resized)
    def _show_bar(self) -> None:
        if self.sheet:
            below = lines.below(self.sheet, self._number, self.words, max(10, self.slots.size.width))
            self.query_one("#agenda-findings", Static).update(below)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in OF_PARTS and self.focused and self.focused.id != OF_PARTS[action]:
            return False
        if action == "edit_text" and parameters == ("series",):
            return recurs(self.sheet)
        return super().check_action(action, parameters)

    @property
    def _row(self) -> AgendaRow | None:
        """What the cursor stands on, of the agenda itself."""
        return self.slots.key if isinstance(self.slots.key, AgendaRow) else None

    @property
    def _number(self) -> int | None:
        """Of the slot under the cursor, or of the one whose material it is."""
        row = self._row
        return row.number if row and row.kind in ("slot", "slot-material") else None

    def _slot_number(self) -> int | None:
        """For keys: where there is none, that is said."""
        if self._number is None:
            self.tell("agenda.no_length_here")
        return self._number

    @work
    async def _shape(self, command: Callable[[Acting], object], done: str = "") -> None:
        await self.do(command, done)

    def _change(self, change: Callable[[tuple[Slot, ...]], Sequence[Slot]]) -> None:
        self._shape(lambda acting: plan.change_slots(acting, self.ref, change))

    def action_stretch(self, minutes: int) -> None:
        if (number := self._slot_number()) is not None:
            self._change(lambda slots: stretched(slots, number, minutes, STEP if minutes < 0 else 1))

    def action_shift(self, step: int) -> None:
        number = self._slot_number()
        # the cursor at once: the next key means it, too
        if number is not None and self.slots.point_at(AgendaRow("slot", number + step)):
            self._point = AgendaRow("slot", number + step)
            self._change(lambda slots: moved(slots, number, step))

    def action_split(self) -> None:
        if (number := self._slot_number()) is not None:
            self._shape(lambda acting: edit_agenda_lines.split_slot(acting, self.ref, number))

    def action_remove(self) -> None:
        """The line, or the person, that the cursor stands on."""
        people, row = self.query_one("#participants", Rows), self._row
        if people.has_focus and people.key:
            self._change_people(without(people.key), "agenda.removed")
        elif self.slots.has_focus and row and row.kind == "carried" and self.sheet:
            self._toggle(self.sheet.questions_before[row.number].ref)
        elif self.slots.has_focus and row:
            self._shape(lambda acting: edit_agenda_lines.remove_line(acting, self.ref, row), "agenda.removed")

    def action_tick_off(self) -> None:
        """Toggle what the cursor is on: a carried-over question, a person's answer, or arrived material."""
        carried, people, row = self.query_one("#carried", Rows), self.query_one("#participants", Rows), self._row
        if carried.has_focus and carried.key:
            self._toggle(carried.key)
        elif people.has_focus and people.key:
            answered = with_next_answer(people.key, self.session.now)
            self._shape(lambda acting: plan.change_participants(acting, self.ref, answered))
        elif row and self.sheet and (name := material_at(self.sheet.meeting, row)):
            self._shape(lambda acting: edit_agenda_lines.mark_material(acting, self.ref, name))
        else:
            self.tell("agenda.nothing_to_tick")

    @on(Rows.Chosen, "#participants")
    def _person_chosen(self, event: Rows.Chosen) -> None:
        self.go("people", event.key)

    @on(Rows.Chosen, "#carried")
    def _ticked(self, event: Rows.Chosen) -> None:
        self._toggle(event.key)

    def _toggle(self, what: str) -> None:
        self._shape(lambda acting: carry_over.toggle(acting, self.ref, what))

    def action_discuss(self) -> None:
        carried = self.query_one("#carried", Rows)
        if carried.has_focus and (what := carried.key):
            self._shape(lambda acting: edit_agenda_lines.discuss(acting, self.ref, what))

    def action_role(self) -> None:
        if person := self.query_one("#participants", Rows).key:
            self._change_people(with_next_role(person))

    @work
    async def _change_people(self, change: Roles, done: str = "") -> None:
        await change_people(self, self.ref, change, done, recurs=recurs(self.sheet))

    def action_add(self, what: str = "line") -> None:
        self._below = self._row
        self.box.open({"material": f"{self.words('agenda.material_word')}: ", "people": "+ "}.get(what, ""))

    @on(Rows.Chosen, "#slots")
    def action_edit(self) -> None:
        row = self._row
        if self.sheet and row and row.kind != "carried" and self.slots.has_focus:
            self.box.open(as_typed(self.sheet.meeting, row, self.words.locale), row)

    @on(AgendaBox.Typed)
    @work(exclusive=True, group="bookings")
    async def _warn(self, event: AgendaBox.Typed) -> None:
        self.box.warn(event.text, await booked_with(self, self.ref, event.line))

    @on(AgendaBox.Entered)
    def _entered(self, event: AgendaBox.Entered) -> None:
        below = self._below
        if event.line.slot is not None and event.changes is None and below and below.kind in ("slot", "slot-material"):
            self._below = self._point = AgendaRow("slot", below.number + 1)
        self._take(event, below)

    @work
    async def _take(self, event: AgendaBox.Entered, below: AgendaRow | None) -> None:
        await enter_line(self, self.box, self.ref, event, below, recurs=recurs(self.sheet))
        self.refresh_if_changed()

    @on(AgendaBox.Left)
    def _back_to_slots(self) -> None:
        self.slots.focus()
        self.catch_up()

    @work
    async def action_edit_text(self, of: str) -> None:
        from collabtui.screens.meetings.agenda_as_text import edit_agenda, edit_series

        await {"meeting": edit_agenda, "series": edit_series}[of](self, self.ref)

    @work
    async def action_ask(self, of: str) -> None:
        await {"invitations": send_invitations, "exceptions": take_exceptions}[of](self, self.ref)

    @work
    async def action_cancel(self) -> None:
        await call_off(self, self.ref, recurs=recurs(self.sheet))

    @work
    async def action_start(self) -> None:
        if self.sheet:
            await start_meeting(self, self.sheet.meeting)
