"""The check list of what an action delivers: written down, sent to who does it, and answered line by line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from collabtui.domain.action import Action, OwnCheck
from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import CriterionResult
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Instant, one_line
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.directory import known_at, people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Rendered


@dataclass(frozen=True)
class AskedChecks:
    action: Action
    queued: tuple[Outgoing, ...]


@mails_ahead
def describe_checks(acting: Acting, ref: str, texts: Iterable[str]) -> Action:
    """The lines of the list, in order; one that was there keeps what was found. Raises `Refused` (checks.asked: ref)
    where somebody was asked, and one of those lines is gone or stands elsewhere: his answer would be of another."""
    with acting.transaction() as tx:
        before = tx.get(Action, ref)
        described = put_action(tx, with_checks(tx, before, texts), acting.provenance)
        queue_assignment_mails(tx, acting)
        return described


def with_checks(reader: Reader, action: Action, texts: Iterable[str]) -> Action:
    """Raises as `describe_checks` does."""
    wanted = list(dict.fromkeys(text for text in map(one_line, texts) if text))
    known = {one.text: one for one in action.checks}
    if wanted[: len(known)] != list(known) and _was_asked(reader, action):
        raise Refused("checks.asked", ref=action.ref)
    return action.model_copy(update={"checks": tuple(known.get(text) or OwnCheck(text=text) for text in wanted)})


def take_check(acting: Acting, ref: str, number: int, *, ok: bool, remark: str = "") -> Action:
    """The facilitator takes down what was found on the line of this number, from 1. Raises `Refused` (checks.unknown:
    ref, number, n)."""
    with acting.transaction() as tx:
        action = tx.get(Action, ref)
        if not 1 <= number <= len(action.checks):
            raise Refused("checks.unknown", ref=action.ref, number=number, n=len(action.checks))
        own = known_at(tx, acting.config.organiser.email, acting.config.organiser.name)
        word = {"person": own.ref if own else None, "at": acting.now, "via": acting.via}
        found = action.checks[number - 1].model_copy(update={"ok": ok, "remark": one_line(remark), **word})
        checks = (*action.checks[: number - 1], found, *action.checks[number:])
        return put_action(tx, action.model_copy(update={"checks": checks}), acting.provenance)


def record_checks(
    tx: Transaction, acting: Acting, ref: str, results: Iterable[CriterionResult], person: str, at: Instant, via: str
) -> Action:
    """Take the results of a reply over, but for lines on which somebody has spoken later."""
    action, by_text = tx.get(Action, ref), {one.text: one for one in results}
    checks = tuple(
        one.model_copy(
            update={
                "ok": by_text[one.text].met, "remark": found_words(by_text[one.text]), "person": person, "at": at,
                "via": via,
            }
        )
        if one.text in by_text and not is_outdated(at, one.at, acting.now)
        else one
        for one in action.checks
    )  # fmt: skip
    return put_action(tx, action.model_copy(update={"checks": checks}), acting.provenance)


def found_words(result: CriterionResult) -> str:
    """The finding of a reply on a line, in its words."""
    return "; ".join(filter(None, (result.measured, result.opinion, result.rectify)))


def preview_checks(acting: Acting, ref: str) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_checks` would send. Raises what it would raise."""
    messages = _messages(acting.store, acting, acting.store.get(Action, ref))
    return [(message, rendered(acting, message)) for message in messages]


@mails_ahead
def ask_checks(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> AskedChecks:
    """Ask who does it, or the owner where nobody does so in his place, to go through the list.

    Raises `Refused`: checks.none (ref) for an empty list; checks.nobody (ref) where it has no owner; checks.over (ref)
    for an action that was cancelled."""
    with acting.transaction() as tx:
        action = tx.get(Action, ref)
        return AskedChecks(action, tuple(queue_all(tx, acting, _messages(tx, acting, action), leaving_in)))


def asked_of_successor(reader: Reader, acting: Acting, action: Action, goes: str, stays: Person) -> list[Message]:
    """The mail to `stays` in place of who goes, who was sent the list and left lines of it open."""
    is_open = action.status != "cancelled" and any(one.ok is None for one in action.checks)
    if not is_open or stays.ref not in (action.doers or (action.owner,)):
        return []
    was_asked = any(mail.kind == "request" for mail in reader.find(Outgoing, change=action.ref, person=goes))
    return [_message(reader, acting, action, stays)] if was_asked else []


def _messages(reader: Reader, acting: Acting, action: Action) -> list[Message]:
    if not action.checks:
        raise Refused("checks.none", ref=action.ref)
    if action.status == "cancelled":
        raise Refused("checks.over", ref=action.ref)
    asked = people_by_ref(reader, action.doers or filter(None, (action.owner,)))
    people = [person for person in asked.values() if person.is_here]
    if not people:
        raise Refused("checks.nobody", ref=action.ref)
    return [_message(reader, acting, action, person) for person in people]


def _message(reader: Reader, acting: Acting, action: Action, person: Person) -> Message:
    lines = [{"number": number, "check": one} for number, one in enumerate(action.checks, 1)]
    matter = reader.get(Matter, action.matter) if action.matter else None
    return Message(
        kind="request",
        key=outbox_keys.own_checks(action.ref, acting.now, person.ref),
        person=person,
        template="own-checks",
        context={"action": action, "title_of_matter": matter.title if matter else "", "lines": lines},
        matter=action.matter,
        change=action.ref,
    )


def _was_asked(reader: Reader, action: Action) -> bool:
    mails = reader.find(Outgoing, change=action.ref)
    return any(one.kind == "request" and one.state != "held" for one in mails)
