"""Lists under a name: choose one, keep the present one, save over, take away."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.store.queries.saved_views import saved_views
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services


Row = dict[str, Any]
Choice = tuple[str, str]
"""`open`, `save` or `delete`, and the name of the view; empty for a new one."""


class ViewList(Dialog[Choice | None]):
    """None when nothing was chosen."""

    CSS = "ViewList #pick { height: auto; min-height: 2; max-height: 14; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "answer('save')", "key.save_view", id="views.save"),
        Binding("x", "answer('delete')", "key.delete_view", id="views.delete"),
        Binding("escape,v", "dismiss(None)", "key.back", id="views.back"),
    ]

    def __init__(self, services: "Services", rows: Sequence[Row]) -> None:
        super().__init__(services)
        self.views = {row["name"]: row for row in rows}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="views-title")
            yield Rows(id="pick")
            yield Static(id="views-keys")

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#views-title", Static).update(as_content(words("actions.views"), "bold"))
        self.query_one("#views-keys", Static).update(as_content(words("actions.views_keys"), "$foreground-muted"))
        rows.empty = words("actions.no_views")
        rows.show(list(self.views), self._draw)

    def _draw(self, names: Sequence[str], width: int) -> list[Content]:
        return [
            line(
                width,
                (as_content(name), 22),
                (as_content(described(self.services, self.views[name]), "$foreground-muted"), 0),
            )
            for name in names
        ]

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(("open", event.key))

    def action_answer(self, what: str) -> None:
        name = self.query_one(Rows).key or ""
        if name or what == "save":
            self.dismiss((what, name))


def described(services: "Services", row: Row) -> str:
    """`overdue · by owner · last changed first`."""
    words = services.words
    parts = [row["line"] or words("actions.all_open")]
    parts += [words(f"actions.group.{row['group']}")] if row["group"] else []
    return " · ".join([*parts, words(f"actions.order.{row['order']}")])


async def choose_view(page: "Page", how: Arrangement) -> Arrangement | None:
    """What is listed next; None where that stays as it is. `how` is what is listed now."""
    views = await page.session.query(saved_views)
    chosen = await page.app.push_screen_wait(ViewList(page.services, views))
    match chosen:
        case ("open", name):
            row = next(row for row in views if row["name"] == name)
            return Arrangement.of(row["line"], row["order"], row["group"])
        case ("save", _):
            await _save(page, how, [row["name"] for row in views])
        case ("delete", name):
            from collabtui.lifecycle.history.saved_lists import delete_view

            await page.do(lambda acting: delete_view(acting, name), "actions.did.view_deleted", name=name)
    return None


async def _save(page: "Page", how: Arrangement, taken: Sequence[str]) -> None:
    """The present list; a name that is taken is asked about."""
    from collabtui.lifecycle.history.saved_lists import save_view

    names = list[str]()

    async def save(values: Values) -> None:
        name = values["view_name"]
        if name in taken:
            question = page.words("actions.ask.save_over", name=name)
            if not await page.app.push_screen_wait(Confirm(page.services, question, "key.save")):
                return
        group = how.group or ""
        await page.session.run_command(
            lambda acting: save_view(acting, name, line=how.line, order=how.order, group=group)
        )
        names.append(name)

    title = page.words("actions.ask.save_view", what=described(page.services, _row(how)))
    field = FormField("view_name", "", taken)
    if await page.app.push_screen_wait(Form(page.services, title, [field], save)) and names:
        page.notify(page.words("actions.did.view_saved", name=names[-1]), timeout=4, markup=False)


def _row(how: Arrangement) -> Row:
    return {"line": how.line, "order": how.order, "group": how.group or ""}


class Views(Provider):
    """Choosing one tells the page."""

    class Chosen(Message):
        def __init__(self, how: Arrangement) -> None:
            super().__init__()
            self.how = how

    async def startup(self) -> None:
        page = self.screen
        self._rows = await page.session.query(saved_views) if isinstance(page, Page) else []

    async def discover(self) -> Hits:
        for row in self._rows:
            yield DiscoveryHit(self._title(row["name"]), self._chooser(row), help=row["line"])

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for row in self._rows:
            title = self._title(row["name"])
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._chooser(row), help=row["line"])

    def _title(self, name: str) -> str:
        page = self.screen
        return page.words("actions.view", name=name) if isinstance(page, Page) else name

    def _chooser(self, row: dict[str, str]) -> Callable[[], None]:
        def choose() -> None:
            self.screen.post_message(self.Chosen(Arrangement.of(row["line"], row["order"], row["group"])))

        return choose
