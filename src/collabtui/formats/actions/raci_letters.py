"""A matrix of duties: a column a person, and in it R (does it), A (answers for it), S (supports it), C (is asked), I
(is told), or signs and words for them: ● 主责, ○ 协助."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from collabtui.formats.actions.column_values import is_person
from collabtui.formats.actions.heading_fields import UNUSED, field_of
from collabtui.formats.actions.sign_legends import sign_meanings
from collabtui.formats.actions.supporters import INFORMED
from collabtui.formats.actions.table_head import HeadColumn, TableHead
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

SEVERAL_DO = "several_do"
"""In a row with several R: their names."""
_LETTERS = re.compile(r"[RASCI](?:\s*[/,、+&]?\s*[RASCI])*", re.IGNORECASE)
_FEWEST = 2
"""Columns with letters that make a matrix: one alone is a code of something else."""
_LETTER_OF_FIELD = {"owner": "A", "doer": "R", "collaborators": "C", "helping_department": "C"}
_SIGNS = dict.fromkeys("●■★▲◆√✓✔", "A") | dict.fromkeys("○□☆△◇◎", "C")
"""What stands for what where no legend says it: filled is whoever answers for it."""
_CROSSES, _TICKS = frozenset("Xx"), frozenset("√✓✔")
"""A cross says who does it, unless ticks beside it say so: then it may say who does not."""
_VARIATION = "\ufe0f"


class DutyColumns(NamedTuple):
    columns: Sequence[HeadColumn]
    """A person each."""
    signs: Mapping[str, str]
    """The letter that each sign stands for."""
    people: Mapping[int, str]
    """Who each column is called after, by its place: of `Finance Colm`, below a heading, the last."""


def people_of_columns(columns: Iterable[HeadColumn], given: Mapping[str, str]) -> dict[int, str]:
    return {column.place: person_in_name(column.name, given) for column in columns}


def person_in_name(name: str, given: Mapping[str, str]) -> str:
    """The longest end of the name of a column that is somebody of the book; else the whole name."""
    words = name.split()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return next((end for end in ends if is_person(end, given)), name)


def duty_signs(rows: Iterable[RawRow]) -> dict[str, str]:
    """The letter that each sign stands for, as the table says it itself: who signs it off (`A = signs off`) is nothing
    of it."""
    beside = word_table("actions", "beside_owner")
    meanings = sign_meanings(rows)
    found = {"C": "I"} if {"S", "C"} <= meanings.keys() else dict[str, str]()  # who supports it has a letter of his own
    for sign, word in meanings.items():
        if letter := _LETTER_OF_FIELD.get(field_of([word], {})):
            found[sign] = letter
        elif any(one in plain(word) for one in beside):
            found[sign] = "I"
    return found


def letter_columns(
    head: TableHead, rows: Iterable[RawRow], given: Mapping[str, str], signs: Mapping[str, str]
) -> tuple[HeadColumn, ...]:
    """The columns nobody knows that hold such letters and nothing else, or are called after people of the book and hold
    `signs` for them; none where fewer than two do, where none answers for or does anything, or where another column
    names the owners."""
    if any(column.field in ("owner", "people") for column in head.columns):
        return ()
    cells: dict[int, list[str]] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            if text := shown(cell).strip():
                cells.setdefault(place, []).append(text)
    named = [column for column in head.columns if not column.field or _is_unused_but_person(column, given)]
    unknown = [column for column in named if cells.get(column.place)]
    found = [column for column in unknown if all(map(_LETTERS.fullmatch, cells[column.place]))]
    if len(found) < _FEWEST:
        signed = [column for column in unknown if _are_signs(cells[column.place], signs)]
        if _crossed_and_ticked(cells[column.place] for column in signed):
            return ()
        people = [column for column in signed if is_person(person_in_name(column.name, given), given)]
        found = signed if len(people) >= _FEWEST else people
    written = "".join(letters_of(text, signs) for column in found for text in cells[column.place])
    return tuple(found) if len(found) >= _FEWEST and set("RA") & set(written) else ()


def _crossed_and_ticked(cells: Iterable[Sequence[str]]) -> bool:
    marks = {text for texts in cells for text in texts}
    return bool(marks & _CROSSES and marks & _TICKS)


def _is_unused_but_person(column: HeadColumn, given: Mapping[str, str]) -> bool:
    """人力 over 苏婷: the name of a department may be a word for something else."""
    return column.field == UNUSED and is_person(person_in_name(column.name, given), given)


def _are_signs(texts: Iterable[str], signs: Mapping[str, str]) -> bool:
    """Whether they are nothing else, but for a count of them below the tasks."""
    others = [text for text in texts if not text.isdigit()]
    return bool(others) and all(letters_of(text, signs) for text in others)


def letters_of(text: str, signs: Mapping[str, str]) -> str:
    """The letters that a cell stands for; empty where it is none."""
    text = text.strip().replace(_VARIATION, "")
    if text in signs:
        return signs[text]
    if _LETTERS.fullmatch(text):
        return "".join(signs.get(letter, letter) for letter in text.upper()).replace("S", "C")
    if text in _CROSSES:
        return "R"
    return _SIGNS.get(text) or _LETTER_OF_FIELD.get(field_of([text], {}), "")


def people_by_letter(row: RawRow, matrix: DutyColumns) -> dict[str, str]:
    """The `owner`, `doer` and `collaborators` as a table would write them. Whoever answers for it owns it, where
    nobody does, the first who does it; who else does it or is asked supports it, and who is only told is noted.
    Several who do it stand once more by themselves."""
    cells_of_people = [
        (matrix.people.get(column.place, column.name), letters_of(shown(row.cells[column.place]), matrix.signs))
        for column in matrix.columns
        if column.place < len(row.cells)
    ]
    answering, doing = ([name for name, text in cells_of_people if letter in text] for letter in "AR")
    owner = "、".join(answering) or next(iter(doing), "")
    doer = next((name for name in doing if not {*answering, owner} & {*doing}), "")
    asked = [name for name, text in cells_of_people if set("RAC") & set(text) and name not in (*answering, owner, doer)]
    several = "、".join(doing) if len(doing) > 1 else ""
    noted = [name for name, text in cells_of_people if text and not set("RAC") & set(text)]
    informed = f"I: {'、'.join(noted)}" if noted else ""
    found = {"owner": owner, "doer": doer, "collaborators": "\n".join(asked), SEVERAL_DO: several, INFORMED: informed}
    return {field: text for field, text in found.items() if text}
