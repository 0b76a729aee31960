"""One action as a form: owner, date and deliverable are typed as people say them, and said back as understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.domain.three_way_merge import LINES, LIST, REFS, SENTENCES
from collabtui.errors import Refused
from collabtui.lifecycle.actions.answer_to_block import answer_to
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.base.unseen_changes import last_change
from collabtui.screens.actions.given_warnings import findings_in_words, with_findings
from collabtui.screens.dialogs.field_parsers import (
    KnownPerson,
    day_of,
    known,
    names_in,
    says_day,
    says_owners,
    says_people,
    suggestions,
)
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.mails_first import run_in_form
from collabtui.screens.dialogs.matter_field import matter_field
from collabtui.store.queries.actions import action as action_row

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

    Edit = Callable[[Acting, str, ActionDraft], Action]


async def action_form(
    page: "PagePort",
    ref: str,
    save_as: "Edit" = edit_action,
    *,
    title: str = "",
    instead: Mapping[str, str] | None = None,
    wanted: Sequence[str] = (),
) -> bool:
    """True when it was saved; the form stays open with what was typed while it is refused.

    `save_as` saves it: on the pages of its meeting another date is what was agreed there (`correct_action`), elsewhere
    a slip. `title` stands above it instead of the action's own; `instead` has values for fields by their names. The
    form begins in the first of the `wanted` fields that is empty."""
    action = await page.do(lambda acting: acting.store.get(Action, ref))
    if action is None:
        return False

    async def fields_now() -> list[FormField]:
        now, people = await page.session.run_command(lambda acting: _found(acting, ref))
        return _fields(page.session, page.words, now, [_known(person) for person in people])

    async def save(values: Values) -> None:
        draft = _draft(values, day_of(page.session, page.words, values["due"], action.due), action)
        saving = basis.on_what_was_seen(with_findings(lambda acting: save_as(acting, action.ref, draft), [action.ref]))
        await run_in_form(page, page.words("actions.who_is_told", what=heading), saving, findings_in_words(page.words))

    heading = title or f"{action.ref} {action.title}"
    offered, basis = instead or {}, FormBasis(page.session, action.ref, fields_now, {"doer": ("collaborators",)})
    now = await basis.read()
    gap = next((field.name for field in now if field.name in wanted and not field.value), "")
    fields = [replace(field, value=offered.get(field.name, field.value)) for field in now]
    form = Form(page.services, heading, fields, save, begins_in=gap, basis=basis)
    saved = await page.ask(form)
    page.refresh_now()
    if saved is True:
        await _tell_ended_meanwhile(page, action)
    return saved is True


async def _tell_ended_meanwhile(page: "PagePort", before: Action) -> None:
    """A form has no status: who saves into an action that another has ended hears of it."""
    ref = before.ref
    now = await page.do(lambda acting: acting.store.get(Action, ref))
    if now is None or now.status in (before.status, *OPEN):
        return
    change = await page.do(lambda acting: last_change(acting.store, ref, ("status",)))
    by = change.actor if change else ""
    page.warn("actions.ended_meanwhile", ref=ref, title=now.title, by=by, status=page.words(f"status.{now.status}"))


async def new_action_form(page: "PagePort", matter: str = "", instead: Mapping[str, str] | None = None) -> str:
    """An action outside a meeting; `instead` has values for fields by their names. Its ref; empty when it was left."""
    services = page.services
    made = ""

    async def save(values: Values) -> None:
        nonlocal made
        draft = _draft(values, day_of(page.session, page.words, values["due"]), None)
        heading = page.words("actions.who_is_told", what=draft.title)
        adding = with_findings(lambda acting: add_action(acting, draft, values["matter"]))
        made = (await run_in_form(page, heading, adding, findings_in_words(page.words))).result.ref

    title = page.words("actions.ask.new")
    people = await page.session.query(known)
    of_matter = matter_field(page.session, page.words, matter)
    fields = [
        replace(field, value=(instead or {}).get(field.name, field.value))
        for field in (*_fields(page.session, page.words, None, people), of_matter)
    ]
    await page.ask(Form(services, title, fields, save))
    page.refresh_now()
    return made


def _found(acting: "Acting", ref: str) -> tuple[Action, list[Person]]:
    return acting.store.get(Action, ref), everybody(acting.store)


def _known(person: Person) -> KnownPerson:
    away = (person.away_from, person.away_until) if person.away_from and person.away_until else None
    return KnownPerson(person.ref, person.name, person.addresses, person.department, away)


def _fields(
    session: "Session", words: "Catalogue", action: Action | None, people: Sequence[KnownPerson]
) -> list[FormField]:
    offered = suggestions(people)
    names = dict(zip((person.ref for person in people), offered, strict=True))
    due, owner = (action.due, action.owner) if action else (None, None)
    helpers = [names[one.person] for one in action.collaborators if not one.does] if action else []
    checks = [one.text for one in action.checks] if action else []
    doers = [names[ref] for ref in action.doers if ref in names] if action else []
    return [
        FormField("title", action.title if action else "", needed=True),
        FormField("owner", names.get(owner or "", ""), offered, read=says_owners(session, words, people)),
        FormField("due", due.isoformat() if due else "", read=says_day(session, words, due)),
        FormField("deliverable", action.deliverable if action else "", separator=SENTENCES),
        FormField("module", action.task if action else ""),
        FormField("collaborators", ", ".join(helpers), offered, read=says_people(people), separator=LIST),
        FormField(
            "depends_on",
            " ".join(action.depends_on) if action else "",
            read=lambda text: _says_titles(session, text),
            separator=REFS,
        ),
        FormField("doer", ", ".join(doers), offered, read=says_owners(session, words, people, several=True)),
        FormField("risk", action.risk if action else "", several=True, separator=LINES),
        FormField("checks", "\n".join(checks), several=True, separator=LINES),
        *([FormField("whys", "\n".join(action.whys), several=True, separator=LINES)] if action else []),
        *([FormField("answer", answer_to(action), separator=SENTENCES)] if action else []),
    ]


def _says_titles(session: "Session", text: str) -> str:
    """The titles of the actions that are named."""
    rows = (action_row(session.reader, ref, today=session.today) for ref in _refs_in(text))
    return " · ".join(row["title"] for row in rows)


def _refs_in(text: str) -> tuple[str, ...]:
    return tuple(part.upper() for name in names_in(text) for part in name.split())


def _draft(values: Values, due: date | None, before: Action | None) -> ActionDraft:
    if not values["title"]:
        raise Refused("action.without_title", ref=before.ref if before else "")
    return ActionDraft(
        title=values["title"],
        owner=values["owner"].removeprefix("@"),
        collaborators=tuple(name.removeprefix("@") for name in names_in(values["collaborators"])),
        doer=values["doer"].removeprefix("@"),
        due=due,
        deliverable=values["deliverable"],
        module=values["module"],
        risk=values["risk"],
        checks=tuple(line.strip() for line in values["checks"].splitlines() if line.strip()),
        whys=tuple(values["whys"].splitlines()) if before else None,
        answer=values["answer"] if before else None,
        status=before.status if before else OPEN[0],
        depends_on=_refs_in(values["depends_on"]),
    )
