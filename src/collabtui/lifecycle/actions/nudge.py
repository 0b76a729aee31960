"""Asking the owners of some actions, and who does them in their place, how they stand, now, at the facilitator's own
word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.domain.refs import Ref, ref_order
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.assignments.clerks import answering
from collabtui.lifecycle.at_once.within import actions_first, within_actions
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo_window import not_before
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class Nudges:
    messages: list[Message] = field(default_factory=list)
    """One a person."""
    refused: list[tuple[str, CollabError]] = field(default_factory=list)
    """What nobody can be asked about."""


def nudges(reader: Reader, acting: Acting, refs: Iterable[str]) -> Nudges:
    """The mails that would ask owners and who does it for them, and for what; nothing is written. The same items go to
    a person once a day."""
    found, by_person = Nudges(), dict[str, list[Action]]()
    for action in (reader.get(Action, ref) for ref in refs):
        if not action.open:
            found.refused.append((action.ref, Refused("nudge.closed", ref=action.ref, title=action.title)))
        elif is_filed(reader, action.matter):
            found.refused.append((action.ref, Refused("matter.archived", matter=action.matter)))
        elif action.owner is None:
            found.refused.append((action.ref, Refused("nudge.nobody", ref=action.ref, title=action.title)))
        else:
            for ref in answering(reader, action):
                by_person.setdefault(ref, []).append(action)
    for ref, actions in by_person.items():
        message = _message(acting, reader.get(Person, ref), sorted(actions, key=_by_date))
        sent = reader.find(Outgoing, key=message.key, limit=1)
        if sent and sent[0].state != "held":
            named = [action.ref for action in actions]
            found.refused.append((named[0], Refused("nudge.today", name=message.person.name, refs=named)))
        else:
            found.messages.append(message)
    return found


@mails_ahead
def nudge(acting: Acting, refs: Iterable[str], *, leaving_in: timedelta = timedelta()) -> list[Outgoing]:
    """Queue them; a mail that was held back goes after all. They leave after `leaving_in`, so that an undo has time."""
    refs = list(refs)
    with acting.transaction(within_actions(acting.store, refs), actions_first(refs)) as tx:
        messages = nudges(tx, acting, refs).messages
        return [_queued(tx, acting, message, leaving_in) for message in messages]


def _queued(tx: Transaction, acting: Acting, message: Message, leaving_in: timedelta) -> Outgoing:
    outgoing = queue(tx, acting, message, leaving_in)
    if outgoing is None:
        held = tx.find(Outgoing, key=message.key, limit=1)[0]
        return tx.put(held.model_copy(update={"state": "queued", "not_before": not_before(acting, leaving_in)}))
    if outgoing.version > 1:
        return outgoing  # held before it left and written anew: what it reminds of is marked already
    for item in message.items:
        action = tx.get(Action, item.ref)
        tx.put(Reminded(ref=f"{action.ref}/{action.due}/nudge-{outgoing.ref}", at=acting.now, outgoing=outgoing.ref))
    return outgoing


def _by_date(action: Action) -> tuple[date, tuple[Ref, str]]:
    return action.due or date.max, ref_order(action.ref)


def _in_key(action: Action) -> tuple[date, str]:
    """A2 behind A10, as kept keys have it: with another order an outbox of an earlier version would say it again."""
    return action.due or date.max, action.ref


def _message(acting: Acting, person: Person, actions: list[Action]) -> Message:
    return Message(
        kind="reminder",
        key=outbox_keys.nudge(acting.today, person.ref, (one.ref for one in sorted(actions, key=_in_key))),
        person=person,
        template="nudge",
        context={"lines": [asked_line(number, action, acting.today) for number, action in enumerate(actions, 1)]},
        items=numbered_items(actions),
    )


class AskedLine(TypedDict):
    """A line of a mail that asks how an action stands, as its template reads it."""

    number: int
    action: Action
    days: int | None
    """Days from today until it is due."""


def asked_line(number: int, action: Action, today: date) -> AskedLine:
    return {"number": number, "action": action, "days": (action.due - today).days if action.due else None}
