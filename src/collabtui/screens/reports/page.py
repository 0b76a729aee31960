"""Reports: the week, the page for leadership, departments, load, kept promises, response times; read here, sent, and
written as one HTML file."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from collabtui.domain.count_working_days import Week, name_of_week, number_of_week, week_of
from collabtui.domain.place import Place
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.reports.report_reading import OF_WEEKS, ReportReader, lead_of
from collabtui.screens.reports.report_view import ReportView
from collabtui.screens.shell.report_request import report_request
from collabtui.widgets.charts import OPEN, OVERDUE
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, folded
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.domain.kept_report import ReportKind
    from collabtui.formats.documents.document import Document

NAMES: "tuple[ReportKind, ...]" = ("week", "leadership", "department", "load", "promises", "answers")
WITH_BARS = ("department", "load")
"""Those whose bars need a legend."""
MOST_ROWS = 50
"""Rows that are drawn of each list and table: a screen is no book, and files and copies have all."""
TOGETHER, CALM = 0.02, 0.3
"""Seconds in which keys and changes that come together are waited for, by the report and by the list."""
WEEK = timedelta(days=7)
BESIDE, ROOM_FOR_LEADS = 62, 140
"""Columns from which the list has room beside the report, in fewer one takes the place of the other; and for a sentence
on each."""
WITH_LEADS = "-leads"
INDENT = "  "

REPORT_KEYS: list[BindingType] = [
    Binding("w", "write('one')", "key.write_html", id="reports.write"),
    Binding("f", "write('all')", "key.write_all", id="reports.write_all"),
    Binding("s", "send", "key.send", id="reports.send"),
    Binding("a", "pick_matter", "key.pick_matter", id="reports.matter"),
    Binding("left", "turn(-1)", "key.earlier_report", id="reports.previous"),
    Binding("right", "turn(1)", "key.later_report", id="reports.next"),
    Binding("y", "copy", "key.copy", show=False, id="reports.copy"),
    Binding("escape", "back", "key.back", show=False, id="reports.back"),
]


class Reports(TwoPanePage):
    CSS_PATH = "reports.tcss"
    BINDINGS: ClassVar[list[BindingType]] = REPORT_KEYS
    page = "reports"
    panes = Panes("#reports", "#report", beside_from=0)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.matter: str | None = None
        """The ref of the only matter that is reported on."""
        self.week: Week | None = None
        """A past one that is reported on; None: the one of today."""
        self._whole: Document | None = None
        self._source = ""
        """The sentence on where a past week comes from."""
        self._leads: dict[ReportKind, str] = {}
        """The sentence that each report begins with, as the list says them where there is room."""

    def content(self) -> ComposeResult:
        with Horizontal(id="reports-body", classes="" if self.session.configured else "-alone"):
            yield Rows(id="reports", classes="card -opened")
            yield ReportView(self.words("reports.loading"))

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#reports", Rows)

    @property
    def report(self) -> ReportView:
        return self.query_one(ReportView)

    def refresh_rows(self) -> None:
        self.rows.show(NAMES, self._draw)
        self.rows.border_title = self.words("page.reports")
        self._load()

    def _draw(self, names: "Sequence[ReportKind]", width: int) -> list[Content]:
        return [Content("\n").join(self._row(name, width)) for name in names]

    def _row(self, name: "ReportKind", width: int) -> list[Content]:
        """Its name, and where the terminal is wide the sentence that it begins with."""
        lead = self._leads.get(name, "") if self.has_class(WITH_LEADS) else ""
        below = folded(as_content(lead, MUTED), width - len(INDENT)) if lead else ()
        return [as_content(self._title(name)), *(Content(INDENT) + one for one in below)]

    def _title(self, name: str) -> str:
        if name == "week" and self.week:
            return self.words("reports.of_week", number=number_of_week(self.week))
        return self.words(f"reports.of.{name}")

    @on(Rows.Moved, "#reports")
    def _moved(self) -> None:
        self._load()
        self.refresh_bindings()
        self.report.scroll_home(animate=False)

    @on(Rows.Chosen, "#reports")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.report.focus()

    @on(ReportView.Chosen)
    def _thing_chosen(self, event: ReportView.Chosen) -> None:
        self.go(*Place.parse(event.about))

    def action_turn(self, way: int) -> None:
        shown, today = self.week or week_of(self.session.today), self.session.today
        wanted = week_of(shown.first + way * WEEK)
        self.week = wanted if wanted.last < today else None
        self.rows.draw_again()
        self.refresh_bindings()
        self._load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed or action != "turn":
            return super().check_action(action, parameters)
        return self.rows.key in OF_WEEKS and (parameters[0] == -1 or self._past is not None)

    @property
    def _past(self) -> Week | None:
        """The past week that is shown; None of a report of today."""
        return self.week if self.rows.key in OF_WEEKS else None

    def on_resize(self) -> None:
        self.set_class(self.size.width < BESIDE, "-one").set_class(self.size.width >= ROOM_FOR_LEADS, WITH_LEADS)
        if self.is_composed:
            self._load()

    def point_at(self, place: Place) -> None:
        """The report of this name; its part says of which matter, of which week, and to which file."""
        asked = report_request(place.part, self.session.today)
        if place.part:
            self.matter, self.week = asked.matter or None, asked.week
            self.rows.draw_again()
        self.rows.point_at(place.ref)
        self._load()
        if asked.file:
            self.action_write("one", asked.file)

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    @work(exclusive=True, group="report")
    async def _load(self) -> None:
        """Read off the loop, whatever the number of actions; once, where a key, its row and the size come together."""
        await asyncio.sleep(TOGETHER)
        name = self.rows.key
        if name is None or not self.session.configured or (found := await self._reader().read(name)) is None:
            return
        self._whole, self._source = found
        self._draw_report(found.document)
        if self.has_class(WITH_LEADS):
            self._load_leads(name, found.document)

    @work(exclusive=True, group="leads")
    async def _load_leads(self, shown: "ReportKind", document: "Document") -> None:
        """How each report stands, beside the one that is shown and read; not at each of many changes that come
        together."""
        await asyncio.sleep(CALM)
        reader, leads = self._reader(), {shown: lead_of(document, self.words)}
        for name in NAMES:
            if name != shown:
                found = await reader.read(name)
                leads[name] = lead_of(found.document, self.words) if found else ""
        if leads != self._leads:
            self._leads = leads
            self.rows.draw_again()

    def _draw_report(self, document: "Document") -> None:
        from collabtui.screens.dialogs.fitted_document import begun
        from collabtui.screens.reports.report_lines import ReportLine, has_entries, report_lines

        name, words = self.rows.key, self.words
        first = begun(document, MOST_ROWS, lambda n: words("reports.more", n=n))
        width = self.report.scrollable_content_region.width
        lines = report_lines(first, width, words)
        if below := self._source or ("" if has_entries(document, words) else words(f"reports.next.{name}")):
            lines += map(ReportLine, [Content(""), *folded(as_content(below, MUTED), width)])
        self.report.show(lines)
        self.report.border_title = words("reports.matter", matter=self.matter or words("reports.every_matter"))
        has_bars = name in WITH_BARS and any(OPEN in one.shown.plain or OVERDUE in one.shown.plain for one in lines)
        below_it = "charts.legend" if has_bars else "reports.turn" if name in OF_WEEKS else ""
        self.report.border_subtitle = words(below_it) if below_it else ""

    def _reader(self) -> ReportReader:
        return ReportReader(self, self.matter, self.week)

    def _text(self) -> str:
        """All of the report that is shown, as Markdown."""
        from collabtui.formats.documents.document_markdown import write_markdown

        return write_markdown(self._whole).replace("<br>", " · ") if self._whole else ""

    async def open_text(self) -> str:
        return await asyncio.to_thread(self._text)

    @work
    async def action_send(self) -> None:
        from collabtui.screens.dialogs.report_sending import ReportSender

        await ReportSender(self).send(self.rows.key, self.matter, self._past)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text())
        self.tell("screen.copied", seconds=3, n=1)

    @work
    async def action_pick_matter(self) -> None:
        from collabtui.screens.reports.report_file import picked_matter

        chosen = await picked_matter(self)
        if chosen is not None:
            self.matter = chosen or None
            self._load()

    @work
    async def action_write(self, which: str, file: str = "") -> None:
        """`file` is the path that is offered, or its ending."""
        from collabtui.screens.reports.report_file import write_report

        reader, name = self._reader(), self.rows.key
        if which == "all":
            document = await reader.all_of_them(self._past)
        else:
            document = found.document if name and (found := await reader.read(name)) else None
        if document and name:
            day = name_of_week(self._past) if self._past else self.session.today.isoformat()
            await write_report(self, document, name if which == "one" else "all", self.matter, day, file)
