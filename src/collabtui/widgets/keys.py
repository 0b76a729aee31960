"""The line below every page: the keys that work now, as many as there is room for, and where the others are listed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.services import Services

LISTS_KEYS = "app.show_keys"
"""The action whose key is shown last, whatever else there is room for."""


class KeyLine(Widget):
    """Descriptions of bindings are keys of the catalogue, so they can be said in any language. Clicking one does it."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $footer-background; color: $footer-description-foreground; }
    """

    def __init__(self, services: "Services") -> None:
        super().__init__()
        self.services = services
        self._places: list[tuple[range, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: "Screen[object]") -> None:
        self.refresh()

    def render(self) -> Content:
        bindings = list(self._shown())
        last = [binding for binding in bindings if binding.action == LISTS_KEYS]
        room = self.size.width - sum(self._label(binding).cell_length + 2 for binding in last)
        labels, self._places, at = [], [], 1
        for binding in [*(one for one in bindings if one not in last), *last]:
            label = self._label(binding)
            if at + label.cell_length <= room or binding in last:
                labels.append(label)
                self._places.append((range(at, at + label.cell_length), binding.key))
                at += label.cell_length + 2
        return Content.assemble(" ", Content("  ").join(labels))

    def _shown(self) -> Iterator[Binding]:
        """What the focused part can do first, then what the page can, in the order in which it names them."""
        active = [one.binding for one in self.screen.active_bindings.values() if one.binding.show and one.enabled]
        named = [one.id for one in type(self.screen).BINDINGS if isinstance(one, Binding)]
        active.sort(key=lambda one: named.index(one.id) + 1 if one.id in named else 0)
        seen = set()
        for binding in active:
            if binding.action not in seen:
                seen.add(binding.action)
                yield binding

    def _label(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        return Content.assemble(said(key, "bold $footer-key-foreground"), " ", self.services.words(binding.description))

    def on_click(self, event: events.Click) -> None:
        for place, key in self._places:
            if event.x in place:
                self.app.simulate_key(key)
