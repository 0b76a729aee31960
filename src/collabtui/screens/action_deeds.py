"""What one key does to the chosen actions: asks what has to be known, does it in one deed, says so."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from collabtui.errors import Refused
from collabtui.screens.action_form import action_form, new_action_form
from collabtui.screens.confirm import Confirm
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.typed import day_of, says_day

if TYPE_CHECKING:
    from collabtui.domain.reply import Update
    from collabtui.screens.page import Page

Row = dict[str, Any]
Deed = Callable[["Page", Sequence[Row]], Awaitable[bool]]
"""Whether it was done."""
NAMED = 3
"""Actions that a title names; the others are counted."""


async def done(page: "Page", rows: Sequence[Row]) -> bool:
    return await _updated(page, rows, _update(status="done"), "actions.did.done")


async def percent(page: "Page", rows: Sequence[Row]) -> bool:
    async def save(values: Values) -> None:
        await _try_updated(page, rows, _progress(values["percent"]))

    field = Field("percent", str(rows[0]["percent"]), read=lambda text: _says_status(page, text))
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

    return await _asked(page, rows, "actions.ask.blocked", [Field("reason", rows[0]["reason"] or "")], save)


async def postpone(page: "Page", rows: Sequence[Row]) -> bool:
    """To one day for all of them; a length of time counts from the due date of the first."""
    since = date.fromisoformat(rows[0]["due"]) if rows[0]["due"] else None

    async def save(values: Values) -> None:
        from collabtui.domain.reply import Request
        from collabtui.lifecycle.actions import postpone_each

        day = day_of(page.services, values["due"], since)
        if day is None:
            raise Refused("actions.no_day")
        request = Request(ref=None, ask="postpone", due=day, reason=values["reason"] or None)
        await page.services.do(lambda desk: postpone_each(desk, _refs(rows), request))

    fields = [Field("due", read=says_day(page.services, since)), Field("reason")]
    return await _asked(page, rows, "actions.ask.postpone", fields, save)


async def cancel(page: "Page", rows: Sequence[Row]) -> bool:
    question = page.words("actions.ask.cancel", what=_named(page, rows), n=len(rows))
    if not await page.app.push_screen_wait(Confirm(page.services, question, "key.cancel_action")):
        return False
    return await _updated(page, rows, _update(status="cancelled"), "actions.did.cancelled")


async def edit(page: "Page", rows: Sequence[Row]) -> bool:
    return await action_form(page, rows[0]["ref"])


async def new(page: "Page") -> bool:
    return await new_action_form(page)


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {"done": done, "percent": percent, "blocked": blocked, "postpone": postpone, "cancel": cancel, "edit": edit}
)


def _refs(rows: Sequence[Row]) -> list[str]:
    return [row["ref"] for row in rows]


def _update(**fields: Any) -> "Update":
    from collabtui.domain.reply import Update

    return Update(ref="", **fields)


async def _try_updated(page: "Page", rows: Sequence[Row], update: "Update") -> None:
    from collabtui.lifecycle.actions import update_each

    await page.services.do(lambda desk: update_each(desk, _refs(rows), update))


async def _updated(page: "Page", rows: Sequence[Row], update: "Update", said: str) -> bool:
    from collabtui.lifecycle.actions import update_each

    changed = await page.do(
        lambda desk: update_each(desk, _refs(rows), update), said, n=len(rows), what=_named(page, rows)
    )
    return changed is not None


async def _asked(
    page: "Page", rows: Sequence[Row], title: str, fields: Sequence[Field], save: Callable[[Values], Awaitable[None]]
) -> bool:
    form = Form(page.services, page.words(title, what=_named(page, rows)), fields, save)
    saved = await page.app.push_screen_wait(form)
    page.refresh_if_changed()
    return saved


def _named(page: "Page", rows: Sequence[Row]) -> str:
    """`A2 完成压力测试`, or the first refs and how many more."""
    if len(rows) == 1:
        return f"{rows[0]['ref']} {rows[0]['title']}"
    names = page.words("list.separator").join(_refs(rows)[:NAMED])
    return names if len(rows) <= NAMED else page.words("actions.and_more", names=names, n=len(rows) - NAMED)
