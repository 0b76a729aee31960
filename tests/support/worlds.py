"""For each situation of the labelled tables an office in which it holds, and the mail that is answered there."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collabtui.config import Config, Imap, Organiser, Reply, Smtp
from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.domain.meetings.meeting import Meeting, Participant, Slot
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.minutes import publish
from collabtui.store.interface import Store, Transaction
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.labelled_replies import situations
from support.mail_clients import Answer, Placement, wrap

ZONE = ZoneInfo("Asia/Shanghai")
SENDER = {"zh": "张伟", "en": "David Zhang"}
ADDRESS = "zhang@example.test"
TITLE = {"zh": "新品上线协作会", "en": "Launch meeting"}
ORGANISER = {"zh": "李明", "en": "Li Ming"}
_SERVER = "mx.example.test"


class World(NamedTuple):
    """An office, and the one mail of ours that `ADDRESS` answers in it."""

    situation: ReplyContext
    acting: Acting
    """At the moment of the answer."""
    answered: Outgoing
    text: str
    html: str
    reply_to: str

    def close(self) -> None:
        self.acting.store.close()

    @property
    def sender(self) -> str:
        return f"{SENDER[self.situation.locale]} <{ADDRESS}>"

    def reply(self, client: str, answer: Answer, *, placement: Placement = "above", newline: str = "\n") -> bytes:
        """The whole mail with which `client` answers."""
        return wrap(
            client,
            answer,
            self.text,
            self.html,
            placement=placement,
            newline=newline,
            sender=self.reply_to,
            recipient=self.sender,
            subject=self.answered.subject,
            in_reply_to=self.answered.message_id,
            date=f"{self.acting.now.astimezone(ZONE):%a, %d %b %Y %H:%M:%S %z}",
        )


def world(name: str, folder: Path) -> World:
    """The office of the situation `name`, on a database in `folder`."""
    situation = situations()[name]
    store = open_store(folder / f"{name}.db", secret=bytes(32))
    acting = _desk(store, situation)
    with acting.transaction() as tx:
        people = _people(tx, situation)
    answered = _mail(acting, situation, people)(acting)
    with acting.transaction() as tx:
        for item in situation.items:
            _settle(tx, item)
    sent = message_from_bytes(answered.raw, policy=default)
    assert isinstance(sent, EmailMessage)
    return World(
        situation,
        acting,
        answered,
        answered.text,
        _part(sent, "html"),
        str(sent["Reply-To"] or acting.config.organiser.email),
    )


def _part(sent: EmailMessage, kind: str) -> str:
    part = sent.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def _desk(store: Store, situation: ReplyContext) -> Acting:
    config = Config(
        organiser=Organiser(name=ORGANISER[situation.locale], email="li@example.test", locale=situation.locale),
        smtp=Smtp(host="127.0.0.1", security="none"),
        imap=Imap(host="127.0.0.1", security="none"),
        reply=Reply(authserv_id=_SERVER),
    )
    now = datetime.combine(situation.written, time(15, 30), ZONE)
    return Acting(store, config, Templates(), every_day, now, ORGANISER[situation.locale], "command")


def _people(tx: Transaction, situation: ReplyContext) -> dict[str, str]:
    """Name → ref; the sender is "" as well."""
    names = (SENDER[situation.locale], *situation.people)
    refs = {}
    for number, name in enumerate(names):
        address = "li@example.test" if name == ORGANISER[situation.locale] else f"p{number}@example.test"
        person = Person(
            ref=tx.next_ref(Person),
            name=name,
            email=address if number else ADDRESS,
            locale=situation.locale,
            timezone=ZONE.key,
        )
        refs[name] = tx.put(person).ref
    return {**refs, "": refs[names[0]]}


def _action(item: Item, owner: str, meeting: str | None, acting: Acting) -> Action:
    """As it was when it was taken: not started."""
    before = acting.now - timedelta(days=9)
    return Action(
        ref=item.ref,
        title=item.title,
        owner=owner,
        due=item.due,
        original_due=item.due,
        meeting=meeting,
        created_at=before,
        updated_at=before,
        updated_by=acting.actor,
        via="key",
    )


def _settle(tx: Transaction, item: Item) -> None:
    """How far it had come when the answer was written."""
    action = tx.get(Action, item.ref)
    tx.put(action.model_copy(update={"status": item.status, "percent": item.percent}))


def _mail(acting: Acting, situation: ReplyContext, people: dict[str, str]) -> Callable[[Acting], Outgoing]:
    """What makes the mail that is answered."""
    numbered = any(item.number for item in situation.items)
    if situation.minutes:
        return lambda acting: _minutes(acting, situation, people)
    if situation.invitation:
        return lambda acting: _invitation(acting, situation, people)
    if numbered:
        return lambda acting: _reminder(acting, situation, people)
    return lambda acting: _answer(acting, situation, people)


def _meeting(tx: Transaction, acting: Acting, ref: str, people: dict[str, str], *, over: bool) -> Meeting:
    start = acting.now - timedelta(hours=3) if over else acting.now + timedelta(days=3)
    return tx.put(
        Meeting(
            ref=ref,
            title=TITLE[acting.config.organiser.locale],
            start=start,
            end=start + timedelta(minutes=90),
            timezone=ZONE.key,
            state="recorded" if over else "planned",
            slots=(Slot(title="1", minutes=90),),
            participants=tuple(Participant(person=one) for one in dict.fromkeys(people.values())),
            uid=f"{ref}@example.test",
        )
    )


def _put_items(
    tx: Transaction, acting: Acting, situation: ReplyContext, people: dict[str, str], meeting: str | None
) -> None:
    for item in situation.items:
        tx.put(_action(item, people[""], meeting if item.number else None, acting))
    for item in situation.others_items:
        tx.put(_action(item, people[item.owner_names[0]], meeting, acting))


def _to_sender(acting: Acting, queued: Iterable[Outgoing]) -> Outgoing:
    return next(mail for mail in queued if mail.to == ADDRESS)


def _minutes(acting: Acting, situation: ReplyContext, people: dict[str, str]) -> Outgoing:
    assert situation.minutes
    with acting.transaction() as tx:
        meeting = _meeting(tx, acting, situation.minutes, people, over=True)
        _put_items(tx, acting, situation, people, meeting.ref)
    return _to_sender(acting, publish.publish(acting, meeting.ref, allow_incomplete=True).queued)


def _reminder(acting: Acting, situation: ReplyContext, people: dict[str, str]) -> Outgoing:
    with acting.transaction() as tx:
        _put_items(tx, acting, situation, people, None)
    return _to_sender(acting, queue_due(acting))


def _invitation(acting: Acting, situation: ReplyContext, people: dict[str, str]) -> Outgoing:
    with acting.transaction() as tx:
        meeting = _meeting(tx, acting, "M1", people, over=False)
        _put_items(tx, acting, situation, people, meeting.ref)
    return _to_sender(acting, invite.invite(acting, meeting.ref).queued)


def _answer(acting: Acting, situation: ReplyContext, people: dict[str, str]) -> Outgoing:
    """Our answer to somebody who asked for help: a mail that numbers nothing."""
    asked = EmailMessage(policy=SMTP)
    asked["From"], asked["To"], asked["Subject"] = ADDRESS, "li@example.test", "help"
    asked["Message-ID"] = "<asked@client.test>"
    asked["Authentication-Results"] = f"{_SERVER}; dmarc=pass header.from=example.test"
    asked.set_content("help")
    if situation.others_items:
        invitation = _invitation(acting, situation, people)
        asked["In-Reply-To"] = invitation.message_id
    else:
        with acting.transaction() as tx:
            _put_items(tx, acting, situation, people, None)
    receive(acting, asked.as_bytes())
    return _to_sender(acting, acting.store.find(Outgoing, to=ADDRESS, kind="answer", newest_first=True))
