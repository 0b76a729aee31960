"""Days on which a person is away, and who stands in: the fields of the person's form, and a form of their own."""

from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.bookings.away_then import missed_by, promised_while_away
from collabtui.lifecycle.people.covered_days import DeputySentence, who_stands_in
from collabtui.lifecycle.people.edit_absence import Absence, describe_absence
from collabtui.screens.dialogs.field_parsers import day_of, days_of, says_day, says_days, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.people.person_merging import as_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.domain.matters.resource import Resource
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.people_rows import PersonRow


async def note_absence(page: "PagePort", row: "PersonRow", people: "Sequence[PersonRow]") -> None:
    """Ask from when until when, and who stands in; no last day: he is here."""
    ref = row["ref"]
    others = [one for one in people if one["ref"] != ref]

    async def save(values: Values) -> None:
        absence = typed_absence(page, values)
        await basis.run(lambda acting: describe_absence(acting, ref, absence))

    async def fields_now() -> list[FormField]:
        shown = await page.session.run_command(lambda acting: absence_shown(acting, acting.store.get(Person, ref)))
        return absence_fields(page, shown, others)

    basis = FormBasis(page.session, ref, fields_now)
    title = page.words("absence.ask", name=row["name"])
    if await page.ask(Form(page.services, title, await basis.read(), save, basis=basis)):
        page.tell("absence.saved", name=row["name"])
        missed = await page.session.run_command(lambda acting: missed_by(acting.store, acting.store.get(Person, ref)))
        if missed:
            page.tell("absence.meetings", name=row["name"], refs=[one.meeting.ref for one in missed])
        for given in await page.session.run_command(lambda acting: _promised(acting, ref)):
            page.tell("absence.promised", name=row["name"], ref=given.ref, what=given.what, matter=given.matter)
        for one in await page.session.run_command(lambda acting: _stand_ins(page, acting, ref)):
            notice = page.tell if one.is_covered else page.warn
            notice(one.key, name=one.name, days=one.days, deputies=one.deputies, deputy=one.deputy)


def _promised(acting: "Acting", ref: str) -> "list[Resource]":
    return promised_while_away(acting.store, acting.store.get(Person, ref))


def _stand_ins(page: "PagePort", acting: "Acting", ref: str) -> list[DeputySentence]:
    return [*who_stands_in(acting.store, acting.store.get(Person, ref), acting.today, page.words)]


def absence_fields(page: "PagePort", before: dict[str, str], others: "Sequence[PersonRow]") -> list[FormField]:
    known = [as_known(one) for one in others]
    names, words = suggestions(known), page.words
    return [
        FormField("away_from", before.get("away_from", ""), read=says_days(page.session, words)),
        FormField("away_until", before.get("away_until", ""), read=says_day(page.session, words)),
        FormField("away_deputy", before.get("away_deputy", ""), names, read=says_people(known)),
        FormField("deputy", before.get("deputy", ""), names, read=says_people(known)),
    ]


def typed_absence(page: "PagePort", values: Values) -> Absence:
    """A range of days in the first field is both ends. Raises `Refused` (absence.two_lasts) where the second field
    has another last day."""
    first, last = days_of(page.session, page.words, values["away_from"])
    until = day_of(page.session, page.words, values["away_until"])
    if last and until and last != until:
        raise Refused("absence.two_lasts", value=values["away_from"], last=until)
    last = last or until
    return Absence(first, last, values["away_deputy"], values["deputy"])


def absence_shown(acting: "Acting", person: Person) -> dict[str, str]:
    """As the fields begin; an absence that is over is none."""
    deputies = {name: _name(acting, getattr(person, name)) for name in ("away_deputy", "deputy")}
    if person.away_until is None or person.away_until < acting.today:
        return {"away_from": "", "away_until": "", **deputies, "away_deputy": ""}
    first = "" if person.away_from is None else person.away_from.isoformat()
    return {"away_from": first, "away_until": person.away_until.isoformat(), **deputies}


def _name(acting: "Acting", ref: str | None) -> str:
    """The address where two people share the name."""
    if ref is None:
        return ""
    person = acting.store.get(Person, ref)
    alone = len([one for one in acting.store.find(Person) if one.name == person.name and one.is_here]) == 1
    return person.name if alone else person.email
