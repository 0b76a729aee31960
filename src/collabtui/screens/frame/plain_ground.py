"""Plain ground, on which the parts of a page stand: drawn once, and shown on every line.

Textual would draw each line, also those that the parts cover: half of a page's lines are none of its lists'."""

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.geometry import Region

if TYPE_CHECKING:
    from textual.strip import Strip


class PlainGround:
    """Before a widget's class, for one that has no border, no padding and no content."""

    def render_lines(self, crop: Region) -> "list[Strip]":
        first = Region(crop.x, crop.y, crop.width, min(1, crop.height))
        lines: list[Strip] = super().render_lines(first)  # type: ignore[misc]  # the widget's
        return lines * crop.height


class Ground(PlainGround, Container):
    """A `Container` with nothing of its own to show: its sheet may give it a place and a layout, and no border."""
