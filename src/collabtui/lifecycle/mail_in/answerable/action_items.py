"""Actions: what a reply changes of them by itself, and what it asks the facilitator for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action, spoken_of
from collabtui.domain.action_status import CLOSED, OPEN
from collabtui.domain.last_word import NewerWord, Provenance, statement_of
from collabtui.domain.mail.mail_about import About, CompletionOf, CriteriaOf
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.outdated_parts import counting
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.domain.mail.reply import Item, Request, Understanding, Update
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.refs import ref_order
from collabtui.errors import Refused
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.assignments.clerks import answering, open_as_clerk
from collabtui.lifecycle.at_once.noted_reads import NotedQuestion, found
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import Moved, granted, put_action, replied
from collabtui.lifecycle.base.directory import everybody, who_left
from collabtui.lifecycle.base.left_people import successor_of
from collabtui.lifecycle.base.numbered_items import numbered_items, unnumbered_items
from collabtui.lifecycle.base.stand_in import stands_in
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.later_mails import contradicted_since
from collabtui.lifecycle.mail_in.answerable.unlikely_updates import is_own_word, with_unlikely_proposed
from collabtui.lifecycle.mail_in.shown_requests import PresentStatus, is_action, present_status, shown_request
from collabtui.store.interface import Reader, Transaction


class MovedLine(TypedDict):
    """An action that the reply moves on, for the answer mail."""

    number: int | None
    ref: str
    title: str
    status: str
    status_changed: bool
    percent: int
    note: str
    reason: str
    accepted: bool
    changed: bool
    was: PresentStatus | None
    """What somebody else had said that it was blocked by or closed with, which holds no more."""


class NamedAction(TypedDict):
    ref: str
    title: str


class ListedAction(TypedDict):
    number: int
    action: Action


def _of_matter(request: Request, matter: str) -> Request:
    """An objection to the letter that says that a matter is completed: no minutes were sent to be corrected."""
    return request.model_copy(update={"ask": "other", "ref": matter})


class ActionItems(AnswerKind):
    """A reply to any mail may speak of actions, and so may a mail that answers none of ours."""

    def answers(self, about: About) -> bool:
        return True

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        """His own items, also those that he does in the owner's place, as they stood numbered in the mail he answers,
        his other open ones, and the items of others that he has seen. Of several people who share an address it may
        have been any: then all their items are meant."""
        refs = [sender.ref for sender in answered.senders]
        mail, numbers = answered.mail, _numbers(answered)
        shown = {item.ref for item in mail.items if item.listed} if mail else set()
        # asked first, since most of what the mail numbers is among them
        of_meeting = reader.find(Action, meeting=mail.meeting) if mail and mail.meeting else []
        seen = {ref: reader.get(Action, ref) for ref in numbers} | {action.ref: action for action in of_meeting}
        only_listed = isinstance(answered.about, CompletionOf | CriteriaOf)
        own = _own_open(reader, refs) if refs and not only_listed else []
        asked = dict.fromkeys(numbers, mail)
        theirs = {ref for ref, action in seen.items() if _is_theirs(reader, action, refs, asked.get(ref))}
        mine = [action for action in seen.values() if action.ref in theirs and action.ref in numbers]
        mine.sort(key=lambda action: numbers[action.ref])
        listed = {action.ref for action in mine}
        mine += [action for action in own if action.ref not in listed]
        others = (action for action in seen.values() if action.ref not in theirs)
        return {
            "items": tuple(_item(action, numbers.get(action.ref), shown) for action in mine),
            "others_items": tuple(_item(action, numbers.get(action.ref), shown) for action in others),
        }

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """With what the state of his actions makes unlikely as proposals; not of what was spoken of since, which is
        left alone anyway."""
        understood = with_unlikely_proposed(reader, reply, self.newer(reader, reply))
        if not isinstance(reply.about, CompletionOf):
            return understood
        matter = reply.about.matter
        requests = (_of_matter(one, matter) if one.ask == "correct" else one for one in understood.requests)
        return understood.model_copy(update={"requests": tuple(requests)})

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        changes: frozenset[Effect] = frozenset({"changes"} if understood.updates else ())
        return changes | {"asks"} if understood.requests else changes

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        """Also of what it asks for: whoever decides on that should know that it is settled by now."""
        updates, asked = reply.understood.updates, reply.understood.requests
        requests = [request for request in asked if is_action(request.ref) and request.values]
        moved = zip(moves(reader, updates, reply.provenance, reply.heard or reply.written), updates, strict=True)
        found = [_newer(one, update.values, reply) for one, update in moved]
        found += [_newer_than(reader.get(Action, one.ref or ""), one.values, reply) for one in requests]
        known = tuple(dict.fromkeys(word for words in found for word in words))
        settled = {(word.ref, word.value) for word in known}
        later = contradicted_since(reader, reply)
        return known + tuple({key: one for one in later if (key := (one.ref, one.value)) not in settled}.values())

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`answers-duties`: a mail of duties lists no action, so "I will do it" means none of his.
        `others-item`: what is confirmed was read of an action that somebody else has taken over since."""
        understood, person = reply.understood, reply.person
        if understood.updates and reply.asked and outbox_keys.is_of_duties(reply.asked.key):
            return "answers-duties"
        if person is None or not understood.confirmed:
            return None
        named = (*(one.ref for one in understood.updates), *(one.ref for one in understood.requests))
        actions = [reader.get(Action, ref) for ref in named if ref and is_action(ref)]
        own = all(_is_theirs(reader, one, (person.ref,), reply.asked) for one in actions)
        return None if own else "others-item"

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        for update in reply.understood.updates:
            values = counting(update, reply.newer)
            after = replied(tx.get(Action, update.ref), update, acting.now, values)
            put_action(tx, after, reply.provenance, values=values, now=acting.now)

    def grant(self, tx: Transaction, acting: Acting, reply: ReadReply, request: Request) -> None:
        """Raises `Refused`: inbox.not_open (ref, action), inbox.no_date, inbox.no_later_date (ref,
        action, due), inbox.no_person, inbox.nobody, inbox.namesakes."""
        if request.ask == "correct" or not is_action(request.ref):
            return  # the minutes are corrected in their next version
        before = tx.get(Action, request.ref or "")
        if request.ask == "postpone" and before.status not in OPEN:
            raise Refused("inbox.not_open", ref=reply.ref, action=before.ref)
        if request.ask == "postpone" and request.due is None:
            if before.due is None:
                raise Refused("inbox.no_date", ref=reply.ref, action=before.ref)
            raise Refused("inbox.no_later_date", ref=reply.ref, action=before.ref, due=before.due)
        names_doer = request.ask == "other" and request.to is not None
        person = _new_owner(tx, reply, request) if request.ask == "reassign" or names_doer else None
        put_action(tx, granted(before, request, person), reply.provenance, values=request.values, now=acting.now)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart:
        understood = reply.understood
        moved = moves(reader, understood.updates, reply.provenance, now, reply.newer) if reply.applied else []
        proposed = [] if reply.applied else [_named(reader.get(Action, update.ref)) for update in understood.updates]
        served = reply.person and (understood.asks_list or understood.asks_help)
        own = _open_items(reader, reply.person, moved) if reply.person and served else []
        listed = own if understood.asks_list else []
        return AnswerPart(
            values={
                "moved": [_line(reader, move, reply) for move in moved],
                "proposed": proposed,
                "requests": [shown_request(reader, request) for request in understood.requests],
                "needs_date": understood.needs_date,
                "items": listed,
            },
            items=numbered_items(line["action"] for line in listed),
            example_of=unnumbered_items(line["action"] for line in own),
        )

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        """The state of his actions now."""
        actions = [reader.get(Action, update.ref) for update in reply.understood.updates]
        return AnswerPart({"actions": actions}, subject_ref=actions[0].ref) if actions else None


