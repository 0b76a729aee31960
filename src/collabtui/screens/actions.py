"""Actions: all of them, as the filter has them; one key a deed, on the row under the cursor or on all marked ones."""

from array import array
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from collabtui.screens import action_deeds
from collabtui.screens.action_detail import ActionDetail, sheet_of
from collabtui.screens.action_filter import Found, around, found
from collabtui.screens.action_lines import list_line
from collabtui.screens.page import Page
from collabtui.store.views.actions import Order, action_id, actions_by_id
from collabtui.widgets.rows import Rows

Row = dict[str, Any]
ORDERS: tuple[Order, ...] = ("due", "owner", "matter", "status", "updated", "newest", "title")


class Actions(Page):
    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "key.filter", key_display="/", id="actions.filter"),
        Binding("d", "deed('done')", "key.done", id="actions.done"),
        Binding("t", "deed('postpone')", "key.postpone", id="actions.postpone"),
        Binding("e", "deed('edit')", "key.edit", id="actions.edit"),
        Binding("n", "deed('new')", "key.new_action", id="actions.new"),
        Binding("p", "deed('percent')", "key.percent", id="actions.percent"),
        Binding("b", "deed('blocked')", "key.blocked", id="actions.blocked"),
        Binding("x", "deed('cancel')", "key.cancel_action", id="actions.cancel"),
        Binding("space", "mark", "key.mark", id="actions.mark"),
        Binding("o", "order", "key.order", id="actions.order"),
        Binding("y", "copy", "key.copy", show=False, id="actions.copy"),
        Binding("escape", "back", "key.back", show=False, id="actions.back"),
    ]
    page = "actions"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._line = ""
        self._order: Order = "due"
        self._asked: dict[str, Row] = {}
        self._wanted_ref = ""

    def content(self) -> ComposeResult:
        with Horizontal(id="action-filter", classes="" if self._line else "-hidden"):
            yield Static("/", id="filter-sign")
            yield Input(self._line, id="filter", placeholder=self.words("actions.filter_hint"), compact=True)
        yield Static(id="filter-problem", classes="-hidden")
        with Horizontal():
            yield Rows(id="actions", classes="card", empty=self.words("actions.none"), markable=True)
            yield ActionDetail(self.services, id="action-detail", classes="card")

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#actions", Rows)

    def refresh_rows(self) -> None:
        """What is visible at once; which rows there are as soon as the store has said."""
        self.rows.draw_again()
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        line, today, locale = self._line, self.services.today, self.words.locale
        result = await self.services.look(
            lambda reader: found(reader, line, self._order, around(reader, today, locale))
        )
        self._show(result)
        self._load_detail()

    def _show(self, result: Found) -> None:
        self._asked = result.asked
        problem = self.query_one("#filter-problem", Static)
        problem.set_class(result.problem is None, "-hidden")
        if result.problem is not None:
            problem.update(Content(self.words(result.problem.key, **result.problem.values)))
        rows = self.rows
        rows.empty = self.words("actions.none_such" if self._line else "actions.none")
        rows.show(result.ids, self._draw)
        rows.border_title = self.words("actions.found" if self._line else "actions.open", n=len(result.ids))
        rows.border_subtitle = self.words(f"actions.order.{self._order}")
        if self._wanted_ref:
            self._point(self._wanted_ref, result.ids)

    def _draw(self, ids: Sequence[int], width: int) -> list[Content]:
        today = self.services.today
        rows = actions_by_id(self.services.reader, ids, today=today)
        return [list_line(row, self._asked.get(row["ref"]), width, self.words, today) for row in rows]

    @on(Rows.Moved, "#actions")
    def _moved(self) -> None:
        self._load_detail()

    @work(exclusive=True, group="detail")
    async def _load_detail(self) -> None:
        identity, today = self.rows.key, self.services.today
        detail = self.query_one(ActionDetail)
        sheet = None
        if identity is not None:
            sheet = await self.services.look(lambda reader: sheet_of(reader, identity, today))
        ref = sheet.row["ref"] if sheet else ""
        detail.border_title = ref
        detail.show(sheet, self._asked.get(ref))

    def point_at(self, ref: str) -> None:
        """An action, or a filter: what another page wants to have listed."""
        is_action = ref[:1].upper() == "A" and ref[1:].isdigit()
        self._wanted_ref = ref if is_action else ""
        if not is_action:
            self.ask(ref)
        self.refresh_now()

    def ask(self, line: str) -> None:
        self._line = line
        with self.prevent(Input.Changed):
            self.query_one("#filter", Input).value = line
        self.query_one("#action-filter").set_class(not line, "-hidden")
        self.set_class(False, "-detail")
        self.rows.focus()
        self.refresh_now()

    def _point(self, ref: str, ids: "array[int]") -> None:
        """Where the filter hides it, the filter gives way."""
        identity = action_id(self.services.reader, ref)
        if identity not in ids and self._line != "all":
            self.ask("all")
            return
        self._wanted_ref = ""
        self.rows.point_at(identity)
        self.set_class(True, "-detail")
        self.query_one("#action-history").focus()

    def action_filter(self) -> None:
        self.query_one("#action-filter").remove_class("-hidden")
        self.query_one("#filter").focus()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, event: Input.Changed) -> None:
        self._line = event.value.strip()
        self.refresh_now()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one("#action-filter").set_class(not self._line, "-hidden")
        self.rows.focus()

    @on(Rows.Chosen, "#actions")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#action-history").focus()

    def action_back(self) -> None:
        """Out of the detail; then the marks; then the filter."""
        if self.has_class("-detail") and not self.query_one("#filter").has_focus:
            self.set_class(False, "-detail")
            self.rows.focus()
        elif self.query_one("#filter").has_focus or not self.rows.clear_marks():
            self.ask("")

    def action_mark(self) -> None:
        self.rows.action_mark()

    def action_order(self) -> None:
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.refresh_now()

    @work
    async def action_deed(self, name: str) -> None:
        if name == "new":
            await action_deeds.new(self)
            return
        ids, today = self.rows.meant, self.services.today
        rows = await self.services.look(lambda reader: actions_by_id(reader, ids, today=today))
        if rows and await action_deeds.DEEDS[name](self, rows):
            self.rows.clear_marks()

    @work
    async def action_copy(self) -> None:
        ids, today = self.rows.meant, self.services.today
        rows = await self.services.look(lambda reader: actions_by_id(reader, ids, today=today))
        self.app.copy_to_clipboard("\n".join(_copied(row) for row in rows))
        self.notify(self.words("screen.copied", n=len(rows)), timeout=3, markup=False)

    @on(ActionDetail.MailWanted)
    def _mail_wanted(self, event: ActionDetail.MailWanted) -> None:
        self.post_message(self.Go("inbox", event.ref))


def _copied(row: Row) -> str:
    owner = row["owner"]["name"] if row["owner"] else "?"
    return "\t".join((row["ref"], row["title"], owner, row["due"] or "", row["status"], f"{row['percent']} %"))
