"""A line with a clock in it: told each second what to say, it paints from the first column that reads otherwise."""

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class Ticking(Widget):
    """One line high."""

    DEFAULT_CSS = """
    Ticking { height: 1; }
    """

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes)
        self._shown = Content("")

    def say(self, content: Content) -> None:
        before, self._shown = self._shown, content
        changed = changed_columns(before, content)
        if changed:
            # to the end of the line: a notice that stood there may have left half of a wide letter behind
            self.refresh(Region(changed.start, 0, max(len(changed), self.size.width - changed.start), 1))

    def render(self) -> Content:
        return self._shown


def changed_columns(before: Content, after: Content) -> range:
    """From the first to the last column that is not the same in both, in letter or in style; empty when none is."""
    if before.is_same(after):
        return range(0)
    old, new = _cells(before), _cells(after)
    width = max(len(old), len(new))
    old += [_BLANK] * (width - len(old))
    new += [_BLANK] * (width - len(new))
    different = [column for column in range(width) if old[column] != new[column]]
    return range(different[0], different[-1] + 1) if different else range(0)


_Cell = tuple[str, tuple[object, ...]]
_BLANK: _Cell = (" ", ())


def _cells(content: Content) -> list[_Cell]:
    """Letter and styles of each column; of a wide letter both columns name it, so that half of it is never painted."""
    styles: list[list[object]] = [[] for _ in content.plain]
    for span in content.spans:
        for at in range(span.start, span.end):
            styles[at].append(span.style)
    return [
        (letter, tuple(style))
        for letter, style in zip(content.plain, styles, strict=True)
        for _ in range(cell_len(letter))
    ]
