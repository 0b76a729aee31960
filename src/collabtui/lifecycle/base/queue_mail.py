"""Queueing a mail: rendered now, kept in the outbox with what caused it, sent by the worker."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from collabtui.domain.mail.example_reply import example_reply
from collabtui.domain.mail.left_before_restore import name_of_left
from collabtui.domain.mail.mail_records import Outgoing, raw_digest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.domain.refs import RESOURCE, is_ref
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import Readable, as_readable
from collabtui.lifecycle.base.correspondence.sending_account import writing_for
from collabtui.lifecycle.base.department_people import stood_in_for
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.mails_ahead import MailsWritten
from collabtui.lifecycle.base.undo_window import AT_ONCE, not_before
from collabtui.mail.compose.compose import MessageHeaders, compose
from collabtui.mail.identity import reply_token
from collabtui.mail.identity.message_id import message_id
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Rendered

__all__ = [
    "Message",
    "queue",
    "queue_all",
    "queue_as_read",
    "rendered",
    "written_anew",
    "written_before",
]


def rendered(acting: Acting, message: Message) -> Rendered:
    """Exactly what `queue` would put into the mail: the preview of every screen and command."""
    return _unrendered(acting.store, acting, message).content()


class _Marks(NamedTuple):
    """The secrets of one mail by which an answer to it is known."""

    token: str
    code: str


def _marks(acting: Acting, message: Message) -> _Marks:
    signing = acting.store.signed
    token = reply_token.token(signing, message.token_key or message.key)
    return _Marks(token, reply_token.code(signing, message.key))


class _Unrendered(NamedTuple):
    """All of which a mail is rendered, so that no reader is needed any more."""

    acting: Acting
    readable: Readable
    marks: _Marks
    representing: Mapping[str, str]

    def content(self) -> Rendered:
        """With a mark in the subject where it tells of a confidential matter."""
        acting, message, marks = self.acting, self.readable.message, self.marks
        today = _today(acting, message.person)
        found = acting.templates.mail(
            message.template,
            message.person.locale,
            ZoneInfo(message.person.timezone),
            today,
            code=marks.code,
            me=message.person,
            organiser=acting.config.organiser,
            reply_to=_reply_to(acting, marks),
            example=example_reply(message.items or message.example_of, today, acting.is_working),
            **message.context,
            **self.representing,
        )
        mark = Catalogue(message.person.locale)("confidential.mark") if self.readable.is_marked else ""
        return found._replace(subject=mark + found.subject)

    def in_later_batch(self, by: int) -> "_Unrendered":
        message = self.readable.message
        key = outbox_keys.in_later_batch(message.key, by)
        if key == message.key:
            return self
        message = replace(message, key=key)
        return self._replace(readable=replace(self.readable, message=message), marks=_marks(self.acting, message))

    def headers(self, content: Rendered) -> MessageHeaders:
        acting, message = self.acting, self.readable.message
        return _headers(acting, message, _message_id(acting, message, content, self.marks), self.marks)

    def composed(self, content: Rendered, headers: MessageHeaders) -> bytes:
        message = self.readable.message
        return compose(headers, content, message.calendar, message.files)

    def rendered(self) -> "RenderedBefore":
        content = self.content()
        headers = self.headers(content)
        return RenderedBefore(content, self._read(), headers, self.composed(content, headers))

    def is_of(self, before: object) -> bool:
        """Whether that is what this one would be rendered to."""
        return isinstance(before, RenderedBefore) and before.of == self._read()

    def _read(self) -> tuple[object, ...]:
        """All that the words depend on. What is asked back stands among them; that it also bears the number of the mail
        it is about, which is not given yet while an answer is composed, is nothing that is read."""
        message = replace(self.readable.message, asked_back=None)
        return message, self.readable.is_marked, self.marks, self.representing, self.acting.config


class RenderedBefore(NamedTuple):
    """A mail as it was rendered and composed, with all of which that was made."""

    content: Rendered
    of: tuple[object, ...]
    headers: MessageHeaders
    raw: bytes


_NOT_YET = Rendered("", "", "")
"""In the place of a mail in a transaction that is taken back."""


def written_before(acting: Acting, reader: Reader, messages: Iterable[Message]) -> MailsWritten:
    """Mails as they will be queued, rendered while nobody waits for the database: to fill in hundreds takes seconds,
    for which nobody else could write. What is not so any more as it is queued is rendered anew."""
    return {message.key: _unrendered(reader, acting, message).rendered() for message in messages}


def _unrendered(reader: Reader, acting: Acting, message: Message) -> _Unrendered:
    return _unrendered_by(reader, writing_for(reader, acting, message), message)


def _unrendered_by(reader: Reader, acting: Acting, message: Message) -> _Unrendered:
    """`acting` is who signs it."""
    readable, marks = as_readable(reader, acting, message), _marks(acting, message)
    return _Unrendered(acting, readable, marks, _representing(reader, acting, readable.message))


def _content(acting: Acting, key: str, unrendered: _Unrendered) -> Rendered:
    """As it was rendered before the command took the write lock, where it was, and is the same."""
    if (ahead := acting.ahead) is None:
        return unrendered.content()
    before = ahead.written.get(key)
    if unrendered.is_of(before):
        return cast("RenderedBefore", before).content
    again = unrendered.in_later_batch(ahead.batches_on)
    # among many another one may draw the number that the batch would have the second time
    may_differ = acting.store.many_at_once and outbox_keys.names_batch(key)
    puts_off = ahead.puts_off(again.readable.message.key, again.rendered, may_differ=may_differ)
    return _NOT_YET if puts_off else unrendered.content()


def _raw(acting: Acting, key: str, unrendered: _Unrendered, content: Rendered, headers: MessageHeaders) -> bytes:
    """As it was composed before the command took the write lock, where it was, and is the same."""
    if content is _NOT_YET:
        return b""
    before = acting.ahead.written.get(key) if acting.ahead else None
    if isinstance(before, RenderedBefore) and before.content is content and before.headers == headers:
        return before.raw
    return unrendered.composed(content, headers)


def _representing(reader: Reader, acting: Acting, message: Message) -> dict[str, str]:
    """The one in whose place a department's deputy is asked: he reads for whom he answers."""
    asked, departments = _asked(reader, message)
    if not (asked and departments):
        return {}
    day, matter = _today(acting, message.person), reader.get(Matter, asked)
    found = (stood_in_for(reader, matter, name, message.person, day) for name in departments)
    absent = [reader.get(Person, ref).name for ref in dict.fromkeys(filter(None, found))]
    separator = str(Catalogue(message.person.locale)("list.separator"))
    return {"stands_in_for": separator.join(absent)} if absent else {}


