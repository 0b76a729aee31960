"""A report as lines of a width: tables keep their numbers in columns, sentences stand beside each other."""

import pytest

from collabtui.formats.documents.document import Document, DocumentTable, Prose
from collabtui.formats.documents.report_documents import _lead
from collabtui.screens.reports.report_lines import report_lines
from collabtui.text.catalogue import Catalogue

TABLE = DocumentTable(
    ("Owner", "Department", "On time", "Late", "Open"),
    (("Bob Brown", "Supply Chain and Procurement", "3", "1", "4"), ("张伟", "", "0", "0", "12")),
)


def shown(width: int) -> list[str]:
    lines = report_lines(Document("Kept promises", "en", (TABLE,)), width, Catalogue("en"))
    return [line.shown.plain.rstrip() for line in lines][2:]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            60,
            [
                "Owner      Department                    On time  Late  Open",
                "Bob Brown  Supply Chain and Procurement        3     1     4",
                "张伟                                           0     0    12",
            ],
        ),
        (
            36,
            [
                "Owner      On time  Late  Open",
                "Bob Brown        3     1     4",
                "  Supply Chain and Procurement",
                "张伟             0     0    12",
            ],
        ),
        (
            26,
            [
                "• Bob Brown",
                "  Department: Supply Chain",
                "  and Procurement · On",
                "  time: 3 · Late: 1 ·",
                "  Open: 4",
                "• 张伟",
                "  On time: 0 · Late: 0 ·",
                "  Open: 12",
            ],
        ),
    ],
)
def test_a_narrow_table_has_its_texts_below_and_its_numbers_in_columns(width: int, lines: list[str]) -> None:
    assert shown(width) == lines


@pytest.mark.parametrize(
    ("sentences", "lead"),
    [
        (("3 项未完成。", "", "1 项在等。"), "3 项未完成。1 项在等。"),
        (("3 are open.", "1 waits."), "3 are open. 1 waits."),
    ],
)
def test_sentences_above_a_report_are_parted_as_their_language_does(sentences: tuple[str, ...], lead: str) -> None:
    assert _lead(*sentences) == (Prose((lead,)),)
