"""Mending one line of what was taken down."""

from typing import TYPE_CHECKING, cast

from collabtui.domain.three_way_merge import SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import correct_action
from collabtui.lifecycle.live import edit_entry, run
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import Entry, EntryKind
    from collabtui.language.capture.unclear_parts import UnclearPart
    from collabtui.screens.frame.page_port import PagePort


async def open_entry_editor(page: "PagePort", ref: str, unclear: "UnclearPart | None" = None) -> None:
    """`ref` is the line's, or that of what it made. Without any words left it is taken back. The form begins in what is
    `unclear`, with what was written there."""
    entry: Entry | None = await page.do(lambda acting: edit_entry.entry_of(acting.visible, ref))
    if entry is None:
        return
    if entry.kind == "action" and entry.thing:
        written: dict[str, str] = {unclear.what: unclear.written} if unclear and unclear.written else {}
        await action_form(page, entry.thing, correct_action, instead=written, wanted=[unclear.what] if unclear else ())
        return

    async def save(values: Values) -> None:
        text, kind = values["text"], cast("EntryKind", values["kind"])
        if not text:
            await basis.run(lambda acting: edit_entry.withdraw_entry(acting, entry.ref))
        else:
            await basis.run(lambda acting: edit_entry.rewrite(acting, entry.ref, kind, text))

    async def fields_now() -> list[FormField]:
        now = await page.session.run_command(lambda acting: edit_entry.entry_of(acting.store, entry.ref))
        kinds = [(kind, page.words(f"entry.{kind}")) for kind in dict.fromkeys((*edit_entry.KINDS, now.kind))]
        kind = FormField("kind", now.kind, label=page.words("live.line_kind"), options=kinds)
        return [FormField("text", now.text, separator=SENTENCES), kind]

    title = page.words("mending.title", kind=page.words(f"entry.{entry.kind}"), ref=entry.thing or "")
    basis = FormBasis(page.session, entry.ref, fields_now)
    await page.ask(Form(page.services, title, await basis.read(), save, basis=basis))
    page.refresh_now()


async def ask_agreement(page: "PagePort", ref: str, running: str) -> None:
    """The consensus of the slot that runs, in one sentence; `running` is its title."""

    async def save(values: Values) -> None:
        if not values["summary"]:
            raise Refused("live.no_agreement")
        await page.session.run_command(lambda acting: run.agree(acting, ref, values["summary"]))

    title = page.words("live.agree_on", title=running) if running else page.words("live.agree")
    await page.ask(Form(page.services, title, [FormField("summary")], save))
    page.refresh_now()


async def take_back_entry(page: "PagePort", ref: str, line: str) -> None:
    await page.do(lambda acting: edit_entry.withdraw_entry(acting, ref), "live.taken_back", line=line)
