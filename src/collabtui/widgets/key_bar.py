"""The line of keys below every page: those that work now, as many as there is room for, and where the others are
listed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

LISTS_KEYS = "app.show_keys"
"""The action whose key is shown last, whatever else there is room for."""
GOES_BACK = "key.back"
"""The description of the key that leaves what is open; named at any width where it stands in the place of the list."""
WITH_ROOM = ("back", "find", "palette", "undo")
"""Of what works everywhere: shown where a wide terminal has room for it."""
OF_PANES = "panes."
"""The begin of the ids of keys that arrange a page: the list of keys has them, and no line."""


def working(screen: "Screen[Any]") -> Iterator[ActiveBinding]:
    """The keys that work now. Textual leaves out the letters that a field with the focus takes for itself, but not
    those that the user has set, and it knows no character for `slash`. Of a pair of keys that is shown as one, the
    second is marked `system` and left out."""
    field = screen.focused
    for active in screen.active_bindings.values():
        key = active.binding.key
        character = "/" if key == "slash" else key_to_character(key)
        is_typed = field is not None and active.node is not field and field.check_consume_key(key, character)
        if not active.binding.system and not is_typed:
            yield active


def own_keys(screen: "Screen[Any]") -> list[str | None]:
    """The ids of what only this page can do, in its order."""
    return [one.id for one in type(screen).BINDINGS if isinstance(one, Binding)]


class KeyLine(Widget):
    """Descriptions of bindings are keys of the catalogue, so they can be said in any language. Clicking one does it.

    A page may name in `of_the_list`, with spaces between, the ids of keys that are about its list as a whole: they are
    not named below what stands in the place of the list."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $footer-background; color: $footer-description-foreground; }
    """

    def __init__(self, words: "Catalogue") -> None:
        super().__init__()
        self.words = words
        self._places: list[tuple[range, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: "Screen[object]") -> None:
        self.refresh()

    def render(self) -> Content:
        """Empty where a dialog stands in front: it names its own keys, and those of the page do nothing then."""
        bindings = list(self._shown()) if self.screen.is_active else []
        always = (binding for binding in bindings if self._is_always_named(binding))
        last = sorted(always, key=lambda binding: binding.action == LISTS_KEYS)
        room = self.size.width - sum(self._label(binding).cell_length + 2 for binding in last)
        labels, self._places, at = [], [], 1
        for binding in [*(one for one in bindings if one not in last), *last]:
            label = self._label(binding)
            if at + label.cell_length <= room or binding in last:
                labels.append(label)
                self._places.append((range(at, at + label.cell_length), binding.key))
                at += label.cell_length + 2
        return Content.assemble(" ", Content("  ").join(labels))

    def _is_always_named(self, binding: Binding) -> bool:
        return binding.action == LISTS_KEYS or (binding.description == GOES_BACK and self._covers_list())

    def _covers_list(self) -> bool:
        """Whether what is open stands in the place of the list from which it was opened."""
        page = self.screen
        return page.has_class("-detail") and (page.has_class("-narrow") or page.has_class("-one-pane"))

    def _shown(self) -> Iterator[Binding]:
        """What the focused part can do first, then what the page can, in the order in which it names them; last what
        is shown only where there is room."""
        of_the_list = str(getattr(self.screen, "of_the_list", "")).split() if self._covers_list() else ()
        active = [one.binding for one in working(self.screen) if one.enabled and one.binding.id not in of_the_list]
        named = own_keys(self.screen)
        shown = sorted((one for one in active if one.show), key=lambda one: place_of(one, named))
        own_ones = (one for one in named if one and one not in WITH_ROOM and not one.startswith(OF_PANES))
        others = [*own_ones, *WITH_ROOM]
        hidden = (one for one in active if not one.show and one.id in others)
        spare = sorted(hidden, key=lambda one: place_of(one, others))
        by_action: dict[str, Binding] = {}
        own = self.app._keymap  # noqa: SLF001  # Textual sets a keymap, and shows it to nobody
        for binding in (*shown, *spare):
            if binding.action not in by_action or (binding.id in own and by_action[binding.action].id not in own):
                by_action[binding.action] = binding  # the key that the user set, before others that do the same
        yield from by_action.values()

    def _label(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        return Content.assemble(as_content(key, "bold $footer-key-foreground"), " ", self.words(binding.description))

    def on_click(self, event: events.Click) -> None:
        for place, key in self._places:
            if event.x in place:
                self.app.simulate_key(key)


def place_of(binding: Binding, named: Sequence[str | None]) -> int:
    """Before all others where it is not named."""
    return named.index(binding.id) + 1 if binding.id in named else 0
