"""Commands on the chosen actions: each asks for the values it needs, runs one use case, and reports the result."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from collabtui.domain.mail.reply import Update
from collabtui.domain.three_way_merge import LINES
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.actions.edit_actions import update_action, update_each
from collabtui.lifecycle.actions.nudge import nudge as queue_nudges
from collabtui.lifecycle.actions.nudge import nudges
from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.actions.action_row_parts import named
from collabtui.screens.actions.bulk_change import BulkChangeForm
from collabtui.screens.actions.commands_on_checks import CheckCommands
from collabtui.screens.dialogs.ask_clashes import settled_text
from collabtui.screens.dialogs.field_parsers import percent_of
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.screens.dialogs.mails_first import run_confirmed
from collabtui.screens.dialogs.text_editor import Editor
from collabtui.store.queries.actions import note_of

if TYPE_CHECKING:
    from collabtui.domain.action import Action
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.action_rows import ActionRow

    Command = Callable[[Sequence[ActionRow]], Awaitable[bool]]
    """Of at least one row; whether it was carried out."""


class ActionCommands:
    """By name, as the keys of the pages call them."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page
        bulk = BulkChangeForm(page)
        self.commands: Mapping[str, Command] = {
            "done": self.done,
            "percent": self.percent,
            "blocked": self.blocked,
            "postpone": bulk.postpone,
            "cancel": self.cancel,
            "edit": self.edit,
            "nudge": self.nudge,
            "note": self.note,
            "checks": lambda rows: CheckCommands(page, rows[0]).run(),
        }

    async def run(self, name: str, rows: "Sequence[ActionRow]") -> bool:
        return await self.commands[name](rows)

    async def done(self, rows: "Sequence[ActionRow]") -> bool:
        return await self._updated(rows, Update(ref="", status="done"), "actions.did.done")

    async def percent(self, rows: "Sequence[ActionRow]") -> bool:
        async def save(values: Values) -> None:
            await self._update(rows, progress_update(values["percent"]))

        def read(text: str) -> str:
            return self.page.words(f"status.{progress_update(text).status}") if text else ""

        return await self._form(
            rows, "actions.ask.percent", FormField("percent", str(rows[0]["percent"]), read=read), save
        )

    async def blocked(self, rows: "Sequence[ActionRow]") -> bool:
        async def save(values: Values) -> None:
            if not values["reason"]:
                raise Refused("actions.no_reason")
            await self._update(rows, Update(ref="", status="blocked", note=values["reason"]))

        return await self._form(rows, "actions.ask.blocked", FormField("reason", rows[0]["reason"] or ""), save)

    async def cancel(self, rows: "Sequence[ActionRow]") -> bool:
        """Shows first the mails to those whose it no longer is."""
        page, refs, what = self.page, [row["ref"] for row in rows], named(rows, self.page.words)
        question = page.words("actions.ask.cancel", what=what, n=len(rows))

        def cancelling(acting: "Acting") -> "Sequence[Action]":
            return update_each(acting, refs, Update(ref="", status="cancelled"))

        done = await run_confirmed(
            page, question, "key.cancel_action", cancelling, "actions.did.cancelled", n=len(rows), what=what
        )
        return done is not None

    async def edit(self, rows: "Sequence[ActionRow]") -> bool:
        """All fields of one; of several what can be the same for all."""
        if len(rows) == 1:
            return await action_form(self.page, rows[0]["ref"])
        return await BulkChangeForm(self.page).edit(rows)

    async def note(self, rows: "Sequence[ActionRow]") -> bool:
        """A longer text, in an editor; of the first one."""
        page, services, ref = self.page, self.page.services, rows[0]["ref"]

        async def save(typed: str) -> str | None:
            text = await settled_text(page, basis, "note", typed)
            if text is None:
                return None
            update = Update(ref="", note=text.strip())
            return (await basis.run(lambda acting: update_action(acting, ref, update))).ref

        async def fields_now() -> list[FormField]:
            note = await page.session.query(lambda reader: note_of(reader, ref))
            return [FormField("note", note, several=True, separator=LINES)]

        basis = FormBasis(page.session, ref, fields_now)
        before = (await basis.read())[0].value
        title = page.words("actions.ask.note", what=named(rows[:1], page.words))
        saved = await page.ask(Editor(services, title, before, f"note-{ref}", save))
        page.refresh_now()
        return saved is not None

    async def nudge(self, rows: "Sequence[ActionRow]") -> bool:
        """Ask the owners how they stand: who gets what is shown before anything leaves."""
        page, refs = self.page, [row["ref"] for row in rows]
        found = await page.do(lambda acting: _nudge_mails(acting, refs))
        if found is None:
            return False
        mails, refused = found
        objections = " ".join(page.words(error.key, **error.values) for error in refused)
        if not mails:
            page.warn(objections)
            return False
        title = page.words("actions.ask.nudge", n=len(mails))
        if not await page.ask(SendDialog(page.services, title, mails, objections)):
            return False
        names = [mail.name for mail in mails]
        queued = await page.do(
            lambda acting: queue_nudges(acting, refs, leaving_in=UNDO_WINDOW), "actions.did.nudged", names=names
        )
        return queued is not None

    async def _update(self, rows: "Sequence[ActionRow]", update: Update) -> None:
        """Raises what the command raises: a form shows it."""
        refs = [row["ref"] for row in rows]
        await self.page.session.run_command(lambda acting: update_each(acting, refs, update))

    async def _updated(self, rows: "Sequence[ActionRow]", update: Update, done_key: str) -> bool:
        refs, what = [row["ref"] for row in rows], named(rows, self.page.words)
        changed = await self.page.do(lambda acting: update_each(acting, refs, update), done_key, n=len(rows), what=what)
        return changed is not None

    async def _form(
        self, rows: "Sequence[ActionRow]", title: str, field: FormField, save: Callable[[Values], Awaitable[None]]
    ) -> bool:
        page = self.page
        saved = await page.ask(Form(page.services, page.words(title, what=named(rows, page.words)), [field], save))
        page.refresh_now()
        return saved is True


def progress_update(text: str) -> Update:
    """Raises `Refused` (`action.bad_percent`) for what is no percentage, and for nothing."""
    number = percent_of(text)
    if number is None:
        raise Refused("action.bad_percent", value=text)
    return Update(
        ref="", status="done" if number == 100 else "in-progress" if number else "not-started", percent=number
    )


def _nudge_mails(acting: "Acting", refs: Sequence[str]) -> tuple[list[MailPreview], list[CollabError]]:
    """What the owners would be sent, and why others would get nothing."""
    found = nudges(acting.store, acting, refs)
    mails = [MailPreview.of(message.person, "outward.nudge", rendered(acting, message)) for message in found.messages]
    return mails, [error for _, error in found.refused]
