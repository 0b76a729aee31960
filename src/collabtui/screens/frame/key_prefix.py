"""Keys that follow a prefix, `m` and then `r`: what may follow is shown in a strip until the second key comes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from collabtui.keymap.key_names import PREFIX
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from textual.screen import Screen

    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services

GAP = "   "
MORE = 2
"""Lines that columns may take more than keys side by side."""
EDGES = 2
"""Columns beside the strip's text."""
TURNS = {"down": 1, "up": -1, "pagedown": 9, "pageup": -9}
"""Lines."""


def followers(page: "Screen[None]") -> list[tuple[str, Binding]]:
    """The second keys that do something on the page now, each with what it does."""
    bound = keys_bound(page, page.app)
    found = [(key.removeprefix(PREFIX), one) for key, some in bound.items() if key.startswith(PREFIX) for one in some]
    return [(key, one) for key, one in found if page.check_action(*_action(one))]


def _action(binding: Binding) -> tuple[str, tuple[object, ...]]:
    from textual.actions import parse

    _, name, parameters = parse(binding.action)
    return name, parameters


def in_columns(labels: Sequence[Content], width: int) -> Content:
    """In the fewest lines on which all stand in columns, read from above to below; where that takes many more lines
    than side by side, that is done."""
    beside = in_lines(labels, width)
    for high in range(1, beside.plain.count("\n") + 2 + MORE):
        parts = [labels[at : at + high] for at in range(0, len(labels), high)]
        rooms = [max(one.cell_length for one in part) for part in parts]
        if sum(rooms) + len(GAP) * (len(rooms) - 1) <= width:
            return Content("\n").join(
                Content(GAP).join(
                    part[at].pad_right(room - part[at].cell_length)
                    for part, room in zip(parts, rooms, strict=True)
                    if at < len(part)
                )
                for at in range(high)
            )
    return beside


def in_lines(labels: Sequence[Content], width: int) -> Content:
    """Side by side as far as there is room: no key is torn from what it does."""
    lines: list[Content] = []
    for label in labels:
        if lines and lines[-1].cell_length + len(GAP) + label.cell_length <= width:
            lines[-1] = lines[-1] + Content(GAP) + label
        else:
            lines.append(label)
    return Content("\n").join(lines)


async def run_follower(page: "Page") -> None:
    """Wait for the second key, and do what it does."""
    found = followers(page)
    chosen = await page.ask(PrefixStrip(page.services, found))
    if chosen is not None:
        await page.run_action(chosen.action)


class PrefixStrip(Dialog[Binding | None]):
    """The strip over the keys of the page; None when it was left."""

    DEFAULT_CSS = """
    PrefixStrip { align: left bottom; background: transparent; }
    PrefixStrip #prefix-strip {
        width: 100%; height: auto; padding: 0 1; background: $panel; color: $text; border-top: solid $frame-accent;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key.back", id="prefix.back")]

    def __init__(self, services: "Services", found: Sequence[tuple[str, Binding]]) -> None:
        super().__init__(services)
        self.found = dict(found)

    def compose(self) -> ComposeResult:
        yield Static(id="prefix-strip")

    def say(self) -> None:
        labels = [
            as_content(key, "bold $text-accent") + as_content(f" {self.words(one.description)}".replace(" ", "\u00a0"))
            for key, one in self.found.items()
        ]
        labels.append(as_content("esc", "bold $text-accent") + as_content(f"\u00a0{self.words('key.back')}"))
        self.query_one("#prefix-strip", Static).update(in_columns(labels, self.size.width - EDGES))

    def on_resize(self) -> None:
        self.say()

    def on_key(self, event: events.Key) -> None:
        """A key that nothing is behind leaves the strip where it is. On a telephone the strip is higher than the
        screen, and arrows turn it."""
        if event.key in TURNS:
            event.stop()
            self.scroll_relative(y=TURNS[event.key], animate=False)
        if event.key in self.found:
            event.stop()
            self.dismiss(self.found[event.key])
