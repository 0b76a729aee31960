"""How the date of an action went: each slip with its reason, who decided it, and the mail that asked for it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue

Row = dict[str, Any]
MUTED = "$foreground-muted"


def slip_chain(changes: Sequence[Row], words: "Catalogue") -> Iterator[Content]:
    """`3月6日 → 3月11日  供应商晚了  李明`, the first slip first; nothing where the date never moved."""
    reasons = {change["batch"]: change["new"] for change in changes if change["field"] == "reason"}
    moves = [change for change in reversed(changes) if change["field"] == "due" and change["old"] and change["new"]]
    if moves:
        yield said(words("actions.slips"), MUTED)
    for number, move in enumerate(moves, 1):
        yield _line(number, move, reasons, words)


def _line(number: int, move: Row, reasons: Mapping[int, Any], words: "Catalogue") -> Content:
    old, new = (words.short_day(date.fromisoformat(move[side])) for side in ("old", "new"))
    later = move["new"] > move["old"]
    mail = f"  ✉ {move['via'].removeprefix('mail:')}" if move["via"].startswith("mail:") else ""
    reason = reasons.get(move["batch"]) or ""
    return (
        said(f" {number} ", MUTED)
        + said(f"{old} → {new}", "$text-warning" if later else "")
        + said(f"  {reason}" if reason else "")
        + said(f"  {move['actor']}{mail}", MUTED)
    )
