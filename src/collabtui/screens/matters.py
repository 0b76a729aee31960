"""Matters: what several meetings and actions belong to, where each stands, and what hangs on it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.matter import STEPS
from collabtui.domain.reply import Update
from collabtui.lifecycle.actions import update_action
from collabtui.lifecycle.matters import move_to_step
from collabtui.lifecycle.risks import close_risk, settle_question
from collabtui.screens.action_charts import Charts
from collabtui.screens.action_filter import Arrangement
from collabtui.screens.action_form import action_form, new_action_form
from collabtui.screens.action_time_line import TimeLine
from collabtui.screens.matter_form import contact_form, matter_form
from collabtui.screens.matter_sheet import LATE, MUTED, Sheet, belonging, facts, sheet_of
from collabtui.screens.page import Page
from collabtui.screens.risk_form import risk_form
from collabtui.store.views.matters import matters
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

Row = dict[str, Any]


class Matters(Page):
    CSS_PATH = "matters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "key.new_matter", id="matters.new"),
        Binding("e", "edit", "key.edit", id="matters.edit"),
        Binding("right_square_bracket,greater_than_sign", "step(1)", "key.step_on", key_display="]", id="matters.on"),
        Binding("left_square_bracket,less_than_sign", "step(-1)", "key.step_back", show=False, id="matters.step_back"),
        Binding("d", "done", "key.done", id="matters.done"),
        Binding("a", "actions", "key.own_actions", id="matters.actions"),
        Binding("N", "new_action", "key.new_action_here", id="matters.new_action"),
        Binding("R", "new_risk", "key.new_risk", id="matters.new_risk"),
        Binding("p", "contact", "key.contact", id="matters.contact"),
        Binding("l", "look('time_line')", "key.time_line", id="matters.time_line"),
        Binding("c", "look('charts')", "key.charts", id="matters.charts"),
        Binding("escape", "back", "key.back", show=False, id="matters.back"),
    ]
    page = "matters"
    of_a_line = "edit step done actions new_action new_risk contact look"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._matters: dict[str, Row] = {}
        self._sheet: Sheet | None = None
        self._things: list[tuple[str, Content]] = []
        self._wanted = self._wanted_thing = ""

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="matters", classes="card", empty=self.words("matters.nothing"))
            with Vertical(id="matter", classes="card"):
                yield Static(id="matter-facts")
                yield Rows(id="matter-things", empty=self.words("matters.no_things"))

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#matters", Rows)

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        today = self.services.today
        self._matters = {
            row["ref"]: row for row in await self.services.look(lambda reader: matters(reader, today=today))
        }
        self.rows.show(list(self._matters), self._draw)
        self.rows.border_title = self.words("matters.count", n=len(self._matters))
        if self._wanted:
            self._point()
        self._load_matter()

    def _point(self) -> None:
        if self.rows.point_at(self._wanted):
            self.set_class(True, "-detail")
        self._wanted = ""
        self.tell_ready()

    @property
    def is_pointing(self) -> bool:
        return bool(self._wanted)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        return [self._line(self._matters[ref], width) for ref in refs]

    def _line(self, row: Row, width: int) -> Content:
        step = STEPS.index(row["step"]) + 1
        late = f"▲{row['overdue']}" if row["overdue"] else ""
        cells: list[tuple[Content | str, int]] = [
            (said(row["ref"], MUTED), 10),
            (said(row["title"]), 0),
            (said(f"{step}/9 {self.words('step.' + row['step'])}"), 12),
            (said(self.words("people.load", n=row["open"]) if row["open"] else "", MUTED), 8),
            (said(late, LATE), 3),
        ]
        if width >= 90:
            wanted = self.words.short_day(date.fromisoformat(row["wanted"])) if row["wanted"] else ""
            cells.append((said(wanted, MUTED), 8))
        return line(width, *cells)

    @on(Rows.Moved, "#matters")
    def _moved(self) -> None:
        self._load_matter()

    @work(exclusive=True, group="matter")
    async def _load_matter(self) -> None:
        ref, today = self.rows.key, self.services.today
        self._sheet = None
        if ref is not None:
            self._sheet = await self.services.look(lambda reader: sheet_of(reader, ref, today))
        sheet = self._sheet
        self.query_one("#matter-facts", Static).update(Content("\n").join(facts(sheet, self.services)) if sheet else "")
        self._things = list(belonging(sheet, self.services)) if sheet else []
        headings = {place for place, (key, _) in enumerate(self._things) if not key}
        things = self.query_one("#matter-things", Rows)
        things.show(range(len(self._things)), self._draw_things, skip=headings)
        place = next((place for place, (key, _) in enumerate(self._things) if key == self._wanted_thing), None)
        if self._wanted_thing and things.point_at(place):
            things.focus()
            self._wanted_thing = ""

    def _draw_things(self, places: Sequence[int], width: int) -> list[Content]:
        return [self._things[place][1].truncate(width, ellipsis=True) for place in places]

    def point_at(self, ref: str) -> None:
        """A matter, or `X-2026-001/R3`: what belongs to it."""
        self._wanted, _, self._wanted_thing = ref.partition("/")
        self.refresh_now()

    @on(Rows.Chosen, "#matters")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#matter-things").focus()

    @property
    def _thing(self) -> str:
        """The ref of what the cursor stands on in the sheet; empty in the list of matters."""
        things = self.query_one("#matter-things", Rows)
        return self._things[things.key][0] if things.has_focus and things.key is not None else ""

    @on(Rows.Chosen, "#matter-things")
    @work
    async def _thing_chosen(self, event: Rows.Chosen) -> None:
        ref = self._things[event.key][0]
        if ref.startswith("R"):
            await self._edit_risk(ref)
        elif page := {"A": "actions", "M": "meetings"}.get(ref[:1]):
            self.post_message(self.Go(page, ref))
        elif meeting := self._meeting_of(ref):
            self.post_message(self.Go("meetings", f"{meeting}/{ref}"))

    def _meeting_of(self, ref: str) -> str:
        said = (*self._sheet.decisions, *self._sheet.questions) if self._sheet else ()
        return next((row["meeting"] for row in said if row["ref"] == ref), "")

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_actions(self) -> None:
        if self.rows.key:
            self.post_message(self.Go("actions", f"matter:{self.rows.key}"))

    @work
    async def action_new(self) -> None:
        self._wanted = await matter_form(self) or ""
        self.refresh_now()

    @work
    async def action_edit(self) -> None:
        """The matter; or the action or the risk under the cursor."""
        thing = self._thing
        if thing.startswith("R"):
            await self._edit_risk(thing)
        elif thing.startswith("A"):
            await action_form(self, thing)
        elif self._sheet:
            await matter_form(self, self._sheet.row)
        self.refresh_now()

    async def _edit_risk(self, ref: str) -> None:
        if self._sheet:
            await risk_form(self, self._sheet.row["ref"], next(row for row in self._sheet.risks if row["ref"] == ref))
            self.refresh_now()

    @work
    async def action_step(self, way: int) -> None:
        if self._sheet is None:
            return
        ref, at = self._sheet.row["ref"], STEPS.index(self._sheet.row["step"]) + way
        if 0 <= at < len(STEPS):
            name = self.words(f"step.{STEPS[at]}")
            await self.do(lambda desk: move_to_step(desk, ref, STEPS[at]), "matters.at_step", ref=ref, step=name)

    @work
    async def action_done(self) -> None:
        """The action is done, the risk over, the question settled."""
        ref = self._thing
        if ref.startswith("A"):
            await self.do(
                lambda desk: update_action(desk, ref, Update(ref=ref, status="done", percent=100)),
                "matters.done",
                ref=ref,
            )
        elif ref.startswith("R"):
            await self.do(lambda desk: close_risk(desk, ref), "matters.closed", ref=ref)
        elif ref.startswith("Q"):
            await self.do(lambda desk: settle_question(desk, ref), "matters.settled", ref=ref)
        else:
            self.notify(self.words("matters.done_of_what"), timeout=4, markup=False)

    @work
    async def action_new_action(self) -> None:
        if self.rows.key:
            await new_action_form(self, self.rows.key)

    @work
    async def action_new_risk(self) -> None:
        if self.rows.key:
            await risk_form(self, self.rows.key)
            self.refresh_now()

    @work
    async def action_contact(self) -> None:
        if self._sheet:
            await contact_form(self, self._sheet.row)
            self.refresh_now()

    def action_look(self, name: str) -> None:
        """At the actions of this matter, over the weeks or as charts."""
        if self.rows.key:
            how = Arrangement(line=f"matter:{self.rows.key}")
            self.app.push_screen(
                TimeLine(self.services, how, None) if name == "time_line" else Charts(self.services, how)
            )
