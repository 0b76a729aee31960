"""Reports from the page of matters: looked at and sent to people, copied for a group, or posted there by its robot."""

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.domain.kept_report import ReportKind
from collabtui.errors import CollabError
from collabtui.lifecycle.reports.group_text import group_of, group_text
from collabtui.lifecycle.reports.send_report import keep_report
from collabtui.mail.transport.group_robot import RobotSecrets, host_of, post_to_group
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.report_sending import ReportSender

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort

_SENT: dict[str, ReportKind] = {
    "status": "status", "week": "week", "week-all": "week", "leadership": "leadership"
}  # fmt: skip


class MatterReports:
    """The reports that can be made of the matter under the cursor, and of all of them."""

    def __init__(self, page: "PagePort", ref: str) -> None:
        self.page, self.ref, self.sender = page, ref, ReportSender(page)

    async def choose(self, to_clipboard: Callable[[str], None]) -> None:
        words = self.page.words
        names = (*_SENT, "copy", "post")
        options: list[Option] = [
            (name, words(f"report.pick.{name}"), words(f"report.pick_about.{name}", ref=self.ref)) for name in names
        ]
        picked = await self.page.ask(Pick(self.page.services, words("report.ask.which"), options))
        if picked in _SENT:
            await self.sender.send(_SENT[picked], self.ref if picked in ("status", "week") else None)
        elif picked == "copy":
            await self.copy(to_clipboard)
        elif picked == "post":
            await self._post()

    async def copy(self, to_clipboard: Callable[[str], None]) -> None:
        """Copy the state of the matter, as it is pasted into a group."""
        made = await self.sender.made("status", self.ref)
        if made and (text := await self.page.do(lambda _: group_text(made, self.page.words))):
            to_clipboard(text)
            channel = await self.page.session.run_command(lambda acting: group_of(acting.visible, made))
            if channel:
                self.page.tell("report.copied_for", n=len(text.encode()), channel=channel.name)
            else:
                self.page.tell("report.copied", n=len(text.encode()))

    async def _post(self) -> None:
        page = self.page
        made = await self.sender.made("status", self.ref)
        config = await page.do(lambda acting: acting.config.robot)
        if made is None or config is None:
            return
        if not config.service:
            page.warn("robot.none")
            return
        text = await page.do(lambda _: group_text(made, page.words, config.service or None))
        if text is None:
            return
        channel = await page.session.run_command(lambda acting: group_of(acting.visible, made))
        name = channel.robot if channel else ""
        question = page.words("report.ask.post", service=config.service, host=host_of(config))
        if channel and name:
            question = page.words("report.ask.post_in", channel=channel.name, host=host_of(config))
        if not await page.ask(Confirm(page.services, f"{question}\n\n{text}", "key.send")):
            return
        # kept first: what was posted can be asked for again, and where nothing may be written nothing is posted
        if await page.do(lambda acting: keep_report(acting, made)) is None:
            return
        try:
            secrets = RobotSecrets(config, os.environ, name=name)
            await asyncio.to_thread(post_to_group, config, secrets, text, page.session.now)
        except CollabError as error:
            page.show_error(error)
        else:
            page.tell("robot.posted", service=config.service, host=host_of(config))
