"""The things a sender may be talking about: what `language.replies.understand` is given beside the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import NewText, ReplyContext
from collabtui.domain.people import Person, PersonName
from collabtui.language.replies.words.people_written import people_written
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.mail_in.answerable.answer_kind import QuestionMail
from collabtui.lifecycle.mail_in.answerable.answer_registry import kinds_of
from collabtui.lifecycle.mail_in.taught_words import phrases_of
from collabtui.store.interface import Reader


def reply_context_of(
    reader: Reader, senders: Sequence[Person], answers: Outgoing | None, written: datetime, text: NewText
) -> ReplyContext:
    """The context of a reply: what holds of any, and what each kind of question adds that the answered mail may ask. Of
    the people of the book it has those whom its `text` may name."""
    own_words = "\n".join(line.text for line in text.lines)
    answered = QuestionMail(answers, senders, own_words)
    refs, sender = [person.ref for person in senders], answered.sender
    local = written.astimezone(ZoneInfo(sender.timezone)) if sender else written
    everybody = tuple(reader.present_people())
    named = [one for one in people_written(own_words, everybody) if one.ref not in refs]
    context = ReplyContext(
        items=(),
        locale=sender.locale if sender else "zh",
        written=local.date(),
        hour=local.hour,
        answers_ours=answers is not None and answers.kind != "answer",
        asked_back=answers.asked_back.proposals if answers and answers.asked_back else (),
        phrases=phrases_of(reader, refs),
        people=tuple(one.name for one in named),
        distinct_people=tuple(_distinct_names(reader, named)),
    )
    if answers is not None and answers.kind == "answer" and sender is not None:
        context = context.model_copy(update=_just_read(reader, answers, sender))
    for kind in kinds_of(answered.about):
        context = context.model_copy(update=kind.context(reader, answered))
    return context


def _distinct_names(reader: Reader, named: Sequence[PersonName]) -> Iterator[str]:
    """As one of several of a name is written, in Chinese and in English."""
    often = Counter(one.name for one in named)
    for one in named:
        if often[one.name] > 1 and (department := reader.get(Person, one.ref).department):
            yield f"{one.name}({department})"
            yield f"{one.name} ({department})"


_LATEST = 16
"""Mails of one person, the newest first."""


def _just_read(reader: Reader, answers: Outgoing, sender: Person) -> dict[str, object]:
    """What was read in the mail of his that our answer confirms, or asks back."""
    his = reader.find(Incoming, person=sender.ref, newest_first=True, limit=_LATEST)
    keyed = (one for one in his if outbox_keys.automatic_answer(one.digest, sender.ref) == answers.key)
    mail = next(keyed, None)
    if mail is None or mail.understanding is None:
        return {}
    likely = adopted(mail.understanding.proposals)
    return {
        "just_updated": (*mail.updates, *likely.updates),
        "just_asked": (*mail.requests, *likely.requests),
    }
