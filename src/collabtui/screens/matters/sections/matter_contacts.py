"""The section of contacts: people who stand for a department in a matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import name_contact
from collabtui.screens.dialogs.field_parsers import departments, known, says_owners, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.matters.sections.matter_readers import readers_form
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import ContactRow
    from collabtui.text.catalogue import Catalogue


def _lines(data: MatterData, _: "Catalogue") -> Iterator[SectionLine]:
    for contact in data.rows(CONTACTS):
        yield SectionLine(
            f"contact/{contact['department']}", as_content(f"  {contact['department']} {contact['name'] or '?'}")
        )


class ContactCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.edit, "edit": self.edit}
        self.in_matter = {"contact": self.new, "readers": self.name_readers}

    async def edit(self, key: str) -> None:
        department = key.partition("/")[2]
        await self._form(department)

    async def new(self) -> None:
        await self._form("")

    async def name_readers(self) -> None:
        await readers_form(self.page, self.data.ref)

    async def _form(self, department: str) -> None:
        """Nobody's name takes the contact away."""
        page, ref = self.page, self.data.ref

        async def save(values: Values) -> None:
            if not values["department"]:
                raise Refused("matters.no_department")
            await basis.run(lambda acting: name_contact(acting, ref, values["department"], values["contact"]))

        async def fields_now() -> list[FormField]:
            name = await page.session.run_command(lambda acting: _contact(acting, ref, department))
            people = await page.session.query(known)
            says = says_owners(page.session, page.words, people)
            return [
                FormField("department", department, suggest=departments(people), needed=True),
                FormField("contact", name, suggest=suggestions(people), read=says),
            ]

        basis, begins_in = FormBasis(page.session, ref, fields_now, {"contact": ("contacts",)}), ""
        if department:
            begins_in = "contact"
        title = page.words("matters.ask.contact")
        await page.ask(Form(page.services, title, await basis.read(), save, begins_in=begins_in, basis=basis))


def _contact(acting: "Acting", ref: str, department: str) -> str:
    """The name of who stands for the department here; else of who does in general, which Enter takes over. Empty where
    nobody does."""
    contacts = acting.store.get(Matter, ref).contacts
    person = next((one.person for one in contacts if one.department == department), None)
    if person is None and department:
        person = next((one.contact for one in acting.store.find(Department, name=department, limit=1)), None)
    return acting.store.get(Person, person).name if person else ""


CONTACTS: "Section[ContactRow]" = Section(
    "contacts",
    lambda _reader, row, _today: row["contacts"],
    _lines,
    ContactCommands,
    keys=(
        Binding("m+p", "add('contact')", "key.contact", key_display="m p", show=False, id="matters.contact"),
        Binding("m+k", "add('readers')", "key.readers", key_display="m k", show=False, id="matters.readers"),
    ),
)
