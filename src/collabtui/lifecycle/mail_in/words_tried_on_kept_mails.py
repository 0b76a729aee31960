"""Words tried on all kept mails before they are taught: each is assessed again, with other words than now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import NewText, ReplyContext, Understanding
from collabtui.domain.people import Person
from collabtui.language.replies.words.teachable import folded
from collabtui.lifecycle.mail_in.identify_sender import people_at
from collabtui.lifecycle.mail_in.records_at_an_earlier_time import Past
from collabtui.lifecycle.mail_in.replay import readings_of
from collabtui.lifecycle.mail_in.reply_context import reply_context_of
from collabtui.store.interface import Reader

Reads = Callable[[NewText, ReplyContext], Understanding]


@dataclass(frozen=True)
class Changed:
    """A kept mail that would be understood otherwise."""

    ref: str
    before: Understanding
    """With the words as they are now, in the context that the mail met."""
    after: Understanding


def mails_reread(reader: Reader, parts: Sequence[str], before: Reads, after: Reads) -> Iterator[Changed]:
    """The mails in which the two differ, the last read first. Only mails with one of the `parts` (folded) in them can
    be meant, so only these are read again."""
    past = Past(reader)
    for one in readings_of(reader):
        mail = reader.get(Incoming, one.ref)
        if mail.new_text is None or mail.kind != "reply" or not _has_any(mail.new_text, parts):
            continue
        then = past.before(one.met)
        senders = _writers(reader, then, mail.person) if mail.person else people_at(then, mail.sender)
        answers = then.get(Outgoing, mail.answers) if mail.answers else None
        context = reply_context_of(then, senders, answers, mail.written_at, mail.new_text)
        was, would_be = before(mail.new_text, context), after(mail.new_text, context)
        if was != would_be:
            yield Changed(mail.ref, was, would_be)


def _writers(reader: Reader, then: Past, person: str) -> tuple[Person, ...]:
    """Who he was then: before two persons of the book were merged, either of them may have written."""
    refs = (person, *(one.ref for one in reader.find(Person, merged_into=person)))
    were = [one for ref in refs for one in then.find(Person, ref=ref)]
    return tuple(one for one in were if one.merged_into is None)


def _has_any(text: NewText, parts: Sequence[str]) -> bool:
    found = folded(text.text)
    return any(part in found for part in parts)
