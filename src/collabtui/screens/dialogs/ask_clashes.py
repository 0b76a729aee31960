"""Asking, field by field, what shall stand where somebody else has changed it as well: theirs, yours, or both."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from collabtui.screens.dialogs.choose import Option, Pick

if TYPE_CHECKING:
    from collabtui.domain.three_way import Clash
    from collabtui.domain.trail import TrailEntry
    from collabtui.screens.dialogs.form_basis import Reconciled
    from collabtui.session.services import Services

Ask = Callable[[Pick], Awaitable[str | None]]
Shown = Callable[[str, str], str]
"""A value of a field, as its form shows it."""


async def settled(
    services: "Services", found: "Reconciled", labels: dict[str, str], shown: Shown, ask: Ask
) -> dict[str, str] | None:
    """The values for the fields that clash; None when one was left undecided."""
    decided = {}
    for clash in found.merge.clashes:
        title = _title(services, labels[clash.field], found.authors.get(clash.field))
        choice = await ask(Pick(services, title, _options(services, clash, shown)))
        if choice is None:
            return None
        decided[clash.field] = {"theirs": clash.theirs, "mine": clash.mine, "both": clash.both}[choice]
    return decided


def _title(services: "Services", label: str, change: "TrailEntry | None") -> str:
    if change is None:
        return services.words("form.clash_by_somebody", field=label)
    at = change.at.astimezone(services.session.zone)
    return services.words("form.clash", field=label, by=change.actor, at=at)


def _options(services: "Services", clash: "Clash", shown: Shown) -> list[Option]:
    values = {"theirs": clash.theirs, "mine": clash.mine, "both": clash.both}
    empty = services.words("form.clash_empty")
    return [
        (choice, services.words(f"form.clash_{choice}"), shown(clash.field, value) or empty)
        for choice, value in values.items()
        if choice != "both" or value
    ]
