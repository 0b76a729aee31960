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

from collabtui.screens.matter_sheet import Sheet, belonging, facts, sheet_of
from collabtui.screens.page import Page
from collabtui.store.views.matters import matters
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

Row = dict[str, Any]
MUTED, LATE = "$foreground-muted", "$text-error"
STEPS = (
    "request", "kick-off", "breakdown", "tracking", "risk", "change", "acceptance", "retrospective", "archive",
)  # fmt: skip
"""As `domain.matter` has them, which a list need not wait for."""


class Matters(Page):
    CSS_PATH = "matters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "key.new_matter", id="matters.new"),
        Binding("a", "actions", "key.own_actions", id="matters.actions"),
        Binding("N", "new_action", "key.new_action_here", id="matters.new_action"),
        Binding("escape", "back", "key.back", show=False, id="matters.back"),
    ]
    page = "matters"

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

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        return [self._line(self._matters[ref], width) for ref in refs]

    def _line(self, row: Row, width: int) -> Content:
        step = STEPS.index(row["step"]) + 1
        late = f"▲{row['overdue']}" if row["overdue"] else ""
        cells: list[tuple[Content | str, int]] = [
            (said(row["ref"], MUTED), 10),
            (said(row["title"]), 0),
            (said(f"{step}/9 {self.words('step.' + row['step'])}"), 12),
            (said(self.words("people.load", n=row["open"]) if row["open"] else "", MUTED), 10),
            (said(late, LATE), 4),
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

    @on(Rows.Chosen, "#matter-things")
    def _thing_chosen(self, event: Rows.Chosen) -> None:
        ref = self._things[event.key][0]
        page = {"A": "actions", "M": "meetings"}.get(ref[:1])
        if page:
            self.post_message(self.Go(page, ref))

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_actions(self) -> None:
        if self.rows.key:
            self.post_message(self.Go("actions", f"matter:{self.rows.key}"))

    @work
    async def action_new(self) -> None:
        from collabtui.screens.matter_form import matter_form

        self._wanted = await matter_form(self) or ""
        self.refresh_now()

    @work
    async def action_new_action(self) -> None:
        from collabtui.screens.action_form import new_action_form

        if self.rows.key:
            await new_action_form(self, self.rows.key)
