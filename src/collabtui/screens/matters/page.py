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

from collabtui.domain.matters.matter import STEPS, Step
from collabtui.domain.matters.steps import lacking
from collabtui.domain.place import Place
from collabtui.lifecycle.matters.edit_matters import move_to_step
from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.actions.looks.charts_page import Charts
from collabtui.screens.actions.looks.time_line_page import TimeLine
from collabtui.screens.frame.page import Page
from collabtui.screens.matters.matter_data import Thing, belonging, facts, sheet_of
from collabtui.screens.matters.matter_form import matter_form
from collabtui.screens.matters.sections.section_kind import LATE, MUTED, MatterData
from collabtui.screens.matters.sections.section_list import ADDING, KINDS
from collabtui.store.queries.matters import matters
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

Row = dict[str, Any]
KEYS = tuple(binding for kind in KINDS for binding in kind.keys)
"""What is offered on some lines only stands before what is always there."""


class Matters(Page):
    CSS_PATH = "matters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "key.new_matter", id="matters.new"),
        Binding("e", "edit", "key.edit", id="matters.edit"),
        Binding("right_square_bracket,greater_than_sign", "step(1)", "key.step_on", key_display="]", id="matters.on"),
        Binding("left_square_bracket,less_than_sign", "step(-1)", "key.step_back", show=False, id="matters.step_back"),
        Binding("d", "deed('done')", "key.done", id="matters.done"),
        *(binding for binding in KEYS if binding.action.startswith("deed")),
        Binding("a", "actions", "key.own_actions", id="matters.actions"),
        *(binding for binding in KEYS if not binding.action.startswith("deed")),
        Binding("s", "send", "key.send", id="matters.send"),
        Binding("l", "look('time_line')", "key.time_line", id="matters.time_line"),
        Binding("c", "look('charts')", "key.charts", id="matters.charts"),
        Binding("escape", "back", "key.back", show=False, id="matters.back"),
    ]
    page = "matters"
    of_a_line = "edit step deed actions add look send"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._matters: dict[str, Row] = {}
        self._sheet: MatterData | None = None
        self._things: dict[str, Thing] = {}
        """By the key of its row, which is its own; headings are counted."""
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

    @property
    def things(self) -> Rows:
        return self.query_one("#matter-things", Rows)

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
        self.signal_ready()

    @property
    def is_pointing(self) -> bool:
        return bool(self._wanted)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        return [self._line(self._matters[ref], width) for ref in refs]

    def _line(self, row: Row, width: int) -> Content:
        step = STEPS.index(row["step"]) + 1
        late = f"▲{row['overdue']}" if row["overdue"] else ""
        cells: list[tuple[Content | str, int]] = [
            (as_content(row["ref"], MUTED), 10),
            (as_content(row["title"]), 0),
            (as_content(f"{step}/9 {self.words('step.' + row['step'])}"), 12),
            (as_content(self.words("people.load", n=row["open"]) if row["open"] else "", MUTED), 8),
            (as_content(late, LATE), 3),
        ]
        if width >= 90:
            wanted = self.words.short_day(date.fromisoformat(row["wanted"])) if row["wanted"] else ""
            cells.append((as_content(wanted, MUTED), 8))
        return line(width, *cells)

    @on(Rows.Moved, "#matters")
    def _moved(self) -> None:
        self._load_matter()

    @work(exclusive=True, group="matter")
    async def _load_matter(self) -> None:
        self._sheet = None
        self._sheet = sheet = await self._read_sheet()
        self.query_one("#matter-facts", Static).update(Content("\n").join(facts(sheet, self.services)) if sheet else "")
        lines = enumerate(belonging(sheet, self.services) if sheet else ())
        self._things = {thing.key or f"#{place}": thing for place, thing in lines}
        headings = {key for key, thing in self._things.items() if not thing.key}
        self.things.show(list(self._things), self._draw_things, skip=headings)
        if self._wanted_thing and self.things.point_at(self._wanted_thing):
            self.things.focus()
            self._wanted_thing = ""
        self.refresh_bindings()

    async def _read_sheet(self) -> MatterData | None:
        ref, today = self.rows.key, self.services.today
        return await self.services.look(lambda reader: sheet_of(reader, ref, today)) if ref is not None else None

    def _draw_things(self, keys: Sequence[str], width: int) -> list[Content]:
        return [self._things[key].shown.truncate(width, ellipsis=True) for key in keys]

    def point_at(self, place: Place) -> None:
        """A matter, or what belongs to it."""
        self._wanted, self._wanted_thing = place.ref, place.part
        self.refresh_now()

    @on(Rows.Chosen, "#matters")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.things.focus()

    @property
    def _thing(self) -> Thing | None:
        """What the cursor stands on in the sheet; None in the list of matters."""
        return self._things.get(self.things.key) if self.things.has_focus else None

    @on(Rows.Moved, "#matter-things")
    def _thing_moved(self) -> None:
        self.refresh_bindings()  # other kinds have other keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What only some kinds can have done to them is offered on their lines."""
        if self._composed and action == "deed" and parameters != ("done",):
            return bool((thing := self._thing) and parameters[0] in thing.kind.deeds)
        return super().check_action(action, parameters)

    @on(Rows.Chosen, "#matter-things")
    def _thing_chosen(self) -> None:
        self._do_to_thing("open")

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_actions(self) -> None:
        if self.rows.key:
            self.post_message(self.Go(*Place.actions("matter", self.rows.key)))

    @work
    async def action_new(self) -> None:
        self._wanted = await matter_form(self) or ""
        self.refresh_now()

    @work
    async def action_edit(self) -> None:
        """What is under the cursor, where that can be described anew; else the matter."""
        if (thing := self._thing) and "edit" in thing.kind.deeds:
            self._do_to_thing("edit")
        elif sheet := self._sheet or await self._read_sheet():
            await matter_form(self, sheet.row)
            self.refresh_now()

    def action_send(self) -> None:
        """What is under the cursor, where that can be sent; else the request to the departments."""
        if (thing := self._thing) and "send" in thing.kind.deeds:
            self._do_to_thing("send")
        else:
            self.action_add("request")

    def action_deed(self, name: str) -> None:
        if (thing := self._thing) and name in thing.kind.deeds:
            self._do_to_thing(name)
        else:
            self.notify(self.words("matters.done_of_what"), timeout=4, markup=False)

    @work
    async def _do_to_thing(self, name: str) -> None:
        thing, sheet = self._thing, self._sheet
        if thing and sheet and (deed := thing.kind.deeds.get(name)):
            await deed(self, sheet, thing.key)
            self.refresh_now()

    @work
    async def action_add(self, name: str) -> None:
        if sheet := self._sheet or await self._read_sheet():
            await ADDING[name](self, sheet)
            self.refresh_now()

    @work
    async def action_step(self, way: int) -> None:
        """On, with a word on what is left behind unfinished; or back."""
        sheet = self._sheet or await self._read_sheet()
        if sheet is None:
            return
        left: Step = sheet.row["step"]
        at = STEPS.index(left) + way
        if not 0 <= at < len(STEPS):
            return
        now = self.words(f"step.{STEPS[at]}")
        moved = await self.do(lambda acting: move_to_step(acting, sheet.ref, STEPS[at]))
        if not moved:
            return
        if way > 0 and (lacks := lacking(sheet.standing, left)):
            step = self.words(f"step.{left}")
            notice = self.words("steps.on_lacking", ref=sheet.ref, now=now, step=step, lacks=lacks)
            self.notify(notice, severity="warning", timeout=8, markup=False)
        else:
            self.notify(self.words("matters.at_step", ref=sheet.ref, step=now), timeout=3, markup=False)

    @work
    async def action_look(self, name: str) -> None:
        """At the actions of this matter, over the weeks or as charts."""
        if sheet := self._sheet or await self._read_sheet():
            how = Arrangement(line=f"matter:{sheet.ref}")
            milestones = [(date.fromisoformat(row["day"]), str(row["text"])) for row in sheet.row["milestones"]]
            self.app.push_screen(
                TimeLine(self.services, how, None, milestones) if name == "time_line" else Charts(self.services, how)
            )
