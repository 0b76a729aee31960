"""What one key does to the chosen actions: asks what has to be known, does it in one deed, says so."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from collabtui.errors import Refused
from collabtui.screens.actions.action_bulk import bulk_form, postpone
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.actions.action_row_parts import named
from collabtui.screens.actions.ask_owners import nudge
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.store.queries.actions import note_of

if TYPE_CHECKING:
    from collabtui.domain.mail.reply import Update
    from collabtui.screens.frame.page import Page

Row = dict[str, Any]
Deed = Callable[["Page", Sequence[Row]], Awaitable[bool]]
"""Whether it was done."""


async def done(page: "Page", rows: Sequence[Row]) -> bool:
    return await _updated(page, rows, _update(status="done"), "actions.did.done")


async def percent(page: "Page", rows: Sequence[Row]) -> bool:
    async def save(values: Values) -> None:
        await _try_updated(page, rows, _progress(values["percent"]))

    field = FormField("percent", str(rows[0]["percent"]), read=lambda text: _says_status(page, text))
    return await _asked(page, rows, "actions.ask.percent", [field], save)


def _progress(text: str) -> "Update":
    digits = text.removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and int(digits) <= 100):
        raise Refused("action.bad_percent", value=text)
    number = int(digits)
    return _update(status="done" if number == 100 else "in-progress" if number else "not-started", percent=number)


def _says_status(page: "Page", text: str) -> str:
    return page.words(f"status.{_progress(text).status}") if text else ""


async def blocked(page: "Page", rows: Sequence[Row]) -> bool:
    async def save(values: Values) -> None:
        if not values["reason"]:
            raise Refused("actions.no_reason")
        await _try_updated(page, rows, _update(status="blocked", note=values["reason"]))

    return await _asked(page, rows, "actions.ask.blocked", [FormField("reason", rows[0]["reason"] or "")], save)


async def cancel(page: "Page", rows: Sequence[Row]) -> bool:
    question = page.words("actions.ask.cancel", what=named(page, rows), n=len(rows))
    if not await page.app.push_screen_wait(Confirm(page.services, question, "key.cancel_action")):
        return False
    return await _updated(page, rows, _update(status="cancelled"), "actions.did.cancelled")


async def edit(page: "Page", rows: Sequence[Row]) -> bool:
    """All fields of one; of several what can be the same for all."""
    return await (action_form(page, rows[0]["ref"]) if len(rows) == 1 else bulk_form(page, rows))


async def note(page: "Page", rows: Sequence[Row]) -> bool:
    """A longer text, in an editor; of the first one."""
    from collabtui.lifecycle.actions.edit_actions import update_action
    from collabtui.screens.dialogs.text_editor import Editor

    ref, services = rows[0]["ref"], page.services

    async def save(text: str) -> str:
        return (
            await services.session.run_command(lambda acting: update_action(acting, ref, _update(note=text.strip())))
        ).ref

    before = await services.session.query(lambda reader: note_of(reader, ref))
    title = page.words("actions.ask.note", what=named(page, rows[:1]))
    saved = await page.app.push_screen_wait(Editor(services, title, before, f"note-{ref}", save))
    page.refresh_if_changed()
    return saved is not None


async def new(page: "Page") -> bool:
    return await new_action_form(page)


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "done": done,
        "percent": percent,
        "blocked": blocked,
        "postpone": postpone,
        "cancel": cancel,
        "edit": edit,
        "nudge": nudge,
        "note": note,
    }
)


def _refs(rows: Sequence[Row]) -> list[str]:
    return [row["ref"] for row in rows]


def _update(**fields: Any) -> "Update":
    from collabtui.domain.mail.reply import Update

    return Update(ref="", **fields)


async def _try_updated(page: "Page", rows: Sequence[Row], update: "Update") -> None:
    from collabtui.lifecycle.actions.edit_actions import update_each

    await page.session.run_command(lambda acting: update_each(acting, _refs(rows), update))


async def _updated(page: "Page", rows: Sequence[Row], update: "Update", said: str) -> bool:
    from collabtui.lifecycle.actions.edit_actions import update_each

    changed = await page.do(
        lambda acting: update_each(acting, _refs(rows), update), said, n=len(rows), what=named(page, rows)
    )
    return changed is not None


async def _asked(
    page: "Page",
    rows: Sequence[Row],
    title: str,
    fields: Sequence[FormField],
    save: Callable[[Values], Awaitable[None]],
) -> bool:
    form = Form(page.services, page.words(title, what=named(page, rows)), fields, save)
    saved = await page.app.push_screen_wait(form)
    page.refresh_if_changed()
    return saved
