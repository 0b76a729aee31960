"""Actions: all of them, as the filter has them; one key a deed, on the row under the cursor or on all marked ones."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from collabtui.domain.place import Place
from collabtui.domain.refs import ACTION, is_ref
from collabtui.screens.actions.action_detail import ActionDetail, sheet_of
from collabtui.screens.actions.action_query import Arrangement, QueryResult, around, query_actions
from collabtui.screens.actions.action_row_parts import group_names, heading_line
from collabtui.screens.actions.action_rows import copied, list_line
from collabtui.screens.actions.saved_list_keys import Views
from collabtui.screens.dialogs.filter_input import FilterBar
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.store.queries.actions import action_id, actions_by_id
from collabtui.widgets.sections import Heading, SectionRows

Row = dict[str, Any]
REST = 0.04
"""Seconds: a key that is held, or pressed again and again, paints the list and nothing beside it."""


class Actions(LoadingPage):
    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "key.filter", key_display="/", id="actions.filter"),
        Binding("d", "deed('done')", "key.done", id="actions.done"),
        Binding("t", "deed('postpone')", "key.postpone", id="actions.postpone"),
        Binding("s", "deed('nudge')", "key.nudge", id="actions.nudge"),
        Binding("e", "deed('edit')", "key.edit", id="actions.edit"),
        Binding("space", "mark", "key.mark", id="actions.mark"),
        Binding("w", "group", "key.group", id="actions.group"),
        Binding("v", "views", "key.views", id="actions.views"),
        Binding("p", "deed('percent')", "key.percent", id="actions.percent"),
        Binding("b", "deed('blocked')", "key.blocked", id="actions.blocked"),
        Binding("n", "deed('new')", "key.new_action", id="actions.new"),
        Binding("x", "deed('cancel')", "key.cancel_action", id="actions.cancel"),
        Binding("o", "order", "key.order", id="actions.order"),
        Binding("i", "deed('note')", "key.note", id="actions.note"),
        Binding("f", "open_view('dependencies')", "key.dependencies", id="actions.dependencies"),
        Binding("l", "open_view('time_line')", "key.time_line", id="actions.time_line"),
        Binding("c", "open_view('charts')", "key.charts", id="actions.charts"),
        Binding("a", "mark_all", "key.mark_all", show=False, id="actions.mark_all"),
        Binding("m", "mark_to", "key.mark_to", show=False, id="actions.mark_to"),
        Binding("z", "fold_all", "key.fold_all", show=False, id="actions.fold_all"),
        Binding("y", "copy", "key.copy", show=False, id="actions.copy"),
        Binding("escape", "back", "key.back", show=False, id="actions.back"),
    ]
    COMMANDS: ClassVar[Any] = {Views}
    page = "actions"
    of_a_line = "done postpone nudge edit mark mark_all percent blocked cancel note dependencies"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        drafts = self.services.drafts
        self.how = Arrangement.of("", drafts.get("actions.order"), drafts.get("actions.group"))
        self._folded: set[str] = set()
        self._found: QueryResult | None = None
        self._wanted_ref = ""
        """Mails of the last nudge, while it is the last thing that was done here."""

    def content(self) -> ComposeResult:
        yield FilterBar(self.services, self.how.line)
        with Horizontal():
            yield SectionRows(id="actions", classes="card", empty=self.words("actions.none"))
            yield ActionDetail(self.services, id="action-detail", classes="card")

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> SectionRows:
        return self.query_one("#actions", SectionRows)

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    def refresh_rows(self) -> None:
        """What is visible at once; which rows there are as soon as the store has said."""
        self.rows.draw_again()
        super().refresh_rows()

    async def look_again(self) -> None:
        how, folded, today, locale = self.how, frozenset(self._folded), self.services.today, self.words.locale
        result = await self.services.look(
            lambda reader: query_actions(reader, how, folded, around(reader, today, locale))
        )
        self._show(result)
        self._load_detail()

    def _show(self, result: QueryResult) -> None:
        self._found = result
        self.bar.show(result.around, result.problem)
        rows = self.rows
        rows.empty = self.words("actions.none_such" if self.how.line else "actions.none")
        rows.show(result.keys, self._draw)
        self._say_counts()
        if self._wanted_ref:
            self._point(self._wanted_ref)

    def _say_counts(self) -> None:
        rows, count = self.rows, self._found.count if self._found else 0
        title = self.words("actions.found" if self.how.line else "actions.open", n=count)
        if rows.count_marked:
            title += " · " + self.words("actions.marked", n=rows.count_marked)
        rows.border_title = title
        grouped = [self.words(f"actions.group.{self.how.group}")] if self.how.group else []
        rows.border_subtitle = " · ".join([*grouped, self.words(f"actions.order.{self.how.order}")])

    def _draw(self, keys: Sequence[Any], width: int) -> list[Content]:
        today, words, result = self.services.today, self.words, self._found
        group = result.group if result else None
        ids = [key for key in keys if not isinstance(key, Heading)]
        rows = iter(actions_by_id(self.services.reader, ids, today=today))
        asked = result.asked if result else {}
        names = group_names(group, result.around) if result and len(ids) < len(keys) else {}
        return [
            heading_line(key, group, names, words, today)
            if isinstance(key, Heading)
            else list_line(row := next(rows), asked.get(row["ref"]), width, words, today)
            for key in keys
        ]

    @on(SectionRows.Moved, "#actions")
    def _moved(self) -> None:
        self._load_detail()

    @on(SectionRows.Marked, "#actions")
    def _marked(self) -> None:
        self._say_counts()

    @on(SectionRows.Folded, "#actions")
    def _fold(self, event: SectionRows.Folded) -> None:
        (self._folded.add if event.folded else self._folded.discard)(event.name)
        self.refresh_now()

    @work(exclusive=True, group="detail")
    async def _load_detail(self) -> None:
        """Of the row on which the cursor comes to rest."""
        await asyncio.sleep(REST)
        identity, today = self.rows.key, self.services.today
        detail = self.query_one(ActionDetail)
        sheet = None
        if identity is not None and not isinstance(identity, Heading):
            sheet = await self.services.look(lambda reader: sheet_of(reader, identity, today))
        ref = sheet.row["ref"] if sheet else ""
        detail.border_title = ref
        detail.show(sheet, self._found.asked.get(ref) if self._found else None)

    def point_at(self, place: Place) -> None:
        """An action, or a filter: what another page wants to have listed."""
        is_action = is_ref(place.ref, ACTION)
        self._wanted_ref = place.ref if is_action else ""
        if not is_action:
            self.filter_by(place.ref)
        self.refresh_now()

    def filter_by(self, line: str) -> None:
        self.list_as(replace(self.how, line=line))

    def list_as(self, how: Arrangement) -> None:
        """List something else, or in another way; order and grouping are there again at the next start."""
        self.how = how
        self.bar.put(how.line)
        self.set_class(False, "-detail")
        self.rows.focus()
        self._keep()

    def _keep(self) -> None:
        self.services.drafts.keep("actions.order", self.how.order)
        self.services.drafts.keep("actions.group", self.how.group or "")
        self.refresh_now()

    def _point(self, ref: str) -> None:
        """Where a fold hides it, it opens; where the filter does, the filter gives way."""
        identity = action_id(self.services.reader, ref)
        there = self.rows.point_at(identity)
        if there:
            self._open_detail()
        elif identity in self.rows.all_keys():
            self._folded.clear()
            self.refresh_now()
            return
        elif self.how.line != "all":
            self.filter_by("all")
            return
        self._wanted_ref = ""
        self.signal_ready()

    @property
    def is_pointing(self) -> bool:
        return bool(self._wanted_ref)

    def action_filter(self) -> None:
        self.bar.open()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.how = replace(self.how, line=event.line)
        self.refresh_now()

    @on(FilterBar.Left)
    def _filter_left(self) -> None:
        self.rows.focus()

    @on(SectionRows.Chosen, "#actions")
    def _open_detail(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#action-history").focus()

    def action_back(self) -> None:
        """Out of the detail; then the marks; then the filter."""
        if self.has_class("-detail") and not self.bar.is_typed_in:
            self.set_class(False, "-detail")
            self.rows.focus()
        elif self.bar.is_typed_in or not self.rows.clear_marks():
            self.filter_by("")

    def action_mark(self) -> None:
        self.rows.action_mark()

    def action_mark_all(self) -> None:
        self.rows.action_mark_all()

    def action_mark_to(self) -> None:
        self.rows.action_mark_to()

    def action_fold_all(self) -> None:
        """All groups, or when all are folded none."""
        headings = getattr(self.rows.keys, "headings", ())
        folded = {heading.name for heading in headings if not heading.folded}
        self._folded = self._folded | folded if folded else set()
        self.refresh_now()

    def action_order(self) -> None:
        self.how = self.how.next_order()
        self._keep()

    def action_group(self) -> None:
        self.how = self.how.next_group()
        self._folded.clear()
        self._keep()

    async def meant(self) -> list[Row]:
        """The marked actions, else the one under the cursor."""
        ids, today = self.rows.meant, self.services.today
        return await self.services.look(lambda reader: actions_by_id(reader, ids, today=today))

    @work
    async def action_deed(self, name: str) -> None:
        from collabtui.screens.actions import action_keys

        if name == "new":
            await action_keys.new(self)
            return
        rows = await self.meant()
        if not rows and self.rows.heading:
            self.notify(self.words("actions.on_heading"), timeout=4, markup=False)
        if rows and await action_keys.DEEDS[name](self, rows):
            self.rows.clear_marks()

    @work
    async def action_views(self) -> None:
        from collabtui.screens.actions.saved_list_keys import choose_view

        if how := await choose_view(self, self.how):
            self.list_as(how)

    @on(Views.Chosen)
    def _view_chosen(self, event: Views.Chosen) -> None:
        self.list_as(event.how)

    @work
    async def action_open_view(self, name: str) -> None:
        from collabtui.screens.actions.looks.look_pages import page_of

        rows, key = await self.meant(), self.rows.key
        number = key if isinstance(key, int) else None
        view = page_of(name, self.services, self.how, rows[0]["ref"] if rows else "", number)
        if view is not None:
            self.app.push_screen(view)

    @work
    async def action_copy(self) -> None:
        rows = await self.meant()
        self.app.copy_to_clipboard("\n".join(map(copied, rows)))
        self.notify(self.words("screen.copied", n=len(rows)), timeout=3, markup=False)

    @on(ActionDetail.MailWanted)
    def _mail_wanted(self, event: ActionDetail.MailWanted) -> None:
        self.post_message(self.Go("inbox", event.ref))
