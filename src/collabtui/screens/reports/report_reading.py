"""Reading the reports of the page: each as a document, with where a past week comes from; all of them as one; and the
sentence that each begins with."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.count_working_days import Week, number_of_week
from collabtui.formats.documents.document import Fields, Prose, shown

if TYPE_CHECKING:
    from collabtui.domain.kept_report import ReportKind
    from collabtui.formats.documents.document import Document
    from collabtui.lifecycle.reports.made_report import MadeReport
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue


OF_WEEKS = ("week", "leadership")
"""Those of which there are earlier ones."""


class ReadReport(NamedTuple):
    document: "Document"
    source: str = ""
    """Sentences below it: where a past week comes from, and what is left out."""


class ReportReader:
    """Of one matter, by its ref, or of all; of a past week, or with None of the one of today. Numbers are always those
    of today."""

    def __init__(self, page: "PagePort", matter: str | None, week: Week | None) -> None:
        self.page, self.matter, self.week = page, matter, week

    async def read(self, name: "ReportKind") -> ReadReport | None:
        """None where it was refused, which is shown."""
        words, now, matter = self.page.words, self.page.session.now, self.matter
        if name == "leadership" or (self.week and name in OF_WEEKS):
            made = await self._made(name)
            if made is None:
                return None
            below = (self._source_of(made), self._left_out(made.left_out))
            return ReadReport(made.document(words), " ".join(filter(None, below)))

        def read(reader: "Connection") -> ReadReport:
            from collabtui.lifecycle.export.report_contents import figure_contents, week_contents
            from collabtui.lifecycle.reports.present_reports import left_out

            match name:
                case "promises" | "answers":
                    return ReadReport(figure_contents(reader, words, name, now, matter))
                case "department" | "load":
                    document = figure_contents(reader, words, name, now, matter)
                case _:
                    document = week_contents(reader, words, now, matter)
            return ReadReport(document, self._left_out(len(left_out(reader, matter))))

        return await self.page.session.query(read)

    async def all_of_them(self, week: Week | None) -> "Document | None":
        """In one document; of a past week those that there are of it, and with None all of today."""
        from collabtui.lifecycle.export.report_contents import all_reports, reports_of_week

        words, now, matter = self.page.words, self.page.session.now, self.matter
        reader = ReportReader(self.page, matter, week)
        leadership = await reader.read("leadership")
        if leadership is None:
            return None
        if week is None:
            first = leadership.document
            return await self.page.session.query(lambda rows: all_reports(rows, words, first, now, matter))
        weekly = await reader.read("week")
        return reports_of_week(words, weekly.document, leadership.document, number_of_week(week)) if weekly else None

    async def _made(self, kind: "ReportKind") -> "MadeReport | None":
        from collabtui.screens.dialogs.report_sending import ReportSender

        return await ReportSender(self.page).made(kind, self.matter, self.week)

    def _left_out(self, matters: int) -> str:
        """The sentence on confidential matters that a report over all does not have."""
        return self.page.words("report.left_out", n=matters) if matters else ""

    def _source_of(self, made: "MadeReport") -> str:
        words = self.page.words
        if made.kept:
            day = made.kept.at.astimezone(self.page.session.zone).date()
            return words("report.from_kept", day=words.day(day))
        return words("report.from_trail") if self.week else ""


def lead_of(document: "Document", words: "Catalogue") -> str:
    """The sentence that says how it stands; empty where there is none."""
    first = document.blocks[0] if document.blocks else None
    match first:
        case Prose():
            return shown(first.paragraphs[0])
        case Fields():
            return shown(dict(first.rows).get(words("form.label.overall"), ""))
    return ""
