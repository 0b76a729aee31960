"""Finding anything by its words: results while one types, and Enter leads to the very place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from collabtui.domain.place import Place
from collabtui.errors import CollabError
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.shell.search_rows import found_line, whole
from collabtui.store.queries.search import KINDS, latest_hits, search_hits
from collabtui.widgets.line import as_content, ref_room
from collabtui.widgets.rows import Rows
from collabtui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import SearchHitRow

MOST = 20
"""Of each kind."""
HINT = "hint"
"""The key of the row above the latest things, which says how to search."""
DRAFT = "find"
"""What was looked for last is offered again."""
PAGE_OF = {"meeting": "meetings", "action": "actions", "incoming": "inbox", "matter": "matters", "person": "people"}
"""The pages where things are; what is not here was said in a meeting."""


def hit_place(row: "SearchHitRow") -> Place:
    """The place of a hit; of an entry of a meeting, or a part of a matter, the place there."""
    if page := PAGE_OF.get(row["kind"]):
        return Place(page, row["ref"])
    if row["meeting"]:
        return Place("meetings", row["meeting"], row["ref"])
    return Place("matters", row["matter"] or "", row["ref"])


def _hits(reader: "Connection", typed: str) -> "list[SearchHitRow]":
    return search_hits(reader, typed, limit=MOST) if typed.strip() else latest_hits(reader)


class Find(Dialog[Place | None]):
    """None when it was left."""

    DEFAULT_CSS = """
    Find .dialog > Horizontal { height: 1fr; margin-top: 1; }
    Find #find-text { background: $boost; }
    Find #found { width: 3fr; }
    Find #find-preview { width: 2fr; padding: 0 2; border-left: solid $foreground 20%; }
    Find.-narrow #find-preview { display: none; }
    Find #find-keys { height: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "key.back", id="find.back"),
        Binding("down", "move(1)", "key.down", show=False, id="find.down"),
        Binding("up", "move(-1)", "key.up", show=False, id="find.up"),
        Binding("pagedown", "turn(1)", "key.page_down", show=False, id="find.page_down"),
        Binding("pageup", "turn(-1)", "key.page_up", show=False, id="find.page_up"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # Textual declares it so

    def __init__(self, services: "Services") -> None:
        super().__init__(services)
        self._typed = ""
        self._found: list[SearchHitRow] = []
        self._choosing = False
        """Enter was pressed before there was anything for what is typed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield TypedLine(self.services.drafts.get(DRAFT), id="find-text", compact=True)
            with Horizontal():
                yield Rows(id="found")
                with VerticalScroll(id="find-preview", can_focus=False):
                    yield Static(id="find-whole")
            yield Static(id="find-keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        if not self.query_one(Input).value:
            self._look("")

    def say(self) -> None:
        self.query_one(Input).placeholder = self.words("find.placeholder")
        self.query_one("#find-keys", Static).update(as_content(self.words("find.keys"), "$foreground-muted"))
        self._show(self._typed, self._found)

    @property
    def rows(self) -> Rows:
        return self.query_one("#found", Rows)

    @on(Input.Changed, "#find-text")
    def _changed(self, event: Input.Changed) -> None:
        self.services.drafts.keep(DRAFT, event.value)
        self._choosing = False
        self._look(event.value)

    @work(exclusive=True)
    async def _look(self, typed: str) -> None:
        """What comes back for a text that has been typed on since is thrown away: the next look is on its way."""
        if not self.session.configured:
            self._show(typed, [])
            return
        try:
            self._show(typed, await self.session.query(lambda reader: _hits(reader, typed)))
            self.rows.action_edge(0)
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", timeout=8, markup=False)

    def _show(self, typed: str, rows: list["SearchHitRow"]) -> None:
        self._typed, self._found = typed, rows
        keys: list[int | str] = [] if typed.strip() or not rows else [HINT]
        for kind in KINDS:
            places = [place for place, row in enumerate(rows) if row["kind"] == kind]
            keys += [kind, *places] if places else []
        words, list_ = self.words, self.rows
        list_.empty = words("find.nothing", value=typed.strip()) if typed.strip() else words("find.hint")
        list_.show(keys, self._draw, skip=(HINT, *KINDS))
        self._show_whole()
        if self._choosing:
            self._chosen()

    def _draw(self, keys: Sequence[int | str], width: int) -> list[Content]:
        for_ref = ref_room(row["ref"] for row in self._found)
        return [
            self._heading(key) if isinstance(key, str)
            else found_line(self._found[key], self._typed, self.session, self.words, width, for_ref)
            for key in keys
        ]  # fmt: skip

    def _heading(self, kind: str) -> Content:
        """Of what is found how much it is; of the latest nothing is counted."""
        if kind == HINT:
            return as_content(self.words("find.latest"), "$foreground-muted")
        n = sum(row["kind"] == kind for row in self._found)
        shown = self.words(f"find.{kind}")
        if self._typed.strip():
            shown += f"  {n}" + ("+" if n == MOST else "")
        return as_content(shown, "bold $foreground-muted")

    @on(Rows.Moved, "#found")
    def _show_whole(self) -> None:
        key = self.rows.key
        text = whole(self._found[key], self._typed, self.session, self.words) if isinstance(key, int) else Content("")
        self.query_one("#find-whole", Static).update(text)

    def action_move(self, step: int) -> None:
        self.rows.action_move(step)

    def action_turn(self, way: int) -> None:
        self.rows.action_page(way)

    @on(Input.Submitted, "#find-text")
    @on(Rows.Chosen, "#found")
    def _chosen(self) -> None:
        self._choosing = self._typed != self.query_one(Input).value
        key = self.rows.key
        if isinstance(key, int) and not self._choosing:
            self.dismiss(hit_place(self._found[key]))
