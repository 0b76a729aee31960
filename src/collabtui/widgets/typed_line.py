"""The line to type in whose text, be it from a mail or a file, is never obeyed by the terminal: Textual draws it as it
is."""

from textual.strip import Strip
from textual.widgets import Input

from collabtui.widgets.line import without_control


class TypedLine(Input):
    def render_line(self, y: int) -> Strip:
        return without_control(super().render_line(y))
