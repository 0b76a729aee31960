"""Mending one line of what was taken down."""

from typing import TYPE_CHECKING

from collabtui.errors import Conflict
from collabtui.lifecycle import mend
from collabtui.screens.action_form import action_form
from collabtui.screens.form import Field, Form, Values

if TYPE_CHECKING:
    from collabtui.domain.meeting import Entry
    from collabtui.screens.page import Page


async def mend_line(page: "Page", ref: str) -> None:
    """`ref` is the line's, or that of what it made. Without any words left it is taken back."""
    entry: Entry | None = await page.do(lambda desk: mend.entry_of(desk.store, ref))
    if entry is None:
        return
    if entry.kind == "action" and entry.thing:
        await action_form(page, entry.thing)
        return

    seen = [entry.version]

    async def save(values: Values) -> None:
        text = values["text"]
        if not text:
            await page.services.do(lambda desk: mend.take_back(desk, entry.ref))
            return
        try:
            await page.services.do(lambda desk: mend.reword(desk, entry.ref, text, seen=seen[-1]))
        except Conflict:
            now = await page.services.do(lambda desk: mend.entry_of(desk.store, entry.ref))
            seen.append(now.version)  # it is said once what stands there now; who goes on then means it
            raise

    title = page.words("mending.title", kind=page.words(f"entry.{entry.kind}"), ref=entry.thing or "")
    await page.app.push_screen_wait(Form(page.services, title, [Field("text", entry.text)], save))
    page.refresh_now()