def _is_theirs(reader: Reader, action: Action, people: Sequence[str], asked: Outgoing | None = None) -> bool:
    """Whether one of them (refs) owns it, does it in the owner's place, or keeps his papers; or stood in for who owns
    or does it on the day of the mail that asked."""
    return any(ref in people for ref in answering(reader, action)) or _stood_in(reader, action, people, asked)


def _stood_in(reader: Reader, action: Action, people: Sequence[str], asked: Outgoing | None) -> bool:
    if asked is None:
        return False
    asking = (reader.get(Person, ref) for ref in action.answering)
    for one in asking:
        day = asked.queued_at.astimezone(ZoneInfo(one.timezone)).date()
        if one.is_away(day) and any(stands_in(reader, ref, one, day) for ref in people):
            return True
    return False


def of_open_actions(people: Sequence[str]) -> Iterator[NotedQuestion]:
    """Of those by whom a reply may be about them (refs)."""
    yield found(Action, owner=list(people), status=list(OPEN))
    yield found(Action, collaborators=list(people), status=list(OPEN))
    yield found(Matter, clerk=list(people))


def _own_open(reader: Reader, people: Sequence[str]) -> list[Action]:
    owned = reader.find(Action, owner=list(people), status=list(OPEN))
    helped = reader.find(Action, collaborators=list(people), status=list(OPEN))
    done = [one for one in helped if one.owner not in people and any(ref in people for ref in one.doers)]
    return list({one.ref: one for one in (*owned, *done, *open_as_clerk(reader, people))}.values())


