"""Asking, field by field, what shall stand where somebody else has changed it as well: theirs, yours, or both."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from collabtui.screens.dialogs.choose import Option, Pick

if TYPE_CHECKING:
    from collabtui.domain.three_way_merge import Clash
    from collabtui.domain.trail import TrailEntry
    from collabtui.screens.dialogs.form_basis import FormBasis, Reconciled
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

Ask = Callable[[str, list[Option]], Awaitable[str | None]]
"""Asks with a title for one of the options; None where none was chosen."""
Shown = Callable[[str, str], str]
"""A value of a field, as its form shows it."""


async def settled(
    words: "Catalogue", zone: ZoneInfo, found: "Reconciled", labels: Mapping[str, str], shown: Shown, ask: Ask
) -> dict[str, str] | None:
    """The values for the fields that clash, whose `labels` are given; None when one was left undecided."""
    decided = {}
    for clash in found.merge.clashes:
        title = _title(words, zone, labels[clash.field], found.authors.get(clash.field))
        choice = await ask(title, _options(words, clash, shown))
        if choice is None:
            return None
        decided[clash.field] = _values(clash)[choice]
    return decided


def _values(clash: "Clash") -> dict[str, str]:
    return {"theirs": clash.theirs, "mine": clash.mine, "both": clash.both}


def _title(words: "Catalogue", zone: ZoneInfo, label: str, change: "TrailEntry | None") -> str:
    if change is None:
        return words("form.clash_by_somebody", field=label)
    return words("form.clash", field=label, by=change.actor, at=change.at.astimezone(zone))


def _options(words: "Catalogue", clash: "Clash", shown: Shown) -> list[Option]:
    return [
        (choice, words(f"form.clash_{choice}"), _dated(words, shown(clash.field, value)) or words("form.clash_empty"))
        for choice, value in _values(clash).items()
        if choice != "both" or value
    ]


def _dated(words: "Catalogue", text: str) -> str:
    """A day or an instant, which fields hold as ISO 8601, as people read it; any other text as it is."""
    try:
        if len(text) == len("2026-03-04"):
            return words.day(date.fromisoformat(text))
        return words.instant(datetime.fromisoformat(text)) if text[4:5] == "-" else text
    except ValueError:
        return text


async def settled_text(page: "PagePort", basis: "FormBasis", field: str, typed: str) -> str | None:
    """The text that shall stand of the one field of `basis`, which counts as seen from now on; None where that was left
    undecided."""
    seen = basis.seen
    found = await basis.reconciled(seen, {field: typed})
    if not found.merge.clashes:
        return found.merge.values[field]

    async def ask(title: str, options: list[Option]) -> str | None:
        return await page.ask(Pick(page.services, title, options))

    labels = {field: page.words(f"undo.of.{field}")}
    decided = await settled(page.words, page.session.zone, found, labels, lambda _, value: value, ask)
    if decided is None:
        basis.seen = seen
        return None
    return decided[field]
