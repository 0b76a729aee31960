"""What a screen looks like, as text: its letters, and below them which style each has, so that a diff can be read."""

from string import ascii_letters

from rich.cells import cell_len
from rich.style import Style
from textual._context import visible_screen_stack
from textual.app import App

PLAIN = "·"
"""Stands for the style that most of the screen has."""


def captured(app: App[None]) -> str:
    """The letters, a line of `─`, the styles of the same cells as letters, and what each letter means."""
    visible_screen_stack.set(app._background_screens)  # as Textual does: what a dialog stands on is drawn with it
    strips = app.screen._compositor.render_strips()
    width = app.size.width
    cells = [
        (style, at)
        for strip in strips
        for text, style, _ in strip
        for at in [cell_len(text)]
    ]  # fmt: skip
    weight: dict[str, int] = {}
    for style, columns in cells:
        weight[_named(style)] = weight.get(_named(style), 0) + columns
    plain = max(weight, key=lambda name: weight[name])
    letters: dict[str, str] = {plain: PLAIN}
    grid = []
    for strip in strips:
        line = ""
        for text, style, _ in strip:
            name = (
                _named(style) if text.strip() else _named(style and style.without_color + Style(bgcolor=style.bgcolor))
            )
            letters.setdefault(name, ascii_letters[len(letters) - 1])
            line += letters[name] * cell_len(text)
        grid.append(line[:width].rstrip(PLAIN))
    legend = [f"{letter} {name}" for name, letter in letters.items()]
    lines = (strip.text.rstrip() for strip in strips)
    rule = "─" * width
    return "\n".join([*lines, rule, *grid, rule, *legend]) + "\n"


def _named(style: Style | None) -> str:
    """Without what a terminal is told besides: links and the data of clicks."""
    if style is None:
        return "none"
    words = [name for name in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, name)]
    words += [style.color.name] if style.color else []
    words += [f"on {style.bgcolor.name}"] if style.bgcolor else []
    return " ".join(words) or "none"
