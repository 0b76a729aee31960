"""Reports: the week, the page for leadership, departments, load, kept promises, response times; read here, sent, and
written as one HTML file."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.screens.frame.page import Page
from collabtui.widgets.charts import OPEN, OVERDUE
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, folded
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Document
    from collabtui.store.engine_connection import Connection

NAMES = ("week", "leadership", "department", "load", "promises", "answers")
WITH_BARS = ("department", "load")
"""Those whose bars need a legend."""
MOST_ROWS = 50
"""Rows that are drawn of each list and table: a screen is no book, and files and copies have all."""
TOGETHER = 0.02
"""Seconds."""
BESIDE = 62
"""Columns from which the list has room beside the report; in fewer one takes the place of the other."""


class Reports(Page):
    CSS_PATH = "reports.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write('one')", "key.write_html", id="reports.write"),
        Binding("f", "write('all')", "key.write_all", id="reports.write_all"),
        Binding("s", "send", "key.send", id="reports.send"),
        Binding("a", "pick_matter", "key.pick_matter", id="reports.matter"),
        Binding("y", "copy", "key.copy", show=False, id="reports.copy"),
        Binding("escape", "back", "key.back", show=False, id="reports.back"),
    ]
    page = "reports"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.matter: str | None = None
        """The ref of the only matter that is reported on."""
        self._whole: Document | None = None
        """All of it, once it is read."""

    def content(self) -> ComposeResult:
        with Horizontal(id="reports-body"):
            yield Rows(id="reports", classes="card -opened")
            with VerticalScroll(id="report", classes="card"):
                yield Static(self.words("reports.loading"), id="report-text")

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#reports", Rows)

    @property
    def report(self) -> VerticalScroll:
        return self.query_one("#report", VerticalScroll)

    def refresh_rows(self) -> None:
        self.rows.show(NAMES, self._draw)
        self.rows.border_title = self.words("page.reports")
        self._load()

    def _draw(self, names: Sequence[str], _: int) -> list[Content]:
        return [as_content(self.words(f"reports.of.{name}")) for name in names]

    @on(Rows.Moved, "#reports")
    def _moved(self) -> None:
        self._load()
        self.report.scroll_home(animate=False)

    @on(Rows.Chosen, "#reports")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.report.focus()

    def on_resize(self) -> None:
        self.set_class(self.size.width < BESIDE, "-one")
        if self.is_composed:
            self._load()

    def point_at(self, place: Place) -> None:
        """The report of this name."""
        self.rows.point_at(place.ref)
        self._load()

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    @work(exclusive=True, group="report")
    async def _load(self) -> None:
        """Read off the loop, whatever the number of actions; once, where a key, its row and the size come together."""
        await asyncio.sleep(TOGETHER)
        document = await self._document("one")
        if document is None:
            return
        self._whole = document
        self._draw_report(document)

    def _draw_report(self, document: "Document") -> None:
        from collabtui.screens.dialogs.fitted_document import begun
        from collabtui.screens.reports.report_lines import has_entries, report_lines

        name, words = self.rows.key, self.words
        first = begun(document, MOST_ROWS, lambda n: words("reports.more", n=n))
        width = self.report.scrollable_content_region.width
        lines = report_lines(first, width, words)
        if not has_entries(document, words):
            lines += [Content(""), *folded(as_content(words(f"reports.next.{name}"), MUTED), width)]
        self.query_one("#report-text", Static).update(Content("\n").join(lines))
        self.report.border_title = words("reports.matter", matter=self.matter or words("reports.every_matter"))
        has_bars = name in WITH_BARS and any(OPEN in one.plain or OVERDUE in one.plain for one in lines)
        self.report.border_subtitle = words("charts.legend") if has_bars else ""

    async def _document(self, which: str) -> "Document | None":
        name, now, words, matter = self.rows.key, self.session.now, self.words, self.matter
        if name is None or not self.session.configured:
            return None
        leadership: Document | None = None
        if which == "all" or name == "leadership":
            from collabtui.screens.dialogs.report_sending import ReportSender

            made = await ReportSender(self).made("leadership", matter)
            leadership = made.document(words) if made else None
            if which == "one" or leadership is None:
                return leadership

        def read(reader: "Connection") -> "Document":
            from collabtui.lifecycle.export.report_contents import all_reports, figure_contents, week_contents

            if leadership is not None:
                return all_reports(reader, words, leadership, now, matter)
            if name == "week":
                return week_contents(reader, words, now, matter)
            return figure_contents(reader, words, name, now, matter)

        return await self.session.query(read)

    def _text(self) -> str:
        """All of the report that is shown, as Markdown."""
        from collabtui.formats.documents.document_markdown import write_markdown

        return write_markdown(self._whole).replace("<br>", " · ") if self._whole else ""

    async def open_text(self) -> str:
        return await asyncio.to_thread(self._text)

    @work
    async def action_send(self) -> None:
        """To people whose names are typed, their mails shown first."""
        from collabtui.screens.dialogs.report_sending import ReportSender

        await ReportSender(self).send(self.rows.key, self.matter)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text())
        self.tell("screen.copied", seconds=3, n=1)

    @work
    async def action_pick_matter(self) -> None:
        """All matters, or one."""
        from collabtui.screens.reports.report_file import picked_matter

        chosen = await picked_matter(self)
        if chosen is not None:
            self.matter = chosen or None
            self._load()

    @work
    async def action_write(self, which: str) -> None:
        from collabtui.screens.reports.report_file import write_report

        if (document := await self._document(which)) and (name := self.rows.key):
            await write_report(self, document, name if which == "one" else "all", self.matter)
