"""What a sender may be talking about: what `language.replies.understand` is told beside the text."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.action import OPEN, Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.domain.people import Person
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.matters.record_answers import asking_of
from collabtui.store.interface import Reader


def reply_context_of(
    reader: Reader, senders: Sequence[Person], answers: Outgoing | None, written: datetime
) -> ReplyContext:
    """His own items as they stood numbered in the mail he answers, his other open ones, and the items of others that
    he has seen. Of several people who share an address it may have been any: then all their items are meant."""
    refs = [sender.ref for sender in senders]
    numbers = {item.ref: item.number for item in answers.items} if answers else {}
    seen = {ref: reader.get(Action, ref) for ref in numbers}
    if answers and answers.meeting:
        seen |= {action.ref: action for action in reader.find(Action, meeting=answers.meeting)}
    told_complete = answers is not None and answers.kind == "completion"  # "done" is said of the matter then
    own = reader.find(Action, owner=refs, status=list(OPEN)) if refs and not told_complete else []
    mine = [action for action in seen.values() if action.owner in refs and action.ref in numbers]
    mine.sort(key=lambda action: numbers[action.ref])
    listed = {action.ref for action in mine}
    mine += [action for action in own if action.ref not in listed]
    others = [action for action in seen.values() if action.owner not in refs]
    sender = senders[0] if senders else None
    return ReplyContext(
        items=tuple(_item(action, numbers.get(action.ref)) for action in mine),
        others_items=tuple(_item(action, None) for action in others),
        locale=sender.locale if sender else "zh",
        written=(written.astimezone(ZoneInfo(sender.timezone)) if sender else written).date(),
        minutes=answers.meeting if answers and answers.kind == "minutes" else None,
        invitation=bool(answers and answers.kind in ("invitation", "update")),
        asking=asking_of(reader, answers, sender),
        people=tuple(person.name for person in everybody(reader) if person.ref not in refs),
    )


def _item(action: Action, number: int | None) -> Item:
    return Item(
        ref=action.ref,
        title=action.title,
        number=number,
        due=action.due,
        status=action.status,
        percent=action.percent,
        deliverable=action.deliverable,
    )
