"""A person as a form: added, or described anew."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Department, Person
from collabtui.errors import Refused
from collabtui.formats.people.typed_person import typed_person
from collabtui.formats.time_zone_names import nearest_zone, zone_of
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.present_address import not_arrived
from collabtui.lifecycle.people import edit_people
from collabtui.lifecycle.people.department_slips import is_called_alike, nearly_called
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.people.absence_form import absence_fields, absence_shown, typed_absence
from collabtui.text.catalogue import LOCALES

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.people.people_data import PeopleData
    from collabtui.store.queries.rows.people_rows import PersonRow


class PersonForm:
    def __init__(self, page: "PagePort", data: "PeopleData") -> None:
        self.page = page
        self.data = data

    async def add(self) -> str:
        """The new person's ref; empty when the form was left."""
        page, ref = self.page, ""

        async def save(values: Values) -> None:
            nonlocal ref
            draft = await self._with_department(_draft(values, self.data.departments))
            await self._refuse_namesake(draft)
            ref = (await page.session.run_command(lambda acting: edit_people.add_person(acting, draft))).ref

        await page.ask(Form(page.services, page.words("people.ask.new"), self._fields({}), save))
        return ref

    async def _refuse_namesake(self, draft: PersonDraft) -> None:
        """Ask about a name that is there already. Raises `Refused` (person.namesake: names) where it was no other."""
        page = self.page
        names = await page.session.run_command(lambda acting: edit_people.namesakes(acting, draft))
        if not names:
            return
        question = page.words("people.ask.namesake", names=names, name=draft.name)
        if not await page.ask(Confirm(page.services, question)):
            raise Refused("person.namesake", names=names)

    async def _with_department(self, draft: PersonDraft) -> PersonDraft:
        """Ask about a new department that is called nearly as one that there is: with a yes that one is meant."""
        page = self.page
        near = await page.session.run_command(lambda acting: nearly_called(acting.store, draft.department))
        if not near:
            return draft
        question = page.words("people.ask.department", value=draft.department, near=near)
        if await page.ask(Confirm(page.services, question)):
            return draft.model_copy(update={"department": near})
        return draft

    async def edit(self, row: "PersonRow") -> None:
        page = self.page

        async def save(values: Values) -> None:
            draft, away = (
                await self._with_department(_draft(values, self.data.departments)),
                typed_absence(page, values),
            )
            await basis.run(lambda acting: edit_people.change_person(acting, row["ref"], draft, away))

        async def fields_now() -> list[FormField]:
            shown = await page.session.run_command(lambda acting: _shown(acting, row["ref"]))
            others = [one for one in self.data.people.values() if one["ref"] != row["ref"]]
            return [*self._fields(shown), *absence_fields(page, shown, others)]

        basis = FormBasis(page.session, row["ref"], fields_now, {"job": ("title",)})
        if await page.ask(Form(page.services, f"{row['ref']} {row['name']}", await basis.read(), save, basis=basis)):
            await self._send_again(row["ref"])

    async def _send_again(self, ref: str) -> None:
        """Asked about what did not arrive at an address that was put right."""
        page = self.page
        person, failed = await page.session.run_command(lambda acting: _not_arrived(acting, ref))
        if not failed:
            return
        question = page.words("people.ask.resend", n=len(failed), name=person.name, email=person.email)
        if await page.ask(Confirm(page.services, question)):
            done = {"n": len(failed), "email": person.email}
            await page.do(lambda acting: outbox.send_again(acting, ref), "person.sent_again", **done)

    def _fields(self, before: dict[str, str]) -> list[FormField]:
        """`before` is empty for somebody who is new."""
        words, zones = self.page.words, sorted(available_timezones())
        languages = [(locale, words(f"language.{locale}")) for locale in LOCALES]
        yes_no = [("", words("key.no")), ("yes", words("key.yes"))]
        zone = self.page.session.zone.key
        return [
            FormField("name", before.get("name", ""), needed=True),
            FormField("email", before.get("email", ""), needed=True),
            FormField("department", before.get("department", ""), list(self.data.departments)),
            FormField("job", before.get("job", "")),
            FormField("head", before.get("head", ""), options=yes_no),
            FormField("contact", before.get("contact", ""), options=yes_no),
            FormField("phone", before.get("phone", "")),
            FormField("locale", before.get("locale", words.locale), options=languages),
            FormField("timezone", before.get("timezone", zone), zones),
            FormField("country", before.get("country", "")),
        ]


def _shown(acting: "Acting", ref: str) -> dict[str, str]:
    """A person as the form shows him."""
    person = acting.store.get(Person, ref)
    department = acting.store.find(Department, name=person.department, limit=1) if person.department else []
    shown = ("name", "email", "department", "phone", "locale", "timezone", "country")
    texts = {name: getattr(person, name) for name in shown}
    is_contact = any(one.contact == ref for one in department)
    return absence_shown(acting, person) | texts | {
        "job": person.title, "head": "yes" if person.head else "", "contact": "yes" if is_contact else ""
    }  # fmt: skip


def _not_arrived(acting: Acting, ref: str) -> tuple[Person, list[Outgoing]]:
    person = acting.store.get(Person, ref)
    return person, not_arrived(acting.store, person)


def _draft(values: Values, departments: Iterable[str]) -> PersonDraft:
    name, address, behind = typed_person(values["name"], values["email"], partial(is_called_alike, departments))
    if not name:
        raise Refused("people.name_missing")
    if "@" in name:
        raise Refused("person.name_is_address", value=name, field="name")
    zone = zone_of(values["timezone"])
    if zone is None:
        raise Refused("setup.zone", value=values["timezone"], nearest=nearest_zone(values["timezone"]))
    return PersonDraft(
        name=name,
        email=address,
        department=values["department"] or behind,
        title=values["job"],
        head=bool(values["head"]),
        contact=bool(values["contact"]),
        phone=values["phone"],
        locale="zh" if values["locale"] == "zh" else "en",
        timezone=zone,
        country=values["country"],
    )
