"""Names that mean nobody yet, where a meeting is planned or begun: who it is is asked without leaving the form."""

from functools import partial
from typing import TYPE_CHECKING, cast

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.agenda.agenda_names import read_names
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.people.edit_people import add_person
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

ASKED = frozenset({"name.unknown", "name.nobody"})
"""Keys of the refusals of a name that may be somebody new."""
NEW = "+"


async def with_strangers_known(page: "PagePort", text: str) -> str:
    """The names as they were typed, but for those that were a slip. Raises `Unknown` where somebody did not want to say
    who it is."""
    for name in (one.name for one in read_names(text) if one.name and not one.email):
        unknown = await page.session.run_command(partial(_unknown, name=name))
        if unknown is not None:
            text = text.replace(name, await _name_of(page, name, unknown))
    return text


def _unknown(acting: "Acting", *, name: str) -> Unknown | None:
    """Other refusals are said when the meeting is planned; the one name that goes on from what was typed the form fills
    in by itself."""
    begun = [one for one in acting.store.find(Person) if one.name.casefold().startswith(name.casefold())]
    if len(begun) == 1:
        return None
    try:
        find_person(acting.store, name)
    except Unknown as error:
        return error if error.key in ASKED else None
    except Refused:
        return None
    return None


async def _name_of(page: "PagePort", name: str, unknown: Unknown) -> str:
    """One of those who are called like that, or somebody new, who is added."""
    words = page.words
    near = cast("Sequence[str]", unknown.values.get("near", ()))
    if near:
        options = [(one, one, "") for one in near] + [(NEW, words("planning.stranger_new", name=name), "")]
        chosen = await page.ask(Pick(page.services, words("planning.stranger", name=name), options))
        if chosen is None:
            raise unknown
        if chosen != NEW:
            return chosen
    added = ""

    async def save(values: Values) -> None:
        nonlocal added
        draft = PersonDraft(name=values["name"], email=values["email"], department=values["department"])
        added = (await page.session.run_command(lambda acting: add_person(acting, draft))).name

    offered = departments(await page.session.query(known))
    fields = [
        FormField("name", name, needed=True),
        FormField("email", needed=True),
        FormField("department", suggest=offered),
    ]
    title = words("planning.stranger", name=name)
    await page.ask(Form(page.services, title, fields, save, begins_in="email"))
    if not added:
        raise unknown
    return added
