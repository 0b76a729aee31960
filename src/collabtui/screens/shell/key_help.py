"""All keys that work on the page behind: Enter does what the key under the cursor does."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from textual import on
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.key_bar import own_keys, working
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue

Where = Literal["page", "part", "everywhere"]
ORDER: tuple[Where, ...] = ("page", "everywhere", "part")


class Key(NamedTuple):
    """One command, and each key that runs it."""

    where: Where
    bindings: tuple[Binding, ...]


class Keys(Dialog[Binding | None]):
    """`found` is what worked when this was opened. Returns the one that was chosen, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss(None)", "key.back", id="keys.back"),
    ]

    def __init__(self, services: "Services", found: Sequence[Key]) -> None:
        super().__init__(services)
        self.found = found

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="keys-title")
            yield Rows(id="keys")
            yield Static(id="keys-name")

    def say(self) -> None:
        self.query_one("#keys-title", Static).update(as_content(self.words("keys.title"), "bold"))
        self.query_one("#keys", Rows).show(list(self._sections()), self._draw, skip=ORDER)
        self._show_name()

    @on(Rows.Moved)
    def _show_name(self) -> None:
        """Of the one under the cursor: whoever sets keys of his own asks for it, nobody else."""
        key = self.query_one("#keys", Rows).key
        name = key.bindings[0].id if isinstance(key, Key) else ""
        self.query_one("#keys-name", Static).update(as_content(self.words("keys.foot", name=name), "$text-muted"))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, Key):
            self.dismiss(event.key.bindings[0])

    def _sections(self) -> Iterator[Where | Key]:
        for where in ORDER:
            keys = [key for key in self.found if key.where == where]
            yield from (where, *keys) if keys else ()

    def _draw(self, rows: Sequence[Where | Key], width: int) -> list[Content]:
        return [self._key(row, width) if isinstance(row, Key) else self._heading(row) for row in rows]

    def _heading(self, where: Where) -> Content:
        return as_content(self.words(f"keys.of.{where}"), "$text-accent")

    def _key(self, key: Key, width: int) -> Content:
        first = key.bindings[0]
        return line(
            width,
            (as_content(" " + " ".join(dict.fromkeys(map(self.app.get_key_display, key.bindings))), "bold"), 13),
            (as_content(self.words(first.description)), 0),
        )


async def show_keys(app: App[Any], services: "Services") -> None:
    """List them, and do what the one that is chosen does."""
    if key := await app.push_screen_wait(Keys(services, keys_of(app.screen, services.words))):
        app.simulate_key(key.key)


def keys_of(screen: Screen[object], words: "Catalogue") -> list[Key]:
    """The keys that work on a page now. A widget's own keys, which have no name here, do what they do everywhere."""
    by_action: dict[tuple[Where, str], list[Binding]] = {}
    for active in working(screen):
        if active.binding.description not in words:
            continue
        action = active.binding.action.removeprefix("app.")
        by_action.setdefault((_where(active, screen), action), []).append(active.binding)
    own = own_keys(screen)
    found = [Key(where, tuple(bindings)) for (where, _), bindings in by_action.items()]
    return sorted(found, key=lambda key: own.index(key.bindings[0].id) if key.where == "page" else len(own))


def _where(active: ActiveBinding, screen: Screen[object]) -> Where:
    if active.node is screen:
        return "page" if active.binding.id in own_keys(screen) else "everywhere"
    return "everywhere" if active.node is screen.app else "part"
