"""One change to several actions: what is the same for all is typed once; what could not be done is named."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from collabtui.domain.action import OPEN
from collabtui.errors import Refused
from collabtui.screens.actions.action_row_parts import named, named_refs
from collabtui.screens.dialogs.field_parsers import day_of, known, says_day, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.lifecycle.actions.edit_actions import BulkChange, BulkResult
    from collabtui.screens.frame.page import Page

Row = dict[str, Any]
STATUSES = (*OPEN, "done", "cancelled")


async def postpone(page: "Page", rows: Sequence[Row]) -> bool:
    """To one day for all of them, or by a length of time that counts from each one's own date."""
    since = _due(rows[0])
    fields = [FormField("due", read=says_day(page.services, since)), FormField("reason")]

    def change(values: Values) -> "BulkChange":
        from collabtui.lifecycle.actions.edit_actions import BulkChange

        return BulkChange(due=_day(page, values["due"]), reason=values["reason"])

    return await _asked(page, rows, "actions.ask.postpone", fields, change)


async def bulk_form(page: "Page", rows: Sequence[Row]) -> bool:
    services, words = page.services, page.words
    people = await services.session.query(known)
    statuses = [("", words("actions.as_it_is")), *((one, words(f"status.{one}")) for one in STATUSES)]
    fields = [
        FormField("status", "", options=statuses),
        FormField("due", read=says_day(services, _due(rows[0]))),
        FormField("reason"),
        FormField("owner", suggest=suggestions(people), read=says_people(people)),
        FormField("matter"),
    ]

    def change(values: Values) -> "BulkChange":
        from collabtui.lifecycle.actions.edit_actions import BulkChange

        if values["status"] == "blocked" and not values["reason"]:
            raise Refused("actions.no_reason")
        due = _day(page, values["due"]) if values["due"] else None
        status = next((one for one in STATUSES if one == values["status"]), None)
        owner = values["owner"].removeprefix("@")
        return BulkChange(status=status, due=due, reason=values["reason"], owner=owner, matter=values["matter"])

    return await _asked(page, rows, "actions.ask.bulk", fields, change)


async def _asked(
    page: "Page", rows: Sequence[Row], title: str, fields: Sequence[FormField], change: "Callable[[Values], BulkChange]"
) -> bool:
    refs = [row["ref"] for row in rows]
    results: list[BulkResult] = []

    async def save(values: Values) -> None:
        from collabtui.lifecycle.actions.edit_actions import change_each

        wanted = change(values)
        results.append(await page.session.run_command(lambda acting: change_each(acting, refs, wanted)))

    question = page.words(title, what=named(page, rows), n=len(rows))
    saved = await page.app.push_screen_wait(Form(page.services, question, fields, save))
    page.refresh_if_changed()
    if saved:
        _say(page, results[-1])
    return saved


def _say(page: "Page", result: "BulkResult") -> None:
    """How many, and by name what could not be changed and why."""
    words = page.words
    parts = [words("actions.did.changed", n=len(result.changed))] if result.changed else []
    if result.same:
        parts.append(words("actions.did.same", n=len(result.same), what=named_refs(page, result.same)))
    parts += [words(error.key, **error.values) for _, error in result.refused[:3]]
    if others := [ref for ref, _ in result.refused[3:]]:
        parts.append(words("actions.did.refused", what=named_refs(page, others)))
    if result.refused:
        page.notify(" ".join(parts), severity="warning", timeout=8, markup=False)
    else:
        page.notify(" ".join(parts), timeout=4, markup=False)


def _day(page: "Page", text: str) -> Callable[[date | None], date]:
    """Raises `Refused` at once for what is no day."""

    def day(since: date | None) -> date:
        found = day_of(page.services, text, since)
        if found is None:
            raise Refused("actions.no_day")
        return found

    day(page.session.today)
    return day


def _due(row: Row) -> date | None:
    return date.fromisoformat(row["due"]) if row["due"] else None
