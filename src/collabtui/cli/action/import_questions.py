"""The questions of `collabtui action import` at a terminal, before it shows a table: its sheet, its columns, words that
are no status, and people whom nobody knows."""

from collections.abc import Iterable, Sequence

from collabtui.cli.base.context import Context
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.action_status import STATUSES
from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.actions.heading_fields import FIELDS, NOTHING, column_name
from collabtui.formats.actions.one_table.imported_table import TableColumn
from collabtui.formats.actions.task_table import ALL_SHEETS
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.numbered_days import SIGNS
from collabtui.lifecycle.actions.importing.column_meanings import AS_NOTE, field_called
from collabtui.lifecycle.actions.importing.import_words import Stranger, UnknownWord
from collabtui.lifecycle.actions.importing.table_days import EitherDay
from collabtui.lifecycle.base.directory import find_person

_INDENT = "    "
_BETWEEN = "  "
_TRIES = 3
"""Answers that say nothing are asked again so often."""


def asked_sheet(context: Context, sheets: Sequence[str]) -> str:
    """One of several sheets with tasks, or all of them; empty for what is read where nobody is asked."""
    if len(sheets) < 2:
        return ""
    context.say("column.sheets")
    context.out.lines(table([(f"{number:>2}", name) for number, name in enumerate(sheets, 1)]))
    for _ in range(_TRIES):
        answer = _answer(context, context.words("column.ask_sheet"))
        number = whole_number(answer)
        if number and number <= len(sheets):
            return sheets[number - 1]
        if answer in ("", ALL_SHEETS, *sheets):
            return answer
    return ""


def asked_columns(context: Context, unknown: Iterable[TableColumn]) -> dict[str, str]:
    """The answer of a person to each column that nobody knows."""
    meanings = dict[str, str]()
    for column in unknown:
        if not meanings:
            rows = [(f"{number:>2}", context.words(f"column.field.{field}")) for number, field in enumerate(FIELDS, 1)]
            half = -(-len(rows) // 2)
            pairs = [(*one, *other) for one, other in zip(rows[:half], [*rows[half:], ("", "")][:half], strict=True)]
            context.say("column.choices")
            context.out.lines(table(pairs, width=terminal_width(context.out)))
        meanings[column_name(column.name)] = _asked_column(context, column)
    return meanings


def _asked_column(context: Context, column: TableColumn) -> str:
    question = context.words("column.ask", name=column.name, samples=list(column.samples) or [NOTHING])
    for left in reversed(range(_TRIES)):
        answer = _answer(context, question)
        number = whole_number(answer)
        if number and number <= len(FIELDS):
            return FIELDS[number - 1]
        try:
            return field_called(answer)
        except Refused as error:
            if not left:
                raise
            context.out.line(context.words(error.key, **error.values))
    return NOTHING


def asked_day_orders(context: Context, unclear: Iterable[EitherDay]) -> dict[str, str]:
    """The order in which each column writes its days; what is not said is refused with both days."""
    meanings = dict[str, str]()
    for number, one in enumerate(unclear):
        if not number:
            context.say("column.day_orders")
        if order := _asked_day_order(context, one):
            meanings[one.name] = order
    return meanings


def _asked_day_order(context: Context, one: EitherDay) -> str:
    choices = list(one.days.items())
    each = (
        (number, context.words("column.day_order", sign=SIGNS[order], day=day))
        for number, (order, day) in enumerate(choices, 1)
    )
    readings = _BETWEEN.join(f"{number} {text}" for number, text in each)
    question = context.words("column.ask_day_order", value=one.text, column=one.column, readings=readings)
    for _ in range(_TRIES):
        answer = _answer(context, question)
        number = whole_number(answer)
        if number and number <= len(choices):
            return choices[number - 1][0]
        if order := word_table("actions", "day_orders").get(plain(answer)):
            return order
    return ""


def asked_words(context: Context, unknown: Sequence[UnknownWord]) -> dict[str, str]:
    """The meaning of each word that is no status; Enter leaves it a note."""
    if unknown:
        context.say("column.word_choices")
        choices = [f"{number} {context.words(f'status.{status}')}" for number, status in enumerate(STATUSES, 1)]
        context.out.line(_INDENT + "  ".join(choices))
    return {word.name: _asked_word(context, word) for word in unknown}


def _asked_word(context: Context, word: UnknownWord) -> str:
    known = word_table("actions", "statuses")
    for _ in range(_TRIES):
        answer = _answer(context, context.words("column.ask_word", **word._asdict()))
        number = whole_number(answer)
        if number and number <= len(STATUSES):
            return STATUSES[number - 1]
        if not answer or known.get(plain(answer)):
            return known.get(plain(answer)) or AS_NOTE
        context.say("column.no_status", value=answer)
    return AS_NOTE


def asked_people(context: Context, strangers: Sequence[Stranger]) -> dict[str, str]:
    """The person whom each name means; Enter leaves it a note."""
    if strangers:
        context.say("column.people")
    return {one.name: _asked_person(context, one) for one in strangers}


def _asked_person(context: Context, stranger: Stranger) -> str:
    for _ in range(_TRIES):
        answer = _answer(context, context.words("column.ask_person", value=stranger.value, column=stranger.column))
        if not answer:
            return NOTHING
        try:
            return find_person(context.workspace.store, answer).name
        except Refused as error:
            context.out.line(context.words(error.key, **error.values))
    return NOTHING


def _answer(context: Context, question: str) -> str:
    context.out.flush()
    return input(question).strip()
