"""One action as a form: owner, date and deliverable are typed as people say them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.action import Action
from collabtui.domain.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.dates import read_day
from collabtui.lifecycle.actions import edit_action
from collabtui.screens.form import Field, Form, Values

if TYPE_CHECKING:
    from collabtui.lifecycle.desk import Desk
    from collabtui.screens.page import Page


async def action_form(page: "Page", ref: str) -> bool:
    """True when it was saved; the form stays open with what was typed while it is refused."""
    found = await page.do(lambda desk: _found(desk, ref))
    if found is None:
        return False
    action, people = found

    async def save(values: Values) -> None:
        draft = _draft(action, values, _day(page, values["due"]))
        await page.services.do(lambda desk: edit_action(desk, action.ref, draft))

    title = f"{action.ref} {action.title}"
    saved = await page.app.push_screen_wait(Form(page.services, title, _fields(action, people), save))
    page.refresh_now()
    return saved


def _found(desk: "Desk", ref: str) -> tuple[Action, list[Person]]:
    return desk.store.get(Action, ref), desk.store.find(Person)


def _fields(action: Action, people: Sequence[Person]) -> list[Field]:
    names = {person.ref: _unmistakable(person, people) for person in people}
    suggest = tuple(names.values())
    collaborators = ", ".join(names[one.person] for one in action.collaborators)
    return [
        Field("title", action.title),
        Field("owner", names.get(action.owner or "", ""), suggest),
        Field("due", action.due.isoformat() if action.due else ""),
        Field("deliverable", action.deliverable),
        Field("collaborators", collaborators, suggest),
    ]


def _unmistakable(person: Person, people: Sequence[Person]) -> str:
    """The name, or the address where two people have that name."""
    return person.name if sum(one.name == person.name for one in people) == 1 else person.email


def _draft(action: Action, values: Values, due: date | None) -> ActionDraft:
    if not values["title"]:
        raise Refused("action.without_title", ref=action.ref)
    named = values["collaborators"].replace("，", ",").replace("、", ",").split(",")
    return ActionDraft(
        title=values["title"],
        owner=values["owner"].removeprefix("@"),
        collaborators=tuple(name.strip() for name in named if name.strip()),
        due=due,
        deliverable=values["deliverable"],
        status=action.status,
        depends_on=action.depends_on,
    )


def _day(page: "Page", text: str) -> date | None:
    """`friday`, `3月10日`, `2026-03-10`; None for nothing."""
    if not text:
        return None
    read = read_day(text, locale=page.words.locale, written=page.services.today)
    if read is None or read.day is None:
        raise Refused("cli.bad_day", value=text)
    return read.day
