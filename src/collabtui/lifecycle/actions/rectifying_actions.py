"""Actions that put right what a supervising department found unmet, made of its answer: at once where that names who
does it, else once the facilitator has said yes to the owner that is offered, or to another."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import CriterionResult, Request
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.owner_in_words import without_owner
from collabtui.language.replies.words.people_written import people_written
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.live.captured_things import new_action
from collabtui.store.interface import Reader, Transaction


class PutRight(NamedTuple):
    title: str
    owner: str | None
    due: date | None
    ref: str = ""
    """Empty of one that is still to be made."""


def put_right(tx: Transaction, acting: Acting, matter: str, results: Iterable[CriterionResult]) -> list[Action]:
    """One action for each result that is not met and whose words name one person: his, with its day, and the criterion
    as what has to be handed over. What has its action already, by its title, gets no second one."""
    made = []
    for one in _without_action(tx, matter, results):
        if name := _named(tx, one):
            title = without_owner(one.rectify, name)
            draft = ActionDraft(title=title, owner=name, due=one.rectify_by, deliverable=one.text)
            made.append(tx.put(new_action(tx, acting, draft, None, matter)))
    return made


def asked_to_put_right(reader: Reader, matter: Matter, results: Iterable[CriterionResult]) -> tuple[Request, ...]:
    """One request for each whose words name nobody: an action of it waits for the facilitator, with the owner that is
    offered."""
    return tuple(
        Request(
            ref=matter.ref,
            ask="rectify",
            due=one.rectify_by,
            to=owner.name if (owner := offered_owner(reader, matter, one.text, one.rectify)) else None,
            reason=one.text,
            text=one.rectify,
        )
        for one in _without_action(reader, matter.ref, results)
        if not _named(reader, one)
    )


def grant_put_right(tx: Transaction, acting: Acting, mail: str, request: Request) -> Action | None:
    """The action of such a request, to the owner that it names. None where there is one of that title by now.

    Raises `Refused` (inbox.nobody_to_rectify: ref, text), and those of names."""
    matter = tx.get(Matter, request.ref or "")
    titles = {action.title for action in tx.find(Action, matter=matter.ref)}
    if request.text is None or request.text in titles:
        return None
    if not request.to:
        raise Refused("inbox.nobody_to_rectify", ref=mail, text=request.text)
    owner = find_person(tx, request.to)
    draft = ActionDraft(title=request.text, owner=owner.email, due=request.due, deliverable=request.reason or "")
    return tx.put(new_action(tx, acting, draft, None, matter.ref))


def offered_owner(reader: Reader, matter: Matter, criterion: str, rectify: str) -> Person | None:
    """The contact of the one department that is named; else who owns the one action that delivers what the criterion is
    about; else the contact of the department that leads, or who answers for the matter."""
    contacts = {one.department: one.person for one in matter.contacts}
    named = {ref for department, ref in contacts.items() if department in rectify}
    delivering = {
        one.owner
        for one in reader.find(Action, matter=matter.ref)
        if one.owner and one.status != "cancelled" and _is_about(one, criterion)
    }
    for found in (named, delivering, {contacts.get(matter.lead)} - {None}, {matter.owner} - {None}):
        if len(found) == 1 and (person := reader.get(Person, found.pop() or "")).is_here:
            return person
    return None


def _is_about(action: Action, criterion: str) -> bool:
    named = [one.strip() for one in (action.deliverable, action.title) if len(one.strip()) > 1]
    return any(one.casefold() in criterion.casefold() or criterion.casefold() in one.casefold() for one in named)


def _without_action(reader: Reader, matter: str, results: Iterable[CriterionResult]) -> list[CriterionResult]:
    found = [one for one in results if not one.met and one.rectify]
    titles = {action.title for action in reader.find(Action, matter=matter)} if found else set()
    return [one for one in found if not titles & {one.rectify, without_owner(one.rectify, _named(reader, one))}]


def to_be_put_right(reader: Reader, matter: str, result: CriterionResult) -> PutRight | None:
    """The action that puts right what is not met, as it is or as `put_right` makes it; None where nobody is named for
    it, or nothing is to be done."""
    if result.met or not result.rectify:
        return None
    name = _named(reader, result)
    title = without_owner(result.rectify, name)
    known = (one for one in reader.find(Action, matter=matter) if one.title in (title, result.rectify))
    if made := next((one for one in known if one.status != "cancelled"), None):
        return PutRight(made.title, made.owner, made.due, made.ref)
    return PutRight(title, find_person(reader, name).ref, result.rectify_by) if name else None


def _named(reader: Reader, result: CriterionResult) -> str:
    named = people_written(result.rectify, tuple(reader.present_people()))
    return named[0].name if len(named) == 1 else ""
