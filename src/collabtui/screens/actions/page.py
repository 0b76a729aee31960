"""Actions: all of them, as the filter has them; one key a command, on the row under the cursor or all marked ones."""

import asyncio
from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from collabtui.domain.place import Place
from collabtui.domain.refs import ACTION, is_ref
from collabtui.screens.actions.action_detail import ActionDetail
from collabtui.screens.actions.action_lines import copied
from collabtui.screens.actions.action_listing import ActionList, ActionListing
from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.actions.saved_list_palette import SavedLists
from collabtui.screens.dialogs.filter_input import FilterBar
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.store.queries.actions import action_id
from collabtui.widgets.sections import SectionRows

REST = 0.04
"""Seconds: a key that is held, or pressed again and again, paints the list and nothing beside it."""

ACTION_KEYS: list[BindingType] = [
    Binding("slash", "filter", "key.filter", key_display="/", id="actions.filter"),
    Binding("d", "command('done')", "key.done", id="actions.done"),
    Binding("t", "command('postpone')", "key.postpone", id="actions.postpone"),
    Binding("s", "command('nudge')", "key.nudge", id="actions.nudge"),
    Binding("e", "command('edit')", "key.edit", id="actions.edit"),
    Binding("n", "new", "key.new_action", id="actions.new"),
    Binding("space", "mark('row')", "key.mark", id="actions.mark"),
    Binding("w", "arrange('group')", "key.group", id="actions.group"),
    Binding("v", "views", "key.views", id="actions.views"),
    Binding("p", "command('percent')", "key.percent", id="actions.percent"),
    Binding("b", "command('blocked')", "key.blocked", id="actions.blocked"),
    Binding("x", "command('cancel')", "key.cancel_action", id="actions.cancel"),
    Binding("o", "arrange('order')", "key.order", id="actions.order"),
    Binding("i", "command('note')", "key.note", id="actions.note"),
    Binding("f", "open_view('dependencies')", "key.dependencies", id="actions.dependencies"),
    Binding("l", "open_view('time_line')", "key.time_line", id="actions.time_line"),
    Binding("h", "command('checks')", "key.checks", id="actions.checks"),
    Binding("c", "open_view('charts')", "key.charts", id="actions.charts"),
    Binding("r", "import", "key.import", id="actions.import"),
    Binding("a", "mark('all')", "key.mark_all", show=False, id="actions.mark_all"),
    Binding("m", "mark('stretch')", "key.mark_to", show=False, id="actions.mark_to"),
    Binding("z", "arrange('fold')", "key.fold_all", show=False, id="actions.fold_all"),
    Binding("y", "copy", "key.copy", show=False, id="actions.copy"),
    Binding("escape", "back", "key.back", show=False, id="actions.back"),
]


