"""Lists under a name: choose one, keep the present one, save over, take away."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.lifecycle.actions.saved_lists import delete_view, save_view
from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.actions.saved_list_palette import arrangement_of
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.store.queries.saved_views import saved_views
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue


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

    def __init__(self, services: "Services", views: Mapping[str, Arrangement]) -> None:
        super().__init__(services)
        self.views = views

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="views-title")
            yield Rows(id="pick")
            yield Static(id="views-keys")

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#views-title", Static).update(as_content(words("actions.views"), "bold"))
        self.query_one("#views-keys", Static).update(as_content(words("actions.views_keys"), MUTED))
        rows.empty = words("actions.no_views")
        rows.show(list(self.views), self._draw)

    def _draw(self, names: Sequence[str], width: int) -> list[Content]:
        return [
            line(
                width,
                (as_content(name), 22),
                (as_content(described(self.words, self.views[name]), MUTED), 0),
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


def described(words: "Catalogue", how: Arrangement) -> str:
    """`overdue · by owner · last changed first`."""
    parts = [how.line or words("actions.all_open")]
    parts += [words(f"actions.group.{how.group}")] if how.group else []
    return " · ".join([*parts, words(f"actions.order.{how.order}")])


class SavedListCommands:
    """Choosing a saved list, keeping the present one under a name, and taking one away."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def choose(self, how: Arrangement) -> Arrangement | None:
        """Ask for the arrangement to list next; None if it stays as it is. `how` is the present one."""
        page = self.page
        views = {row["name"]: arrangement_of(row) for row in await page.session.query(saved_views)}
        chosen = await page.ask(ViewList(page.services, views))
        match chosen:
            case ("open", name):
                return views[name]
            case ("save", _):
                await self._save(how, list(views))
            case ("delete", name):
                await page.do(lambda acting: delete_view(acting, name), "actions.did.view_deleted", name=name)
        return None

    async def _save(self, how: Arrangement, taken: Sequence[str]) -> None:
        """Keep the present list; a name that is taken is asked about."""
        page, services = self.page, self.page.services
        names = list[str]()

        async def save(values: Values) -> None:
            name = values["view_name"]
            if name in taken:
                question = page.words("actions.ask.save_over", name=name)
                if not await page.ask(Confirm(services, question, "key.save")):
                    return
            group = how.group or ""
            await page.session.run_command(
                lambda acting: save_view(acting, name, line=how.line, order=how.order, group=group)
            )
            names.append(name)

        title = page.words("actions.ask.save_view", what=described(page.words, how))
        field = FormField("view_name", "", taken)
        if await page.ask(Form(services, title, [field], save)) and names:
            page.tell("actions.did.view_saved", name=names[-1])