def _asked(reader: Reader, message: Message) -> tuple[str | None, tuple[str, ...]]:
    """The matter, and the departments that are asked; of a resource its own."""
    if message.change and is_ref(message.change, RESOURCE):
        resource = reader.get(Resource, message.change)
        return resource.matter, (resource.department,)
    return message.matter, message.departments if message.department else ()


def queue_all(
    tx: Transaction,
    acting: Acting,
    messages: Iterable[Message],
    leaving_in: timedelta = AT_ONCE,
) -> list[Outgoing]:
    """Those that were not there already."""
    return [mail for message in messages if (mail := queue(tx, acting, message, leaving_in))]


def queue(
    tx: Transaction,
    acting: Acting,
    message: Message,
    leaving_in: timedelta = AT_ONCE,
) -> Outgoing | None:
    """Put the mail into the outbox; None when its key is already there, so that nothing is ever said twice. One
    that was held before it was ever tried, because its command was taken back, is written anew. It leaves after
    `leaving_in`: until then an undo keeps it back."""
    return _put_into_outbox(tx, tx, acting, message, leaving_in)


def queue_as_read(tx: Transaction, reader: Reader, acting: Acting, message: Message) -> Outgoing | None:
    """The same of a mail that was rendered before: who signs it, and what of it may be read, stays as `reader` had it
    then, where that still held as the transaction began."""
    return _put_into_outbox(tx, reader, acting, message, AT_ONCE)


