"""Who stands for a department in a matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import name_contact
from collabtui.screens.dialogs.field_parsers import departments, known, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.matters.sections.section_kind import Kind, MatterData, SectionLine
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services


def _lines(sheet: MatterData, _: "Services") -> Iterator[SectionLine]:
    for one in sheet.of["contacts"]:
        yield SectionLine(f"contact/{one['department']}", as_content(f"  {one['department']} {one['name'] or '?'}"))


async def _change(page: "Page", sheet: MatterData, key: str) -> None:
    department = key.partition("/")[2]
    name = next((one["name"] for one in sheet.of["contacts"] if one["department"] == department), None)
    await _form(page, sheet, department, name or "")


async def _new(page: "Page", sheet: MatterData) -> None:
    await _form(page, sheet)


async def _form(page: "Page", sheet: MatterData, department: str = "", contact: str = "") -> None:
    """Nobody's name takes the contact away."""
    services = page.services

    async def save(values: Values) -> None:
        if not values["department"]:
            raise Refused("matters.no_department")
        await services.session.run_command(
            lambda acting: name_contact(acting, sheet.ref, values["department"], values["contact"])
        )

    people = await services.session.query(known)
    fields = [
        FormField("department", department, suggest=departments(people)),
        FormField("contact", contact, suggest=suggestions(people), read=says_people(people)),
    ]
    begins_in = "contact" if department else ""
    form = Form(services, services.words("matters.ask.contact"), fields, save, begins_in=begins_in)
    await page.app.push_screen_wait(form)


CONTACTS = Kind(
    "contacts",
    lambda _reader, row, _today: row["contacts"],
    _lines,
    deeds={"open": _change, "edit": _change},
    adding={"contact": _new},
    keys=(Binding("p", "add('contact')", "key.contact", id="matters.contact"),),
)
