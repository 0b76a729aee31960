"""The form of who may read a matter: confidential or not, its readers, and what comes of that for those it asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.matters.confidential_matters import (
    Confidentiality,
    UnreadSpeakers,
    make_confidential,
    make_open,
)
from collabtui.screens.dialogs.field_parsers import known, names_in, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

_CONFIDENTIAL = "yes"


async def readers_form(page: "PagePort", ref: str) -> None:
    """Says who has a part in it and may not read it, and where nobody may read what a department is asked."""
    words, done = page.words, None

    def as_described(acting: "Acting", values: Values) -> Confidentiality:
        if values["confidential"] == _CONFIDENTIAL:
            return make_confidential(acting, ref, names_in(values["readers"]))
        return make_open(acting, ref)

    async def save(values: Values) -> None:
        nonlocal done
        done = await basis.run(lambda acting: as_described(acting, values))

    async def fields_now() -> list[FormField]:
        confidential, readers = await page.session.run_command(lambda acting: _texts(acting, ref))
        people = await page.session.query(known)
        options = [("", words("matters.readable_by_all")), (_CONFIDENTIAL, words("matters.readable_by_named"))]
        return [
            FormField("confidential", confidential, options=options),
            FormField("readers", readers, suggest=suggestions(people), read=says_people(people)),
        ]

    basis = FormBasis(page.session, ref, fields_now)
    await page.ask(Form(page.services, words("matters.ask.readers", ref=ref), await basis.read(), save, basis=basis))
    if done is not None:
        _say(page, done)


def _texts(acting: "Acting", ref: str) -> tuple[str, str]:
    matter = acting.store.get(Matter, ref)
    named = (acting.store.get(Person, one.person) for one in matter.readers)
    return _CONFIDENTIAL if matter.confidential else "", ", ".join(one.name for one in named if one.is_here)


def _say(page: "PagePort", found: Confidentiality) -> None:
    ref, separator = found.matter.ref, page.words("list.separator")
    if not found.matter.confidential:
        page.tell("matter.is_open", ref=ref)
        return
    readers = separator.join(one.name for one in found.readers) or page.words("matter.no_readers")
    page.tell("matter.is_confidential", ref=ref, readers=readers)
    if found.left_out:
        page.warn("matter.reads_nothing", ref=ref, names=separator.join(one.name for one in found.left_out))
    if found.asked_next:
        page.tell("matter.asked_next", matter=ref, departments=separator.join(found.asked_next))
    say_unread(page, ref, found.unread)


def say_unread(page: "PagePort", ref: str, unread: Iterable[UnreadSpeakers]) -> None:
    """Departments where nobody may read what they are asked."""
    for one in unread:
        names = page.words("list.separator").join(person.name for person in one.people)
        page.warn("matter.nobody_reads", matter=ref, department=one.department, names=names)
