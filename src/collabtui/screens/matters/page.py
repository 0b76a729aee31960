"""Matters: what several meetings and actions belong to, where each stands, and what hangs on it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from collabtui.domain.place import Place, step_part
from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.actions.looks.charts_page import Charts
from collabtui.screens.actions.looks.time_line_page import TimeLine
from collabtui.screens.frame.key_prefix import run_follower
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.matters.matter_data import read_matter, with_all_lacks
from collabtui.screens.matters.matter_form import matter_form
from collabtui.screens.matters.matter_list import CLOSED, all_columns, list_keys, list_lines, usual_columns
from collabtui.screens.matters.matter_pane import MatterPane
from collabtui.screens.matters.matter_reports import MatterReports
from collabtui.screens.matters.matter_templates import new_from_template
from collabtui.screens.matters.noted_readings import NotedReadings
from collabtui.screens.matters.sections.matter_steps import StepCommands
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.screens.matters.sections.section_list import SECTIONS
from collabtui.screens.matters.sections.send_unsent import send_unsent
from collabtui.store.queries.matters import matters
from collabtui.widgets.columns import ColumnLayout
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import MatterRow

NEW: "Mapping[str, Callable[[PagePort], Awaitable[str]]]" = {"empty": matter_form, "template": new_from_template}
"""Ways to begin a matter; each gives its ref, empty where none was begun."""
KEYS = tuple(binding for section in SECTIONS for binding in section.keys)
"""What is offered on some lines only stands before what is always there."""

MATTER_KEYS: list[BindingType] = [
    Binding("n", "new('empty')", "key.new_matter", id="matters.new"),
    Binding("e", "edit", "key.edit", id="matters.edit"),
    Binding("right_square_bracket", "step(1)", "key.step_on", key_display="]", id="matters.on"),
    Binding("left_square_bracket", "step(-1)", "key.step_back", show=False, id="matters.step_back"),
    Binding("d", "command('done')", "key.done", id="matters.done"),
    *(binding for binding in KEYS if binding.action.startswith("command")),
    Binding("a", "actions", "key.own_actions", id="matters.actions"),
    Binding("m", "more", "key.more", id="matters.more"),
    *(binding for binding in KEYS if not binding.action.startswith("command")),
    Binding("s", "send", "key.send", id="matters.send"),
    Binding("l", "look('time_line')", "key.time_line", id="matters.time_line"),
    Binding("c", "look('charts')", "key.charts", id="matters.charts"),
    Binding("m+w", "report", "key.report", key_display="m w", show=False, id="matters.report"),
    Binding("m+y", "copy_for_group", "key.copy_for_group", key_display="m y", show=False, id="matters.copy_for_group"),
    Binding("m+n", "new('template')", "key.new_from_template", key_display="m n", show=False, id="matters.from"),
    Binding("right", "tab(1)", "key.next_tab", id="matters.next_tab"),
    Binding("left", "tab(-1)", "key.previous_tab", show=False, id="matters.previous_tab"),
    Binding("escape", "back", "key.back", show=False, id="matters.back"),
]


ARCHIVE = "archive"
"""As a part of a matter that is gone to: asks where its archive is written."""


class Matters(TwoPanePage):
    CSS_PATH = "matters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = MATTER_KEYS
    page = "matters"
    panes = Panes("#matters", "#matter")
    of_the_list = "matters.new"
    of_a_line = "edit step command actions add look send report copy_for_group tab"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._matters: dict[str, MatterRow] = {}
        self._data: MatterData | None = None
        """The matter under the cursor, once it is read."""
        self._readings = NotedReadings()
        self._wanted_thing = ""
        """The key of the line beside the list on which the cursor is still to be put."""

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="matters", classes="card -opened", empty=self.words("matters.nothing"))
            yield MatterPane(self.words)

    def on_mount(self) -> None:
        self.rows.window.heads_of = lambda width: self._columns(width).heads(self.words)
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#matters", Rows)

    @property
    def pane(self) -> MatterPane:
        return self.query_one(MatterPane)

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        rows = await self.session.query(partial(matters, today=self.session.today))
        self._matters = {row["ref"]: row for row in rows}
        self.rows.show(list_keys(self._matters), self._draw, skip={CLOSED})
        self.rows.border_title = self.words("matters.count", n=len(self._matters))
        if self.wanted:
            self._point()
        self._load_matter()

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        return list_lines(self._matters, self.words, self._columns(width), refs)

    def _columns(self, width: int) -> ColumnLayout:
        """All there are where the list has the whole page."""
        return (all_columns if self.is_zoomed else usual_columns)(width, self.words)

    def _point(self) -> None:
        if self.rows.point_at(self.wanted):
            self.set_class(True, "-detail")
        self.wanted = ""
        self.signal_ready()

    @on(Rows.Moved, "#matters")
    @work(exclusive=True, group="matter")
    async def _load_matter(self) -> None:
        self._data, self.ref = None, self.rows.key or ""
        self._data = await self._read_matter()
        self.pane.show(self._data)
        await self._readings.note(self.session, self._data)
        if self._wanted_thing == ARCHIVE or (self._wanted_thing and self.pane.point_at(self._wanted_thing)):
            if self._wanted_thing == ARCHIVE:
                self.action_add(ARCHIVE)
            self._wanted_thing = ""
        self.refresh_bindings()

    async def _read_matter(self) -> MatterData | None:
        """The matter under the cursor."""
        ref, now = self.rows.key, self.session.now
        if ref is None:
            return None
        return await with_all_lacks(
            self.session, await self.session.query(lambda reader: read_matter(reader, ref, now))
        )

    def point_at(self, place: Place) -> None:
        """A matter, or what belongs to it."""
        self.wanted, self._wanted_thing = place.ref, place.part
        self.refresh_now()

    @on(Rows.Chosen, "#matters")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.pane.point_at_step(self._data)
        self.pane.rows.focus()

    @on(Rows.Moved, "#matter-things")
    def _thing_moved(self) -> None:
        self.refresh_bindings()  # other sections have other keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a command that only some sections have on the lines of these alone."""
        if self.is_composed and action == "command" and parameters != ("done",):
            return parameters[0] in self.pane.line_commands(self)
        return super().check_action(action, parameters)

    @on(Rows.Chosen, "#matter-things")
    def _thing_chosen(self) -> None:
        self._run_on_line("open")

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_actions(self) -> None:
        if self.rows.key:
            self.go(*Place.actions("matter", self.rows.key))

    @work
    async def action_new(self, begun_as: str) -> None:
        self.wanted = await NEW[begun_as](self)
        self.refresh_now()

    @work
    async def action_edit(self) -> None:
        """Edit what is under the cursor, where that can be described anew; else the matter."""
        if "edit" in self.pane.line_commands(self):
            self._run_on_line("edit")
        elif data := self._data or await self._read_matter():
            await matter_form(self, data.row)
            self.refresh_now()

    @work
    async def action_send(self) -> None:
        """Send what is under the cursor, where that can be sent; else what of the matter is not sent yet."""
        if "send" in self.pane.line_commands(self):
            self._run_on_line("send")
        elif data := self._data or await self._read_matter():
            await send_unsent(self, data)
            self.refresh_now()

    def action_command(self, name: str) -> None:
        if name in self.pane.line_commands(self):
            self._run_on_line(name)
        else:
            self.tell("matters.done_of_what")

    @work
    async def _run_on_line(self, name: str) -> None:
        thing, command = self.pane.thing, self.pane.line_commands(self).get(name)
        if thing and command:  # of what is shown, also while it is read again
            await command(thing.key)
            self.refresh_now()

    @work
    async def action_add(self, name: str) -> None:
        if data := self._data or await self._read_matter():
            commands = (section.commands(self, data).in_matter for section in SECTIONS)
            await next(each[name] for each in commands if name in each)()
            self.refresh_now()

    def action_tab(self, step: int) -> None:
        self.pane.turn(step)

    @work
    async def action_more(self) -> None:
        """All that can be added to a matter, a letter each behind this key."""
        await run_follower(self)

    @work
    async def action_step(self, way: int) -> None:
        if data := self._data or await self._read_matter():
            step, thing = await StepCommands(self, data).move(way), self.pane.thing
            if step and thing and thing.key == step_part(data.row["step"]):
                self._wanted_thing = step_part(step)

    @work
    async def action_report(self) -> None:
        """Report this matter, or all of them, to people or to a group."""
        if data := self._data or await self._read_matter():
            await MatterReports(self, data.ref).choose(self.app.copy_to_clipboard)

    @work
    async def action_copy_for_group(self) -> None:
        """Put how it stands into the clipboard, as it is pasted into a group."""
        if data := self._data or await self._read_matter():
            await MatterReports(self, data.ref).copy(self.app.copy_to_clipboard)

    @work
    async def action_look(self, name: str) -> None:
        """Look at the actions of this matter, over the weeks or as charts."""
        if data := self._data or await self._read_matter():
            how = Arrangement(line=f"matter:{data.ref}")
            milestones = _on_time_line(data)
            self.app.push_screen(
                TimeLine(self.services, how, None, milestones) if name == "time_line" else Charts(self.services, how)
            )


def _on_time_line(data: MatterData) -> list[tuple[date, str]]:
    """Milestones with their days; what is reached has its tick."""
    milestones = data.row["milestones"]
    return [(date.fromisoformat(one["day"]), one["text"] + (" ✓" if one["reached"] else "")) for one in milestones]
