"""The check list of a deliverable: each line is taken down by hand, or who does the action is asked for all of them."""

from typing import TYPE_CHECKING

from collabtui.lifecycle.actions.deliverable_checks import ask_checks, preview_checks, take_check
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.screens.actions.action_lines import CHECK_MARKS
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.send_after_preview import mail_previews, send_after_preview
from collabtui.store.queries.actions import checks_of

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.action_rows import ActionRow, CheckRow
    from collabtui.text.catalogue import Catalogue

_SEND = "send"
_RESULTS = {None: "open", True: "yes", False: "no"}


class CheckCommands:
    """Of one action."""

    def __init__(self, page: "PagePort", row: "ActionRow") -> None:
        self.page, self.ref, self.title = page, row["ref"], row["title"]

    async def run(self) -> bool:
        """Line after line until there is none left to choose; whether anything was taken down or sent."""
        page, changed = self.page, False
        while lines := await page.session.query(lambda reader: checks_of(reader, self.ref)):
            title = page.words("actions.ask.checks", ref=self.ref, title=self.title)
            options = [*(_option(line, page.words) for line in lines), self._send_option()]
            chosen = await page.ask(Pick(page.services, title, options))
            if chosen is None:
                return changed
            if chosen == _SEND:
                return await self._send() or changed
            changed = await self._take(lines[int(chosen) - 1]) or changed
            page.refresh_now()
        page.warn(page.words("checks.none", ref=self.ref))
        return changed

    def _send_option(self) -> Option:
        return (_SEND, self.page.words("actions.send_checks"), self.page.words("actions.send_checks_about"))

    async def _take(self, line: "CheckRow") -> bool:
        page, ref, number = self.page, self.ref, line["number"]

        async def save(values: Values) -> None:
            ok, remark = values["check_result"] == "yes", values["remark"]
            await page.session.run_command(lambda acting: take_check(acting, ref, number, ok=ok, remark=remark))

        results = [(value, page.words(f"checks.result.{value}")) for value in ("yes", "no")]
        fields = [
            FormField("check_result", "no" if line["ok"] is False else "yes", options=results),
            FormField("remark", line["remark"]),
        ]
        return await page.ask(Form(page.services, f"{number}. {line['text']}", fields, save)) is True

    async def _send(self) -> bool:
        """Who gets it is shown before it leaves."""
        page, ref = self.page, self.ref
        return await send_after_preview(
            page,
            page.words("actions.who_checks", ref=ref),
            lambda acting: mail_previews(preview_checks(acting, ref), "outward.checks"),
            lambda acting: ask_checks(acting, ref, leaving_in=UNDO_WINDOW),
            "checks.sent",
            ref=ref,
        )


def _option(line: "CheckRow", words: "Catalogue") -> Option:
    mark, _ = CHECK_MARKS[line["ok"]]
    found = words(f"checks.result.{_RESULTS[line['ok']]}")
    about = "  ".join(filter(None, (line["text"], line["remark"], line["by"])))
    return str(line["number"]), f"{mark} {line['number']}. {found}", about
