"""Columns of people whose names nobody knows: one person for each task owns it; who stands beside that owner for
some of the tasks, or with others, helps."""

from collections.abc import Mapping, Sequence

from collabtui.formats.actions.by_cells.cells_below import cell_text, filled_share, filled_texts, task_rows
from collabtui.formats.actions.column_values import OWNING, are_people, names_in_cell
from collabtui.formats.actions.heading_fields import column_name, has_word
from collabtui.formats.file_words import plain
from collabtui.formats.tables.raw_row import RawRow

_FULL = 0.9
"""Share of the tasks that have somebody who owns them."""
_FEWEST, _MOST_BESIDE = 2, 2
_BETWEEN = frozenset(("collaborators", "department", "helping_department"))
"""Fields that may stand between who owns a task and who helps."""


def with_owner_of_each(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Of two columns of people that nobody knows the only one with one person for each task: 跟单 beside 副手. Of more
    of them, each is of a trade (策划, 程序, 测试), and none is sure to own the tasks."""
    of_people = _of_people(names, fields, rows, given)
    if OWNING & set(fields) or "line" in fields or len(of_people) > _MOST_BESIDE:
        return list(fields)
    each = [place for place in of_people if names_one_each(rows, place)]
    return ["owner" if [place] == each else field for place, field in enumerate(fields)]


def with_helpers_of_some(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """The only column of people that nobody knows, right of who owns the tasks, in which some tasks have nobody or
    several, and none has its owner again."""
    owners = [place for place, field in enumerate(fields) if field in OWNING]
    if len(owners) != 1 or "line" in fields or fields[owners[0]] == "people":
        return list(fields)
    found = _of_people(names, fields, rows, given)
    helping = [place for place in found if helps_beside(rows, owners[0], place)]
    near = [place for place in helping if owners[0] < place and _BETWEEN.issuperset(fields[owners[0] + 1 : place])]
    return ["collaborators" if [place] == near == found else field for place, field in enumerate(fields)]


def with_people_beside(
    headings: Sequence[Sequence[str]], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[str]:
    """Fields in which each column of people that nobody knows is one, where none is sure to own the tasks: what tells
    that the rows are tasks."""
    if OWNING & set(fields):
        return list(fields)
    names = [parts[-1] if parts else "" for parts in headings]
    of_people = _of_people(names, fields, rows, given)
    return ["people" if place in of_people else field for place, field in enumerate(fields)]


def names_one_each(rows: Sequence[RawRow], place: int) -> bool:
    """Whether (nearly) each task has one person there."""
    texts = filled_texts(rows, place)
    return filled_share(rows, place) >= _FULL and all(len(names_in_cell(text)) == 1 for text in texts)


def helps_beside(rows: Sequence[RawRow], owner: int, place: int) -> bool:
    """Whether a column of people has nobody for some of the tasks, or several, and never who owns them."""
    texts = filled_texts(rows, place)
    several = any(len(names_in_cell(text)) > 1 for text in texts)
    both = [(cell_text(row, owner), cell_text(row, place)) for row in task_rows(rows)]
    again = any(plain(one) in map(plain, names_in_cell(other)) for one, other in both if one and other)
    return len(texts) >= _FEWEST and not again and (several or filled_share(rows, place) < 1)


def _of_people(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], given: Mapping[str, str]
) -> list[int]:
    """The columns of people that nobody knows, without those who approve, check, or hear of it."""
    return [
        place
        for place, field in enumerate(fields)
        if not field and (name := column_name(names[place])) and name not in given
        and not has_word(name, "beside_owner") and are_people(filled_texts(rows, place), given)
    ]  # fmt: skip
