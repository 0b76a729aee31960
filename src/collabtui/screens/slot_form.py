"""One slot of an agenda as a form."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.domain.meeting import Slot
from collabtui.errors import Refused
from collabtui.lifecycle import plan
from collabtui.screens.form import Field, Form, Values

if TYPE_CHECKING:
    from collabtui.screens.page import Page

LONGEST = 24 * 60
"""Minutes."""


async def slot_form(page: "Page", ref: str, slot: Slot | None, put: Callable[[list[Slot], Slot], None]) -> bool:
    """Edits `slot`, or a new one for None; `put` places it among the others. True when it was saved."""
    services = page.services

    async def save(values: Values) -> None:
        edited = _slot(slot, values)

        def changed(slots: tuple[Slot, ...]) -> list[Slot]:
            new = list(slots)
            put(new, edited)
            return new

        await services.do(lambda desk: plan.change_slots(desk, ref, changed))

    fields = [
        Field("title", slot.title if slot else ""),
        Field("minutes", str(slot.minutes) if slot else "10"),
        Field("lead", slot.lead if slot else ""),
    ]
    title = services.words("agenda.edit_slot" if slot else "agenda.new_slot")
    saved = await page.app.push_screen_wait(Form(services, title, fields, save))
    page.refresh_now()
    return saved


def _slot(before: Slot | None, values: Values) -> Slot:
    """Raises `Refused` for what a slot cannot be."""
    minutes = values["minutes"]
    if not values["title"]:
        raise Refused("agenda.slot_without_title")
    if not (minutes.isascii() and minutes.isdigit() and 1 <= int(minutes) <= LONGEST):
        raise Refused("agenda.bad_minutes", value=minutes, most=LONGEST)
    fields = {"title": values["title"], "minutes": int(minutes), "lead": values["lead"].removeprefix("@")}
    return before.model_copy(update=fields) if before else Slot.model_validate(fields)
