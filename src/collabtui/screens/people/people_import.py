"""Several people at once: typed, a line each, or from a file."""

import asyncio
from typing import TYPE_CHECKING

from collabtui.errors import CollabError, Refused, Unknown
from collabtui.formats.people.people_files import PeopleFile, people_in, read_people
from collabtui.lifecycle.people import edit_people
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.text_editor import Editor
from collabtui.system.bounded_file import read_file
from collabtui.system.real_path import expanded_path
from collabtui.text.lengths import counts

if TYPE_CHECKING:
    from collabtui.domain.meetings.draft import PersonDraft
    from collabtui.screens.frame.page_port import PagePort

LARGEST_GLANCED_AT = 200_000
"""Bytes of what is read while one types."""


class PeopleImport:
    def __init__(self, page: "PagePort") -> None:
        self.page = page
        self.first_added = ""
        """The ref of the first one who was not there before; empty where all were."""

    async def ask(self) -> None:
        """Ask for the way: typed or pasted, or a file."""
        page, words = self.page, self.page.words
        ways = [(way, words(f"setup.people_{way}"), words(f"setup.people_{way}_about")) for way in ("typed", "file")]
        match await page.ask(Pick(page.services, words("setup.people"), ways)):
            case "typed":
                await self.from_text()
            case "file":
                await self.from_file()

    async def from_text(self) -> None:
        """A line each, as in a table, where the first line says what stands where; or as the recipients of a mail."""
        page = self.page

        async def save(text: str) -> str:
            table = text.replace("，", ",")  # whichever comma the keyboard gives, also both in one text
            drafts = await asyncio.to_thread(_typed_people, table)
            await self._add(drafts)
            return text

        header = page.words("people.typed_header") + "\n"
        await page.ask(Editor(page.services, page.words("people.ask.typed"), header, "people", save))

    async def from_file(self) -> None:
        """CSV, vCards or mutt aliases; what stands in the file is said while its name is typed."""
        page = self.page

        async def save(values: Values) -> None:
            found = await asyncio.to_thread(_read, values["path"])
            if found.without and not await self._may_leave_out(found):
                raise Refused("people.no_email", line=found.line, names=found.without)
            await self._add(found.drafts)

        field = FormField("path", path="file", read=self._says_people)
        await page.ask(Form(page.services, page.words("people.ask.import"), [field], save))

    async def _add(self, drafts: "list[PersonDraft]") -> None:
        done = await self.page.session.run_command(lambda acting: edit_people.import_people(acting, drafts))
        self.first_added = next((one.ref for one in done.added), "")
        self.page.tell("person.imported", seconds=5, counts=counts(self.page.words, "person.count", done.counts))
        for known, new in done.alike:
            names = {"name": known.name, "email": known.email, "ref": known.ref, "address": new.email}
            self.page.warn(self.page.words("person.alike", new=new.ref, **names))
        if done.left:
            self.page.tell("person.left_in_list", names=[f"{one.ref} {one.name}" for one in done.left])
        for person, head in done.other_heads:
            self.page.tell("person.other_head", name=person.name, department=person.department, head=head.name)
        for person, deputy in done.not_deputies:
            self.page.tell("person.no_such_deputy", name=person.name, deputy=deputy)

    async def _may_leave_out(self, found: PeopleFile) -> bool:
        question = self.page.words("people.skip", n=len(found.drafts), names=found.without)
        return await self.page.ask(Confirm(self.page.services, question, "key.skip")) is True

    def _says_people(self, text: str) -> str:
        """How many people the file has, and who of them no address."""
        words, path = self.page.words, expanded_path(text)
        if not text or not path.is_file() or path.stat().st_size > LARGEST_GLANCED_AT:
            return words("people.formats")
        try:
            found = _read(text)
            key = "people.in_file_without" if found.without else "people.in_file"
            return words(key, n=len(found.drafts), names=found.without)
        except CollabError as error:
            return words(error.key, **error.values)


def _typed_people(table: str) -> "list[PersonDraft]":
    """Raises `Refused` as `read_people`, but names no file."""
    try:
        return read_people("typed.csv", table.encode())
    except Refused as error:
        raise Refused("people.none_typed") if error.key == "people.none" else error from None


def _read(text: str) -> PeopleFile:
    path = expanded_path(text)
    try:
        data = read_file(path)
    except FileNotFoundError:
        raise Unknown("file.missing", path=text) from None
    except OSError as error:
        raise Refused("file.unreadable", path=text, why=error.strerror or "") from error
    return people_in(path.name, data)
