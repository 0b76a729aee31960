"""All keys that work on the page behind: Enter does what the key under the cursor does. Which of them work now:
`widgets.key_bar`, as for the footer."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.shell.palette_match import command_worth
from collabtui.widgets.columns import ListColumn, as_wide_as
from collabtui.widgets.key_bar import own_keys, place_of, working
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows
from collabtui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue

Where = Literal["page", "part", "everywhere"]
ORDER: tuple[Where, ...] = ("page", "everywhere", "part")
KEYS = ListColumn("keys", 13, 13)


class Key(NamedTuple):
    """One command, and each key that runs it."""

    where: Where
    bindings: tuple[Binding, ...]


class Keys(Dialog[Binding | None]):
    """`found` is what worked when this was opened. Returns the one that was chosen, None when it was left."""

    DEFAULT_CSS = """
    Keys #keys { height: auto; min-height: 3; max-height: 75vh; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "key.back", id="keys.back"),
        Binding("f2", "new_key", "key.own_keys", id="keys.names"),
        Binding("down", "move(1)", "key.down", show=False, id="keys.down", priority=True),
        Binding("up", "move(-1)", "key.up", show=False, id="keys.up", priority=True),
        Binding("pagedown", "turn(1)", "key.page_down", show=False, id="keys.page_down", priority=True),
        Binding("pageup", "turn(-1)", "key.page_up", show=False, id="keys.page_up", priority=True),
    ]

    def __init__(self, services: "Services", found: Sequence[Key]) -> None:
        super().__init__(services)
        self.found = found

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="keys-title")
            yield TypedLine(id="keys-text", compact=True)
            yield Rows(id="keys")
            yield Static(id="keys-name")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def say(self) -> None:
        self.query_one("#keys-title", Static).update(as_content(self.words("keys.title"), "bold"))
        self.query_one(Input).placeholder = self.words("keys.search")
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        """Show those that are meant by what is typed, as the palette understands it; of one letter also what it is the
        key of."""
        rows = self.query_one("#keys", Rows)
        rows.empty = self.words("keys.none", typed=self.query_one(Input).value)
        rows.show(list(self._sections()), self._draw, skip=ORDER)
        self._show_name()

    def _is_wanted(self, key: Key) -> bool:
        typed = self.query_one(Input).value.strip()
        first = key.bindings[0]
        title, keys = self.words(first.description), [one.key for one in key.bindings]
        has_it = any(typed.casefold() in name.casefold() for name in (title, str(first.id)))
        return has_it or typed in keys or command_worth(title, typed, lambda _: 0) > 0

    @work
    async def action_new_key(self) -> None:
        """Another key for the command under the cursor."""
        from collabtui.screens.shell.new_key import NewKey  # most users never give one

        key = self.query_one("#keys", Rows).key
        if not isinstance(key, Key):
            return
        others = {str(one.id): self.words(one.description) for each in self.found for one in each.bindings}
        if await self.app.push_screen_wait(NewKey(self.services, key.bindings[0], others)):
            self.found = keys_of(self.app.screen_stack[-2], self.words)  # the page behind
            self._show()

    def action_move(self, step: int) -> None:
        self.query_one("#keys", Rows).action_move(step)

    def action_turn(self, way: int) -> None:
        self.query_one("#keys", Rows).action_page(way)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        key = self.query_one("#keys", Rows).key
        if isinstance(key, Key):
            self.dismiss(key.bindings[0])

    @on(Rows.Moved)
    def _show_name(self) -> None:
        key = self.query_one("#keys", Rows).key
        text = self.words("keys.foot") if isinstance(key, Key) else ""
        self.query_one("#keys-name", Static).update(as_content(text, "$text-muted"))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, Key):
            self.dismiss(event.key.bindings[0])

    def _sections(self) -> Iterator[Where | Key]:
        for where in ORDER:
            keys = [key for key in self.found if key.where == where and self._is_wanted(key)]
            yield from (where, *keys) if keys else ()

    def _draw(self, rows: Sequence[Where | Key], width: int) -> list[Content]:
        for_keys = as_wide_as(KEYS, [self._shown(one) for one in self.found]).most
        return [self._key(row, width, for_keys) if isinstance(row, Key) else self._heading(row) for row in rows]

    def _heading(self, where: Where) -> Content:
        return as_content(self.words(f"keys.of.{where}"), "$text-accent")

    def _shown(self, key: Key) -> str:
        return " " + " ".join(dict.fromkeys(map(self.app.get_key_display, key.bindings)))

    def _key(self, key: Key, width: int, for_keys: int) -> Content:
        described = as_content(self.words(key.bindings[0].description))
        return line(width, (as_content(self._shown(key), "bold"), for_keys), (described, 0))


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
    return sorted(found, key=lambda key: place_of(key.bindings[0], own) if key.where == "page" else len(own) + 1)


def _where(active: ActiveBinding, screen: Screen[object]) -> Where:
    """What the line of keys says of the part with the focus is said of the page, here as there."""
    if active.node is screen:
        return "page" if active.binding.id in own_keys(screen) else "everywhere"
    return "everywhere" if active.node is screen.app else "page" if active.binding.show else "part"