class Actions(LoadingPage, TwoPanePage):
    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = ACTION_KEYS
    COMMANDS: ClassVar[Any] = {SavedLists}
    page = "actions"
    panes = Panes("#actions", "#action-detail")
    of_the_list = "actions.filter actions.new actions.mark actions.group actions.views actions.order actions.import"
    of_a_line = "done postpone nudge edit row all percent blocked cancel note checks dependencies"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.listing = ActionListing(self.session, self.words, self.services.drafts, lambda: self.is_zoomed)

    def content(self) -> ComposeResult:
        yield FilterBar(self.words, self.listing.how.line)
        with Horizontal():
            yield ActionList(self.listing, id="actions", classes="card -opened")
            yield ActionDetail(self.session, self.words)

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> ActionList:
        return self.query_one("#actions", ActionList)

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    def refresh_rows(self) -> None:
        """Draw what is visible at once, and which rows there are as soon as the query is done."""
        self.rows.draw_again()
        super().refresh_rows()

    async def look_again(self) -> None:
        result = await self.rows.load()
        self.bar.show(result.around, result.problem)
        if self.wanted:
            self._point(self.wanted)
        self._load_detail()

    @on(SectionRows.Moved, "#actions")
    def _moved(self) -> None:
        self._load_detail()

    @on(SectionRows.Folded, "#actions")
    def _fold(self, event: SectionRows.Folded) -> None:
        self.listing.fold(event.name, folded=event.folded)
        self.refresh_now()

    @work(exclusive=True, group="detail")
    async def _load_detail(self) -> None:
        """Show the action on which the cursor comes to rest."""
        await asyncio.sleep(REST)
        await self.query_one(ActionDetail).load(None if self.rows.heading else self.rows.key, self.listing.asked)

    def point_at(self, place: Place) -> None:
        """Put the cursor on the action with this ref; anything else is a filter to list by."""
        is_action = is_ref(place.ref, ACTION)
        self.wanted = place.ref if is_action else ""
        if not is_action:
            self.filter_by(place.ref)
        self.refresh_now()

    def filter_by(self, line: str) -> None:
        self.list_as(replace(self.listing.how, line=line))

    def list_as(self, how: Arrangement) -> None:
        self.listing.arrange(how)
        self.bar.put(how.line)
        self.set_class(False, "-detail")
        self.rows.focus()
        self.refresh_now()

    def _point(self, ref: str) -> None:
        """Put the cursor there. Where a fold hides it, all open; where the filter does, everything is listed."""
        identity = action_id(self.session.reader, ref)
        if self.rows.point_at(identity):
            self._open_detail()
        elif identity in self.rows.all_keys():
            self.listing.unfold()
            self.refresh_now()
            return
        elif self.listing.how.line != "all":
            self.filter_by("all")
            return
        self.wanted = ""
        self.signal_ready()

    def action_filter(self) -> None:
        self.bar.open()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.listing.search(event.line)
        self.refresh_now()

    @on(FilterBar.Left)
    def _filter_left(self) -> None:
        self.rows.focus()

    @on(SectionRows.Chosen, "#actions")
    def _open_detail(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#action-history").focus()

    def action_back(self) -> None:
        """Leave the detail; then take the marks away; then the filter."""
        if self.has_class("-detail") and not self.bar.is_typed_in:
            self.set_class(False, "-detail")
            self.rows.focus()
        elif self.bar.is_typed_in or not self.rows.clear_marks():
            self.filter_by("")

    def action_mark(self, what: str) -> None:
        """The `row`, `all` rows, or a `stretch`: from the row that was marked last to the cursor."""
        {"row": self.rows.action_mark, "all": self.rows.action_mark_all, "stretch": self.rows.action_mark_to}[what]()

    def action_arrange(self, how: str) -> None:
        """`fold` all, the next `order`, or the next `group`: of the list, which is brought back where it is hidden."""
        {"fold": self.listing.fold_all, "order": self.listing.next_order, "group": self.listing.next_group}[how]()
        if self.shows_one_pane and self.has_class("-detail"):
            self.action_back()
        self.refresh_now()

    @work
    async def action_command(self, name: str, ref: str = "") -> None:
        """On the action with this ref, whatever is marked; without one on what is, or on the line under the cursor."""
        from collabtui.screens.actions.commands_on_actions import ActionCommands

        rows = await (self.rows.read_one(ref) if ref else self.rows.read_selection())
        if not rows and self.rows.heading:
            self.tell("actions.on_heading")
        if rows and await ActionCommands(self).run(name, rows) and not ref:
            self.rows.clear_marks()

    @work
    async def action_new(self) -> None:
        from collabtui.screens.actions.action_form import new_action_form

        await self.rows.show_new(self, await new_action_form(self))

    @work
    async def action_import(self) -> None:
        from collabtui.screens.actions.import_preview import TableImport

        await TableImport(self).run()

    @work
    async def action_views(self) -> None:
        from collabtui.screens.actions.saved_list_commands import SavedListCommands

        if how := await SavedListCommands(self).choose(self.listing.how):
            self.list_as(how)

    @on(SavedLists.Chosen)
    def _view_chosen(self, event: SavedLists.Chosen) -> None:
        self.list_as(event.how)

    @work
    async def action_open_view(self, name: str) -> None:
        from collabtui.screens.actions.looks.look_pages import page_of

        rows, key = await self.rows.read_selection(), self.rows.key
        ref, number = rows[0]["ref"] if rows else "", key if isinstance(key, int) else None
        if (view := page_of(name, self.services, self.listing.how, ref, number)) is not None:
            self.app.push_screen(view)

    @work
    async def action_copy(self) -> None:
        if rows := await self.rows.read_selection():
            self.app.copy_to_clipboard("\n".join(map(copied, rows)))
        self.tell("screen.copied" if rows else "actions.on_heading", seconds=3, n=len(rows))

    @on(ActionDetail.MailWanted)
    def _mail_wanted(self, event: ActionDetail.MailWanted) -> None:
        self.go("inbox", event.ref)
