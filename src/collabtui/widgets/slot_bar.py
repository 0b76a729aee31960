"""The slots of an agenda as a bar: each as long as it takes, and how much of the meeting they fill."""

from collections.abc import Sequence

from textual.content import Content

from collabtui.widgets.line import as_content

SHADES = ("█", "▓")
"""Neighbours differ without colours, too."""
FREE, OVER = "░", "▒"


def slot_bar(minutes: Sequence[int], own: int, width: int, at: int | None = None) -> Content:
    """`minutes` of each slot; `own` is the meeting's length, past which the bar is marked. Slot `at` stands out."""
    total = sum(minutes)
    whole = max(total, own, 1)
    parts, past = [], 0
    for number, length in enumerate(minutes):
        begin, end = past * width // whole, (past + length) * width // whole
        inside = max(0, min(end, own * width // whole) - begin)
        style = "$text-accent" if number == at else "$foreground-muted"
        parts.append(as_content(SHADES[number % 2] * inside, style))
        parts.append(as_content(OVER * (end - begin - inside), "$text-warning"))
        past += length
    parts.append(as_content(FREE * (width - past * width // whole), "$foreground-muted"))
    return Content.assemble(*parts)