def moves(
    reader: Reader,
    updates: Iterable[Update],
    provenance: Provenance,
    now: datetime,
    newer: Collection[NewerWord] = (),
) -> list[Moved]:
    """The actions as the updates leave them, but for what was spoken of later; nothing is written."""
    found: list[Moved] = []
    after: dict[str, Action] = {}
    for update in updates:
        before = after.get(update.ref) or reader.get(Action, update.ref)
        values = counting(update, newer)
        after[update.ref] = spoken_of(before, replied(before, update, now, values), values, provenance, now)
        found.append(Moved(before, after[update.ref]))
    return found


def _newer(moved: Moved, values: Iterable[str], reply: ReadReply) -> Iterator[NewerWord]:
    """Nothing where all that was said later is the same."""
    newer = tuple(_newer_than(moved.before, sorted(values), reply))
    differs = any(getattr(moved.before, one.value) != getattr(moved.after, one.value) for one in newer)
    return iter(newer if differs else ())


def _newer_than(action: Action, values: Iterable[str], reply: ReadReply) -> Iterator[NewerWord]:
    known = (statement_of(action.stated, value) for value in values)
    outdated = (one for one in known if one and reply.is_outdated(one.at))
    return (NewerWord(ref=action.ref, value=one.value, at=one.at, by=one.by, via=one.via) for one in outdated)


def _numbers(answered: QuestionMail) -> dict[str, int]:
    """Ref → number, of the actions that the mail lists; what else it numbers is no action."""
    items = answered.mail.items if answered.mail else ()
    return {item.ref: item.number for item in items if is_action(item.ref)}


def _item(action: Action, number: int | None, shown: Collection[str]) -> Item:
    return Item(
        ref=action.ref,
        title=action.title,
        number=number,
        due=action.due,
        status=action.status,
        percent=action.percent,
        deliverable=action.deliverable,
        listed=number is None or action.ref in shown,
    )


def _named(action: Action) -> NamedAction:
    return {"ref": action.ref, "title": action.title}


def _line(reader: Reader, move: Moved, reply: ReadReply) -> MovedLine:
    before, after = move.before, move.after
    return {
        "number": reply.numbers.get(after.ref),
        "ref": after.ref,
        "title": after.title,
        "status": after.status,
        "status_changed": after.status != before.status,
        "percent": after.percent,
        "note": remark_in(after.note) if after.note != before.note else "",
        "reason": after.reason if after.reason != before.reason else "",
        "accepted": after.accepted_at is not None and before.accepted_at is None,
        "changed": move.changed,
        "was": _overruled(reader, move, reply),
    }


def _overruled(reader: Reader, move: Moved, reply: ReadReply) -> PresentStatus | None:
    before = move.before
    if before.status == move.after.status or before.status not in ("blocked", *CLOSED):
        return None
    statement = statement_of(before.stated, "status")
    return None if statement and is_own_word(reader, reply, statement) else present_status(before)


def _open_items(reader: Reader, person: Person, moved: Iterable[Moved]) -> list[ListedAction]:
    """The person's open actions as they will stand, by due date, those without one last."""
    after = {move.after.ref: move.after for move in moved}
    own = [after.get(action.ref, action) for action in reader.find(Action, owner=person.ref)]
    helped = [after.get(one.ref, one) for one in reader.find(Action, collaborators=person.ref)]
    own += [one for one in helped if person.ref in one.doers]
    own = [action for action in own if action.status in OPEN]
    own.sort(key=lambda action: (action.due is None, action.due or date.max, ref_order(action.ref)))
    return [{"number": number, "action": action} for number, action in enumerate(own, 1)]


def _new_owner(reader: Reader, reply: ReadReply, request: Request) -> str:
    match = match_people(request.to or "", everybody(reader))
    if match.found is None:
        values = {"ref": reply.ref, "action": request.ref, "value": request.to or ""}
        if match.candidates:
            raise Refused("inbox.namesakes", **values, names=match.distinct)
        if left := who_left(reader, request.to or ""):
            successor = successor_of(reader, left.ref)
            key = "inbox.new_owner_left_to" if successor else "inbox.new_owner_left"
            raise Refused(key, **values, successor=successor.name if successor else "")
        if match.nearest:
            raise Refused("inbox.no_person", **values, near=match.nearest)
        raise Refused("inbox.nobody", **values)
    return match.found
