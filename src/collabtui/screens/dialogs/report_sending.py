"""Reports that are made on the screens: to be read there, and sent as mails that are shown first."""

from contextlib import closing
from typing import TYPE_CHECKING

from collabtui.domain.count_working_days import Week
from collabtui.domain.kept_report import ReportKind
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.reports.made_report import MadeReport, made_figures, made_report
from collabtui.lifecycle.reports.send_report import recipients, report_messages, send_report, sending_findings
from collabtui.screens.dialogs.field_parsers import names_in
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.store.queries.people_list import known_people

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


class ReportSender:
    """Of one matter, by its ref, or of all."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def made(self, kind: ReportKind, matter: str | None, week: Week | None = None) -> MadeReport | None:
        """`week` None: the one of today."""
        session = self.page.session

        def make(acting: "Acting") -> MadeReport:
            with closing(session.open_reader()) as rows:
                match kind:
                    case "week" | "leadership" | "status":
                        return made_report(rows, acting.visible, acting, kind, matter, week)
                return made_figures(rows, acting.visible, acting, kind, matter)

        return await self.page.do(make)

    async def send(self, kind: ReportKind, matter: str | None, week: Week | None = None) -> None:
        page = self.page
        made = await self.made(kind, matter, week)
        people = await self._asked_whom(made) if made else []
        if not made or not people:
            return
        shown = await page.do(lambda acting: (_previews(acting, made, people), sending_findings(acting, made, people)))
        if shown is None:
            return
        mails, findings = shown
        warning = "\n".join(page.words(one.key, **one.values) for one in findings)
        if await page.ask(SendDialog(page.services, page.words("report.ask.send"), mails, warning)):
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
            given = names_in(values["report_to"])
            people = await page.session.run_command(lambda acting: recipients(acting.store, made, given))

        contacts = await page.session.run_command(lambda acting: _contacts(acting, made))
        field = FormField("report_to", between.join(contacts), [row["name"] for row in rows])
        asked = await page.ask(Form(page.services, page.words("report.ask.to_whom"), [field], save, verb="key.go_on"))
        return people if asked else []


def _contacts(acting: "Acting", made: MadeReport) -> list[str]:
    """Names of those to whom it goes by itself; none of what is of no one matter."""
    try:
        return [person.name for person in recipients(acting.store, made, ())]
    except CollabError:
        return []


def _previews(acting: "Acting", made: MadeReport, people: list[Person]) -> list[MailPreview]:
    messages = report_messages(made, people, acting.today)
    return [MailPreview.of(message.person, "outward.report", rendered(acting, message)) for message in messages]