def _put_into_outbox(
    tx: Transaction, reader: Reader, acting: Acting, message: Message, leaving_in: timedelta
) -> Outgoing | None:
    there = tx.find(Outgoing, key=message.key, limit=1)
    if there and not there[0].never_tried:
        if not _was_taken_back(tx, message.key):
            return None
        once_more = replace(message, key=outbox_keys.once_more(message.key))
        return _put_into_outbox(tx, reader, acting, once_more, leaving_in)
    key, unrendered = message.key, _unrendered(reader, acting, message)
    content = _content(acting, key, unrendered)
    acting, message, marks = unrendered.acting, unrendered.readable.message, unrendered.marks
    headers = unrendered.headers(content)
    raw = _raw(acting, key, unrendered, content, headers)
    mail = Outgoing(
        ref=there[0].ref if there else tx.next_ref(Outgoing),
        version=there[0].version if there else 0,
        kind=message.kind,
        key=message.key,
        person=message.person.ref,
        to=message.person.email,
        subject=content.subject,
        message_id=headers.message_id,
        token=marks.token,
        code=marks.code,
        meeting=message.meeting,
        series=message.series,
        calendar_uid=message.calendar_uid,
        calendar_date=message.calendar_date,
        left_out=message.left_out,
        minutes_version=message.minutes_version,
        matter=message.matter,
        department=message.department,
        progress_of=message.progress_of,
        change=message.change,
        items=message.items,
        asked_back=message.asked_back,
        text=content.text,
        raw=raw,
        digest=raw_digest(raw),
        queued_at=acting.now,
        not_before=not_before(acting, leaving_in),
        automatic=message.automatic,
        account=acting.account,
    )
    return tx.put(_unless_it_left(tx, acting, mail))


def _unless_it_left(tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing:
    """The mail held, where the very same one left before a copy was restored in which it was not. A server of many is
    only restored into an empty database."""
    if acting.store.many_at_once or not tx.is_claimed(name_of_left(mail.message_id)):
        return mail
    why = str(Catalogue(acting.config.organiser.locale)("outbox.left_before_restore"))
    return mail.model_copy(update={"state": "held", "attempts": 1, "not_before": None, "last_error": why})


def _was_taken_back(tx: Transaction, key: str) -> bool:
    """Whether its reader was told that it holds no more, so that it may be said anew."""
    notified = tx.find(Outgoing, key=outbox_keys.holds_no_more(key), limit=1)
    return bool(notified) and not notified[0].never_tried


def written_anew(acting: Acting, mail: Outgoing, message: Message) -> Outgoing:
    """The mail as it is when it leaves, where it waited for days: under its key, with what is true now. What it asks no
    more is not answered by a reply to it."""
    unrendered = _unrendered_by(acting.store, acting, message)
    message, content = unrendered.readable.message, _content(acting, mail.key, unrendered)
    headers = _headers(acting, message, mail.message_id, unrendered.marks)
    anew = mail.model_copy(
        update={
            "kind": message.kind,
            "to": message.person.email,
            "subject": content.subject,
            "meeting": message.meeting,
            "minutes_version": message.minutes_version,
            "matter": message.matter,
            "department": message.department,
            "progress_of": message.progress_of,
            "change": message.change,
            "items": message.items,
            "text": content.text,
        }
    )
    return anew if content is _NOT_YET else anew.with_raw(compose(headers, content, message.calendar, message.files))


def _message_id(acting: Acting, message: Message, content: Rendered, marks: _Marks) -> str:
    """Of what it says and to whom: after a restore the same key may say something else, and servers that have seen a
    Message-ID before drop its mail."""
    calendar = message.calendar.ics.decode() if message.calendar else ""
    whole = f"{message.key}\n{content.subject}\n{content.text}\n{calendar}"
    return message_id(whole, marks.token, acting.config.organiser.email.rpartition("@")[2])


def _headers(acting: Acting, message: Message, message_id: str, marks: _Marks) -> MessageHeaders:
    organiser = acting.config.organiser
    return MessageHeaders(
        sender_name=organiser.name,
        sender=organiser.email,
        to_name=message.person.name,
        to=message.person.email,
        reply_to=_reply_to(acting, marks),
        message_id=message_id,
        written=acting.now.astimezone(acting.zone),
        kind=message.kind,
        in_reply_to=message.in_reply_to,
        references=message.references,
        automatic=message.automatic,
    )


def _today(acting: Acting, person: Person) -> date:
    """Where the person is."""
    return acting.now.astimezone(ZoneInfo(person.timezone)).date()


def _reply_to(acting: Acting, marks: _Marks) -> str:
    return reply_token.reply_address(acting.config.organiser.email, marks.token, acting.config.reply.subaddress)
