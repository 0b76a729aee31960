"""The agenda before the meeting: slots with their times, people with their answers, invitations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.action import Action
from collabtui.domain.agenda import agenda_findings
from collabtui.domain.meeting import Meeting, Slot
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle import invite, plan, run
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.minutes import minutes_of
from collabtui.screens import agenda_lines as lines
from collabtui.screens.confirm import Confirm
from collabtui.screens.inviting import call_off, send_invitations
from collabtui.screens.meeting_page import MeetingPage
from collabtui.screens.planning import add_people, edit_agenda
from collabtui.screens.roles import Roles, with_next_role, without
from collabtui.screens.slot_form import slot_form
from collabtui.widgets.line import said
from collabtui.widgets.rows import Rows

STEP = 5
"""Minutes that one key adds or takes."""
EARLY = timedelta(hours=1)
"""Before its time a meeting is started only after a question."""
Change = Callable[[list[Slot]], None]


@dataclass(frozen=True)
class Sheet:
    meeting: Meeting
    people: dict[str, Person]
    findings: tuple[Finding, ...]
    update_owed: bool
    carried: tuple[Action, ...]


class Agenda(MeetingPage):
    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", f"stretch({STEP})", "key.stretch", key_display="+/-", id="agenda.longer"),
        Binding("minus", f"stretch({-STEP})", "key.shorter", show=False, id="agenda.shorter"),
        Binding("J", "shift(1)", "key.shift", key_display="J/K", id="agenda.down"),
        Binding("K", "shift(-1)", "key.shift_up", show=False, id="agenda.up"),
        Binding("a", "add", "key.add_slot", id="agenda.add"),
        Binding("i", "invite", "key.invite", id="agenda.invite"),
        Binding("s", "start", "key.start", id="agenda.start"),
        Binding("e", "edit", "key.edit", show=False, id="agenda.edit"),
        Binding("x", "remove", "key.remove", show=False, id="agenda.remove"),
        Binding("p", "people", "key.add_people", show=False, id="agenda.people"),
        Binding("r", "role", "key.role", show=False, id="agenda.role"),
        Binding("E", "edit_all", "key.edit_all", show=False, id="agenda.text"),
        Binding("c", "cancel", "key.call_off", show=False, id="agenda.cancel"),
    ]
    name_of_page = "agenda"
    sheet: Sheet | None = None

    def content(self) -> ComposeResult:
        yield Static(id="agenda-head")
        with Horizontal(id="agenda-body"):
            with Vertical(id="agenda-left"):
                yield Rows(id="slots", classes="card", empty=self.words("agenda.no_slots"))
                yield Static(id="agenda-findings")
            with Vertical(id="agenda-right"):
                yield Rows(id="participants", classes="card", empty=self.words("agenda.no_people"))
                yield Rows(id="carried", classes="card", empty=self.words("agenda.nothing_carried"))

    def read(self, desk: Desk) -> Sheet:
        meeting = desk.store.get(Meeting, self.ref)
        minutes = minutes_of(desk.store, meeting)
        return Sheet(
            meeting,
            minutes.people,
            agenda_findings(meeting, desk.config.meeting.max_minutes),
            invite.update_owed(meeting),
            minutes.carried,
        )

    def show(self, sheet: Sheet) -> None:
        self.sheet, meeting = sheet, sheet.meeting
        services, head = self.services, self.query_one("#agenda-head", Static)
        head.update(
            lines.head(meeting, services, max(20, self.size.width - 2), update_owed=sheet.update_owed), layout=False
        )
        slots = self.query_one("#slots", Rows)
        slots.border_title, slots.border_subtitle = self.words("agenda.slots"), lines.total(meeting, self.words)
        keys, below = lines.slot_keys(meeting)
        slots.show(
            keys, lambda some, width: [lines.slot_line(meeting, key, services, width) for key in some], skip=below
        )
        findings = [said(f"▲ {self.words(one.key, **one.values)}", "$text-warning") for one in sheet.findings]
        self.query_one("#agenda-findings", Static).update(Content("\n").join(findings))
        participants = self.query_one("#participants", Rows)
        participants.border_title = self.words("agenda.people")
        there = {one.person: one for one in meeting.participants}
        participants.show(
            list(there),
            lambda some, width: [lines.person_line(there[ref], sheet.people[ref], self.words, width) for ref in some],
        )
        self._show_carried(sheet)

    def _show_carried(self, sheet: Sheet) -> None:
        carried = self.query_one("#carried", Rows)
        carried.display = bool(sheet.carried)
        carried.border_title = self.words("agenda.carried", n=len(sheet.carried))
        carried.show(
            sheet.carried,
            lambda some, width: [
                lines.carried_line(one, sheet.people.get(one.owner or ""), self.services, width) for one in some
            ],
        )

    @work
    async def _change(self, change: Change, done: str = "") -> None:
        def changed(slots: tuple[Slot, ...]) -> list[Slot]:
            new = list(slots)
            change(new)
            return new

        await self.do(lambda desk: plan.change_slots(desk, self.ref, changed), done)

    @property
    def _number(self) -> int | None:
        """Of the slot under the cursor."""
        key = self.query_one("#slots", Rows).key
        return key if isinstance(key, int) else None

    def action_stretch(self, minutes: int) -> None:
        number = self._number
        if number is None:
            return

        def stretch(slots: list[Slot]) -> None:
            longer = max(STEP if minutes < 0 else 1, slots[number].minutes + minutes)
            slots[number] = slots[number].model_copy(update={"minutes": longer})

        self._change(stretch)

    def action_shift(self, step: int) -> None:
        number, rows = self._number, self.query_one("#slots", Rows)
        if number is None or number + step not in rows.keys:
            return

        def shift(slots: list[Slot]) -> None:
            slots.insert(number + step, slots.pop(number))

        rows.cursor = number + step  # at once: the next key means the slot that moves
        self._change(shift)

    def action_remove(self) -> None:
        """The slot, or the person, that the cursor stands on."""
        people, number = self.query_one("#participants", Rows), self._number
        if people.has_focus and people.key:
            self._change_people(without(people.key), "agenda.removed")
        elif number is not None:

            def remove(slots: list[Slot]) -> None:
                del slots[number]

            self._change(remove, "agenda.removed")

    def action_role(self) -> None:
        people = self.query_one("#participants", Rows)
        if people.key:
            self._change_people(with_next_role(people.key))

    @work
    async def _change_people(self, change: Roles, done: str = "") -> None:
        await self.do(lambda desk: plan.change_participants(desk, self.ref, change), done)

    @work
    async def action_add(self) -> None:
        after = -1 if self._number is None else self._number
        if await slot_form(self, self.ref, None, lambda slots, slot: slots.insert(after + 1, slot)):
            self.query_one("#slots", Rows).cursor = after + 1

    @on(Rows.Chosen, "#slots")
    def action_edit(self) -> None:
        self._edit()

    @work
    async def _edit(self) -> None:
        number, sheet = self._number, self.sheet
        if sheet and number is not None:

            def put(slots: list[Slot], slot: Slot) -> None:
                slots[number] = slot

            await slot_form(self, self.ref, sheet.meeting.slots[number], put)

    @work
    async def action_edit_all(self) -> None:
        await edit_agenda(self, self.ref)

    @work
    async def action_people(self) -> None:
        await add_people(self, self.ref)

    @work
    async def action_invite(self) -> None:
        await send_invitations(self, self.ref)

    @work
    async def action_cancel(self) -> None:
        await call_off(self, self.ref)

    @work
    async def action_start(self) -> None:
        if self.sheet is None:
            return
        early = self.sheet.meeting.start - self.services.now > EARLY
        question = self.words("agenda.start_early", title=self.sheet.meeting.title)
        if early and not await self.app.push_screen_wait(Confirm(self.services, question, "key.start")):
            return
        await self.do(lambda desk: run.start(desk, self.ref))
