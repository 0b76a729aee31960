"""One change to several actions: what is the same for all is typed once; what could not be done is named."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.action_status import STATUSES
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import BulkChange, BulkResult, change_each
from collabtui.screens.actions.action_row_parts import named, named_refs
from collabtui.screens.actions.given_warnings import findings_in_words, with_findings
from collabtui.screens.dialogs.field_parsers import day_of, known, says_day, says_owners, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mails_first import run_in_form
from collabtui.screens.dialogs.matter_field import matter_field

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue


class BulkChangeForm:
    """Each method asks for a change and makes it in all rows; True when the form was saved."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def postpone(self, rows: "Sequence[ActionRow]") -> bool:
        """To one day for all of them, or by a length of time that counts from each one's own date."""
        session, words = self.page.session, self.page.words
        fields = [FormField("due", read=says_day(session, words, _due(rows[0]))), FormField("reason")]

        def change(values: Values) -> BulkChange:
            return BulkChange(due=checked_day(session, words, values["due"]), reason=values["reason"])

        return await self._ask(rows, "actions.ask.postpone", fields, change)

    async def edit(self, rows: "Sequence[ActionRow]") -> bool:
        session, words = self.page.session, self.page.words
        people = await session.query(known)
        statuses = [("", words("actions.as_it_is")), *((name, words(f"status.{name}")) for name in STATUSES)]
        fields = [
            FormField("status", "", options=statuses),
            FormField("due", read=says_day(session, words, _due(rows[0]))),
            FormField("reason"),
            FormField("owner", suggest=suggestions(people), read=says_owners(session, words, people)),
            matter_field(session, words),
        ]
        return await self._ask(rows, "actions.ask.bulk", fields, lambda values: _change(session, words, values))

    async def _ask(
        self,
        rows: "Sequence[ActionRow]",
        title: str,
        fields: Sequence[FormField],
        change: Callable[[Values], BulkChange],
    ) -> bool:
        page, refs = self.page, [row["ref"] for row in rows]
        results: list[BulkResult] = []

        async def save(values: Values) -> None:
            wanted = change(values)
            changing = with_findings(lambda acting: change_each(acting, refs, wanted), refs)
            results.append((await run_in_form(page, question, changing, findings_in_words(page.words))).result)

        question = page.words(title, what=named(rows, page.words), n=len(rows))
        saved = await page.ask(Form(page.services, question, fields, save))
        page.refresh_now()
        if saved:
            self.report(results[-1])
        return saved is True

    def report(self, result: BulkResult) -> None:
        """Tell how many were changed, and by name what could not be, and why."""
        words = self.page.words
        parts = [words("actions.did.changed", n=len(result.changed))] if result.changed else []
        if result.same:
            parts.append(words("actions.did.same", n=len(result.same), what=named_refs(result.same, words)))
        parts += [words(error.key, **error.values) for _, error in result.refused[:3]]
        if others := [ref for ref, _ in result.refused[3:]]:
            parts.append(words("actions.did.refused", what=named_refs(others, words)))
        (self.page.warn if result.refused else self.page.tell)(" ".join(parts))


def _change(session: "Session", words: "Catalogue", values: Values) -> BulkChange:
    if values["status"] == "blocked" and not values["reason"]:
        raise Refused("actions.no_reason")
    return BulkChange(
        status=next((name for name in STATUSES if name == values["status"]), None),
        due=checked_day(session, words, values["due"]) if values["due"] else None,
        reason=values["reason"],
        owner=values["owner"].removeprefix("@"),
        matter=values["matter"],
    )


def checked_day(session: "Session", words: "Catalogue", text: str) -> Callable[[date | None], date]:
    """The day that is meant, given an action's own; raises `Refused` at once for what is no day."""

    def day(since: date | None) -> date:
        found = day_of(session, words, text, since)
        if found is None:
            raise Refused("actions.no_day", field="due")
        return found

    day(session.today)
    return day


def _due(row: "ActionRow") -> date | None:
    return date.fromisoformat(row["due"]) if row["due"] else None
