"""Moving a card to another column of the board: what that changes, with the mails that follow shown first."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import BulkChange, change_each, update_action
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.matters.edit_matters import move_to_step
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.actions.commands_on_actions import ActionCommands
from collabtui.screens.actions.given_warnings import findings_in_words, with_findings
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.field_parsers import away_beside, known
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mails_first import run_after_mails
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.columns.board import BEFORE, LATER

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.domain.action_status import Status
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.board.board_data import BoardBy
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.action_rows import ActionRow

FRIDAY = timedelta(days=4)


class BoardCommands:
    """Of one arrangement, `by`."""

    def __init__(self, page: "PagePort", by: "BoardBy") -> None:
        self.page, self.by = page, by

    async def carry(self, card: int | str, column: str, heading: str) -> None:
        """Put down in the column of that name; `heading` is what people call it."""
        if self.by == "step":
            await self._step(str(card), column, heading)
            return
        row = await self._row(card)
        is_given = self.by in ("owner", "department")
        owner = (column if self.by == "owner" else await self._owner_in(column)) if is_given else ""
        heading += await self._away(owner)
        title = self.page.words("board.move", ref=row["ref"], title=row["title"], to=heading)
        command = await self._command(row, column, owner)
        if command is not None:
            carrying, warn = with_findings(command, [row["ref"]]), findings_in_words(self.page.words)
            await run_after_mails(self.page, title, carrying, "board.moved", warn, ref=row["ref"], to=heading)
        self.page.refresh_now()

    async def _command(self, row: "ActionRow", column: str, owner: str) -> "Callable[[Acting], Any] | None":
        """None where the column cannot be chosen, or a question was left."""
        ref = row["ref"]
        if self.by == "status":
            return await self._status(ref, row, cast("Status", column))
        if self.by == "week":
            day = self._day(row, column)
            return None if day is None else _changes(ref, BulkChange(due=lambda _: day))
        if not owner:
            self.page.tell(f"board.no_{self.by}")
            return None
        return _changes(ref, BulkChange(owner=owner))

    async def _away(self, owner: str) -> str:
        people = await self.page.session.query(known) if owner else []
        session, words = self.page.session, self.page.words
        return "".join(away_beside(session, words, one) for one in people if one.ref == owner)

    async def _status(self, ref: str, row: "ActionRow", status: "Status") -> "Callable[[Acting], Any] | None":
        """What is blocked says why."""
        reason: list[str | None] = [None]
        if status == "blocked":

            async def save(values: Values) -> None:
                if not values["reason"]:
                    raise Refused("actions.no_reason")
                reason[0] = values["reason"]

            title = self.page.words("actions.ask.blocked", what=f"{ref} {row['title']}")
            if not await self.page.ask(
                Form(self.page.services, title, [FormField("reason", row["reason"] or "")], save)
            ):
                return None
        update = Update(ref=ref, status=status, note=reason[0])
        return lambda acting: update_action(acting, ref, update)

    def _day(self, row: "ActionRow", column: str) -> date | None:
        """The same day of the week; Friday where it had no date."""
        if column in ("", BEFORE, LATER):
            self.page.tell("board.no_week")
            return None
        monday = date.fromisoformat(column)
        due = date.fromisoformat(row["due"]) if row["due"] else None
        return monday + (timedelta(days=due.weekday()) if due else FRIDAY)

    async def _owner_in(self, department: str) -> str:
        """The person of that department who takes it; asked where there are several, empty where it was left."""
        if not department:
            return ""
        people = await self.page.do(lambda acting: everybody(acting.store))
        members = [one for one in people or () if one.department == department]
        if len(members) <= 1:
            return members[0].ref if members else ""
        options = [(one.ref, one.name, one.title) for one in members]
        question = self.page.words("board.who", department=department)
        return await self.page.ask(Pick(self.page.services, question, options)) or ""

    async def _step(self, ref: str, column: str, heading: str) -> None:
        step: Step = next(one for one in STEPS if one == column)
        title = self.page.words("board.move", ref=ref, title="", to=heading)
        await run_after_mails(
            self.page, title, lambda acting: move_to_step(acting, ref, step), "board.moved", ref=ref, to=heading
        )
        self.page.refresh_now()

    async def open(self, card: int | str) -> None:
        if self.by == "step":
            self.page.go("matters", str(card))
        else:
            self.page.go("actions", (await self._row(card))["ref"])

    async def run(self, name: str, card: int | str) -> None:
        """A command of the list of actions: `done`, `postpone`, `nudge`."""
        if await ActionCommands(self.page).run(name, [await self._row(card)]):
            self.page.refresh_now()

    async def edit(self, card: int | str) -> None:
        await action_form(self.page, (await self._row(card))["ref"])
        self.page.refresh_now()

    async def new(self) -> None:
        await new_action_form(self.page)
        self.page.refresh_now()

    async def _row(self, card: int | str) -> "ActionRow":
        today, identity = self.page.session.today, int(card)
        (row,) = await self.page.session.query(lambda reader: actions_by_id(reader, [identity], today=today))
        return row


def _changes(ref: str, change: BulkChange) -> "Callable[[Acting], Any]":
    def run(acting: "Acting") -> object:
        result = change_each(acting, [ref], change)
        for _, error in result.refused:
            raise error
        return result

    return run
