"""The forms that an import of a team's table asks by before it is shown: its sheet, its columns, words that are no
status, and people whom nobody knows."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.action_status import STATUSES
from collabtui.formats.actions.heading_fields import FIELDS, NOTHING, column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_table import ALL_SHEETS, sheets_with_tasks, unknown_columns
from collabtui.formats.tables.numbered_days import SIGNS
from collabtui.lifecycle.actions.importing.column_meanings import AS_NOTE, remember_columns, table_words
from collabtui.lifecycle.actions.importing.good_rows import RefusedRows, refused_rows, without_rows
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import Stranger, UnknownWord, strangers, unknown_words
from collabtui.lifecycle.actions.importing.table_days import unclear_days
from collabtui.lifecycle.base.directory import everybody, find_person
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

_MOST_NAMED = 8
"""Rows that a question names."""


class AskedTable(NamedTuple):
    data: bytes
    matter: str
    sheet: str = ""
    without: frozenset[int] = frozenset()
    """Rows that are left out, by number."""


class _Unknown(NamedTuple):
    words: list[UnknownWord]
    people: list[Stranger]
    book: tuple[str, ...]


class TableQuestions:
    """Asks what is not known; what is said is remembered."""

    def __init__(self, page: "PagePort", data: bytes, matter: str) -> None:
        self.page = page
        self.asked = AskedTable(data, matter)
        self.refused = RefusedRows()
        """Rows that cannot be read, and are left out."""

    async def are_answered(self) -> bool:
        """False where a question was left."""
        if not (await self._sheet() and await self._columns() and await self._day_orders()):
            return False
        if not await self._good_rows():
            return False
        unknown = await self._unknown()
        return await self._words(unknown.words) and await self._people(unknown)

    async def _sheet(self) -> bool:
        data = self.asked.data
        sheets = await self.page.session.run_command(lambda acting: sheets_with_tasks(data, table_words(acting.store)))
        if len(sheets) < 2:
            return True
        words = self.page.words
        options = [*((name, name) for name in sheets), (ALL_SHEETS, words("import.all_sheets"))]

        async def choose(values: Values) -> None:
            self.asked = self.asked._replace(sheet=values["sheet"])

        field = FormField("sheet", sheets[0], options=options)
        return await self._ask("import.ask.sheet", [field], choose)

    async def _columns(self) -> bool:
        asked = self.asked
        run = self.page.session.run_command
        unknown = await run(lambda acting: unknown_columns(asked.data, table_words(acting.store), asked.sheet))
        words = self.page.words
        options = [(field, words(f"column.field.{field}")) for field in (NOTHING, *FIELDS)]
        fields = [
            FormField(f"column{place}", NOTHING, label=_label(words, column.name, column.samples), options=options)
            for place, column in enumerate(unknown)
        ]
        return await self._remembered("import.ask.columns", [column_name(one.name) for one in unknown], fields)

    async def _day_orders(self) -> bool:
        asked, words = self.asked, self.page.words
        unclear = await self.page.session.run_command(lambda acting: unclear_days(acting, table_of(acting, asked)))
        fields = list[FormField]()
        for place, one in enumerate(unclear):
            each = [(order, words("column.day_order", sign=SIGNS[order], day=day)) for order, day in one.days.items()]
            options, label = [("", words("column.no_day_order")), *each], _label(words, one.text, (one.column,))
            fields.append(FormField(f"column{place}", label=label, options=options))
        return await self._remembered("import.ask.day_orders", [one.name for one in unclear], fields)

    async def _good_rows(self) -> bool:
        """Where some rows cannot be read: are the others to be taken in? Raises `Refused` where none can."""
        page, asked = self.page, self.asked
        self.refused = refused = await page.session.run_command(lambda acting: _refused_of(acting, asked))
        if not refused.rows:
            return True
        self.asked = asked._replace(without=refused.numbers)
        rows = [row.called for row in refused.rows]
        question = page.words("import.some_rows", n=len(rows), rows=rows[:_MOST_NAMED], errors=refused.errors)
        return await page.ask(Confirm(page.services, question, "key.go_on")) is True

    async def _words(self, unknown: Sequence[UnknownWord]) -> bool:
        words = self.page.words
        options = [(AS_NOTE, words("column.as_note")), *((status, words(f"status.{status}")) for status in STATUSES)]
        fields = [
            FormField(f"column{place}", AS_NOTE, label=_label(words, word.value, (word.column,)), options=options)
            for place, word in enumerate(unknown)
        ]
        return await self._remembered("import.ask.words", [word.name for word in unknown], fields)

    async def _people(self, unknown: _Unknown) -> bool:
        fields = [
            FormField(f"column{place}", label=_label(self.page.words, one.value, (one.column,)), suggest=unknown.book)
            for place, one in enumerate(unknown.people)
        ]
        return await self._remembered("import.ask.people", [one.name for one in unknown.people], fields)

    async def _unknown(self) -> _Unknown:
        asked = self.asked
        return await self.page.session.run_command(lambda acting: _unknown_of(acting, asked))

    async def _remembered(self, title: str, names: Sequence[str], fields: Sequence[FormField]) -> bool:
        async def remember(values: Values) -> None:
            answers = {name: values[field.name].strip() for name, field in zip(names, fields, strict=True)}
            people = bool(fields) and not fields[0].options
            answers = {name: answer for name, answer in answers.items() if people or answer}
            await self.page.session.run_command(
                lambda acting: remember_columns(acting, _people_named(acting, answers) if people else answers)
            )

        return not fields or await self._ask(title, fields, remember)

    async def _ask(self, title: str, fields: Sequence[FormField], save: Callable[[Values], Awaitable[object]]) -> bool:
        return (
            await self.page.ask(Form(self.page.services, self.page.words(title), fields, save, verb="key.go_on"))
            is True
        )


def table_of(acting: "Acting", asked: AskedTable) -> ActionTable:
    return without_rows(read_listed(acting, asked.data, table_words(acting.store), asked.sheet), asked.without)


def _refused_of(acting: "Acting", asked: AskedTable) -> RefusedRows:
    return refused_rows(acting, table_of(acting, asked), asked.matter)


def _unknown_of(acting: "Acting", asked: AskedTable) -> _Unknown:
    known, lines = table_words(acting.store), planned_import(acting, table_of(acting, asked), asked.matter)
    book = tuple(one.name for one in everybody(acting.store))
    return _Unknown(unknown_words(lines, known), strangers(lines, known), book)


def _people_named(acting: "Acting", answers: Mapping[str, str]) -> dict[str, str]:
    """Names of people, or nobody. Raises what `find_person` raises."""
    return {name: find_person(acting.store, text).name if text else NOTHING for name, text in answers.items()}


def _label(words: "Catalogue", name: str, samples: tuple[str, ...]) -> str:
    return words("import.sampled", name=name[:24], sample=samples[0][:16]) if samples else name[:24]
