"""The import of a team's table: its file, the columns that nobody knows, what each row would do, then doing it."""

import asyncio
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.lifecycle.actions.importing.good_rows import rows_to_correct
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, import_mails, planned_import
from collabtui.lifecycle.actions.importing.import_words import (
    counts_by_kind,
    days_off,
    doubt_sentences,
    import_words,
    left_in_matter,
    matter_sentences,
    table_remarks,
)
from collabtui.screens.actions.import_questions_form import AskedTable, TableQuestions, table_of
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.matter_field import matter_field
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.system.atomic_file import write_new
from collabtui.system.bounded_file import read_file
from collabtui.system.real_path import expanded_path
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue


class _Planned(NamedTuple):
    table: ActionTable
    lines: list[ImportLine]
    texts: list[str]


class TableImport:
    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def run(self) -> None:
        """All or nothing, and nothing before it was shown."""
        found: list[tuple[_Planned, str]] = []
        left: list[tuple[Path, tuple[TaskRow, ...]]] = []

        async def take(values: Values) -> None:
            """Read the file and plan its import. What cannot be read is said in the form, where the file is named."""
            questions = TableQuestions(self.page, await asyncio.to_thread(_read, values["path"]), values["matter"])
            if not await questions.are_answered():
                raise Refused("import.unanswered", field="path")
            run, asked = self.page.session.run_command, questions.asked
            found.append((await run(lambda acting: self._planned(acting, asked)), asked.matter))
            left[:] = [(expanded_path(values["path"]), questions.refused.rows)]

        words, services = self.page.words, self.page.services
        fields = [FormField("path", path="file"), matter_field(self.page.session, words)]
        await self.page.ask(Form(services, words("import.ask.file"), fields, take, verb="key.go_on"))
        if not found:
            return
        planned, matter = found[-1]
        if await self.page.ask(ImportPreview(services, planned.texts)):
            await self._do(planned, matter, *left[-1])

    async def run_on(self, data: bytes, matter: str, via: Via) -> list[ImportLine] | None:
        """The same of a table that is there already, in a matter; what it makes is said to have come through `via`.
        None where nothing was done."""
        questions = TableQuestions(self.page, data, matter)
        if not await questions.are_answered():
            return None
        asked = questions.asked
        planned = await self.page.session.run_command(lambda acting: self._planned(acting, asked))
        if not await self.page.ask(ImportPreview(self.page.services, planned.texts)):
            return None

        def take(acting: "Acting") -> list[ImportLine]:
            by_mail = acting.acting_as(acting.actor, str(via))
            return import_actions(by_mail, planned.table, asked.matter, planned.lines)

        done = await self.page.do(take)
        if done is not None:
            self.page.tell("import.done", counts=counts_by_kind(done, self.page.words))
        return done

    def _planned(self, acting: "Acting", asked: AskedTable) -> _Planned:
        table, matter = table_of(acting, asked), asked.matter
        lines, words = planned_import(acting, table, matter), self.page.words
        texts = [words("import.would", counts=counts_by_kind(lines, words))]
        texts += matter_sentences(lines, words, acting.visible)
        texts += _mail_sentences(acting, table, matter, words)
        texts += (*table_remarks(table, words), *doubt_sentences(table, lines, acting.today, words))
        texts += days_off(lines, acting.is_working, words)
        texts += left_in_matter(lines, words, acting.visible)
        for line in import_words(lines, words, acting.store):
            texts.append("  ".join(filter(None, (*line.head, *line.changes))))
            texts += (f"    {remark}" for remark in line.remarks)
        return _Planned(table, lines, texts)

    async def _do(self, planned: _Planned, matter: str, file: Path, left: Sequence[TaskRow]) -> None:
        """The rows that are left are kept first: where they cannot be, nothing is taken in."""
        kept = await self.page.do(lambda _: _kept_beside(file, left)) if left else None
        if left and kept is None:
            return
        done = await self.page.do(lambda acting: import_actions(acting, planned.table, matter, planned.lines))
        if done is not None:
            self.page.tell("import.done", counts=counts_by_kind(done, self.page.words))
            if kept is not None:
                self.page.tell("import.kept_rows", seconds=10, n=len(left), path=str(kept))
            self.page.refresh_now()


def _kept_beside(file: Path, left: Sequence[TaskRow]) -> Path:
    """The file, of a name that none has yet, with the rows that are to be put right. Raises `Refused`
    (file.unwritable)."""
    data = rows_to_correct(left)
    for number in count(1):
        place = file.with_name(f"{file.stem}-{number}.csv")
        try:
            if write_new(place, data):
                return place
        except OSError as error:
            raise Refused("import.not_kept", path=str(place), why=error.strerror or "") from error
    raise AssertionError("numbers have no end")


def _mail_sentences(acting: "Acting", table: ActionTable, matter: str, words: "Catalogue") -> list[str]:
    """Who gets a mail of what the table changes; nothing where nobody does."""
    mails = import_mails(acting, table, matter)
    names = [acting.store.get(Person, mail.person).name if mail.person else mail.to for mail in mails]
    return [words("import.would_mail", n=len(mails), names=list(dict.fromkeys(names)))] if mails else []


def _read(text: str) -> bytes:
    if not text.strip():
        raise Refused("file.needed", field="path")
    path = expanded_path(text)
    try:
        return read_file(path)
    except FileNotFoundError:
        raise Unknown("file.missing", path=text) from None
    except OSError as error:
        raise Refused("file.unreadable", path=text, why=error.strerror or "") from error


class ImportPreview(Dialog[bool]):
    """True when it is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.import", id="import.yes"),
        Binding("n,escape", "answer(False)", "key.back", id="import.no"),
    ]

    def __init__(self, services: "Services", texts: Sequence[str]) -> None:
        super().__init__(services)
        self.texts = texts

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll(id="import-lines"):
                yield Static(Content("\n").join(map(as_content, self.texts)))
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#import-lines").focus()

    def say(self) -> None:
        self.query_one("#yes", Button).label = f"{self.words('key.import')} (y)"
        self.query_one("#no", Button).label = f"{self.words('key.back')} (esc)"

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)
