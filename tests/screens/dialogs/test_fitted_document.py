"""A table without room is read row by row; many rows are not a heading each."""

import pytest

from collabtui.formats.documents.document import Document, DocumentTable, ItemList
from collabtui.screens.dialogs.fitted_document import MOST_APART, fitted

COLUMNS = ("Person", "Open", "Overdue", "Due in 7 days")


@pytest.mark.parametrize(("many", "blocks", "items"), [(2, 2, 4), (MOST_APART + 1, 1, MOST_APART + 1)])
def test_a_table_that_is_too_wide(many: int, blocks: int, items: int) -> None:
    rows = tuple((f"Person {n}", "3", "1", "2") for n in range(many))
    shown = fitted(Document("Load", "en", (DocumentTable(COLUMNS, rows, "Load"),)), 20).blocks
    lists = [block for block in shown if isinstance(block, ItemList)]
    assert (len(lists), len(lists[0].items)) == (blocks, items)
    assert "Overdue: 1" in " ".join(lists[-1].items)
