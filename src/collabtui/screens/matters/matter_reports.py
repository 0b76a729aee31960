"""Reports from the page of matters: looked at and sent to people, copied for a group, or posted there by its robot."""

import asyncio
import os
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from collabtui.domain.kept_report import ReportKind
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.reports.group_text import group_text
from collabtui.lifecycle.reports.made_report import MadeReport, made_report
from collabtui.lifecycle.reports.send_report import keep_report, recipients, report_messages, send_report
from collabtui.mail.transport.group_robot import RobotSecrets, host_of, post_to_group
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.store.queries.people_list import known_people

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

_SENT: dict[str, ReportKind] = {
    "status": "status", "week": "week", "week-all": "week", "leadership": "leadership"
}  # fmt: skip


class MatterReports:
    """The reports that can be made of the matter under the cursor, and of all of them."""

    def __init__(self, page: "PagePort", ref: str) -> None:
        self.page, self.ref = page, ref

    async def choose(self, to_clipboard: Callable[[str], None]) -> None:
        words = self.page.words
        names = (*_SENT, "copy", "post")
        options: list[Option] = [
            (name, words(f"report.pick.{name}"), words(f"report.pick_about.{name}", ref=self.ref)) for name in names
        ]
        picked = await self.page.ask(Pick(self.page.services, words("report.ask.which"), options))
        if picked in _SENT:
            await self._send(_SENT[picked], self.ref if picked in ("status", "week") else None)
        elif picked == "copy":
            await self.copy(to_clipboard)
        elif picked == "post":
            await self._post()

    async def copy(self, to_clipboard: Callable[[str], None]) -> None:
        """Copy the state of the matter, as it is pasted into a group."""
        made = await self._made("status", self.ref)
        if made and (text := await self.page.do(lambda _: group_text(made, self.page.words))):
            to_clipboard(text)
            self.page.tell("report.copied", n=len(text.encode()))

    async def _made(self, kind: ReportKind, matter: str | None) -> MadeReport | None:
        session = self.page.session

        def make(acting: "Acting") -> MadeReport:
            with closing(session.open_reader()) as rows:
                return made_report(rows, acting.visible, acting, kind, matter, None)

        return await self.page.do(make)

    async def _send(self, kind: ReportKind, matter: str | None) -> None:
        page = self.page
        made = await self._made(kind, matter)
        people = await self._asked_whom(made) if made else []
        if not made or not people:
            return
        mails = await page.do(lambda acting: _previews(acting, made, people))
        if mails is not None and await page.ask(SendDialog(page.services, page.words("report.ask.send"), mails)):
            queued = await page.do(lambda acting: send_report(acting, made, people, UNDO_WINDOW))
            if queued is not None:
                page.tell("report.goes" if queued else "report.nothing_new", n=len(queued))

    async def _asked_whom(self, made: MadeReport) -> list[Person]:
        """Those who are named in a form, which begins with the contacts of the matter; empty when it was left."""
        page, people = self.page, list[Person]()
        rows = await page.session.query(known_people)
        between = page.words("list.separator")

        async def save(values: Values) -> None:
            nonlocal people
            names = [name.strip() for name in values["report_to"].replace("，", "、").replace(",", "、").split("、")]
            given = [name for name in names if name]
            people = await page.session.run_command(lambda acting: recipients(acting.store, made, given))

        contacts = await page.session.run_command(lambda acting: _contacts(acting, made))
        field = FormField("report_to", between.join(contacts), [row["name"] for row in rows])
        asked = await page.ask(Form(page.services, page.words("report.ask.to_whom"), [field], save, verb="key.go_on"))
        return people if asked else []

    async def _post(self) -> None:
        page = self.page
        made = await self._made("status", self.ref)
        config = await page.do(lambda acting: acting.config.robot)
        if made is None or config is None:
            return
        if not config.service:
            page.warn("robot.none")
            return
        text = await page.do(lambda _: group_text(made, page.words, config.service or None))
        if text is None:
            return
        question = page.words("report.ask.post", service=config.service, host=host_of(config))
        if not await page.ask(Confirm(page.services, f"{question}\n\n{text}", "key.send")):
            return
        # kept first: what was posted can be asked for again, and where nothing may be written nothing is posted
        if await page.do(lambda acting: keep_report(acting, made)) is None:
            return
        try:
            await asyncio.to_thread(post_to_group, config, RobotSecrets(config, os.environ), text, page.session.now)
        except CollabError as error:
            page.show_error(error)
        else:
            page.tell("robot.posted", service=config.service, host=host_of(config))


def _contacts(acting: "Acting", made: MadeReport) -> list[str]:
    """Names of those to whom it goes by itself; none of what is of no one matter."""
    try:
        return [person.name for person in recipients(acting.store, made, ())]
    except CollabError:
        return []


def _previews(acting: "Acting", made: MadeReport, people: list[Person]) -> list[MailPreview]:
    messages = report_messages(made, people)
    return [MailPreview.of(message.person, "outward.report", rendered(acting, message)) for message in messages]
