"""The fields of columns by the cells below their names, from what leaves no doubt to what only stands beside it."""

from collections.abc import Mapping, Sequence

from collabtui.formats.actions.by_cells.days_by_cells import with_stretch_of_days
from collabtui.formats.actions.by_cells.dependencies_by_cells import with_numbers_of_others
from collabtui.formats.actions.by_cells.people_by_cells import with_helpers_of_some, with_owner_of_each
from collabtui.formats.actions.by_cells.shares_by_cells import with_share_of_each
from collabtui.formats.actions.column_values import with_fields_by_contents
from collabtui.formats.tables.raw_row import RawRow


def with_fields_by_cells(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Fields, with those of columns that nobody is called after, where the cells tell them. Of each column its
    headings, the upper ones first."""
    names = [parts[-1] if parts else "" for parts in headings]
    fields = with_stretch_of_days(headings, fields, rows)
    found = with_fields_by_contents(names, fields, rows, given)
    found = with_helpers_of_some(names, with_owner_of_each(names, found, rows, given), rows, given)
    found = with_share_of_each(names, with_stretch_of_days(headings, found, rows), rows)
    return with_numbers_of_others(names, found, rows)
