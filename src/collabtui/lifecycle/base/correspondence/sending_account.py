"""The account that a mail goes out from: that of its matter's facilitator, in whose name it is written, too."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base.access.account_config import account_at, account_of_person, config_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import matters_about
from collabtui.lifecycle.base.mail_message import Message
from collabtui.store.interface import Reader


def writing_for(reader: Reader, acting: Acting, message: Message) -> Acting:
    """The context in which the mail is written: as its account, where it has one."""
    if not _has_accounts(reader):
        return acting
    return _as_account(reader, acting, _account_of(reader, acting, message))


def organising(reader: Reader, acting: Acting, event: Meeting | Series) -> Acting:
    """The same for what calendars are told of a meeting, or of a series."""
    if not _has_accounts(reader):
        return acting
    return _as_account(reader, acting, _of_event(reader, event) or _own(reader, acting))


def _has_accounts(reader: Reader) -> bool:
    return bool(reader.find(MailAccount, withdrawn=False, limit=1))


def _as_account(reader: Reader, acting: Acting, account: MailAccount | None) -> Acting:
    if account is None or account.ref == acting.account:
        return acting
    config = config_of(reader, acting.config, account)
    return replace(acting, config=config, account=account.ref, own_address=acting.facilitator)


def _account_of(reader: Reader, acting: Acting, message: Message) -> MailAccount | None:
    """Of the mail that it answers in a thread; of the matter, or the meeting, that it is about; of a list the one that
    all of its items have."""
    for thread in reversed(message.references):
        for sent in reader.find(Outgoing, message_id=thread, limit=1):
            if account := account_at(reader, sent.account):
                return account
    for about in matters_about(reader, message):
        if account := _of_matter(reader, about):
            return account
    for event in _events(reader, message):
        if account := _of_event(reader, event):
            return account
    return _common(reader, _matters_of(reader, message)) or _own(reader, acting)


def _events(reader: Reader, message: Message) -> Iterator[Meeting | Series]:
    if message.meeting:
        yield from reader.find(Meeting, ref=message.meeting, limit=1)
    if message.series:
        yield from reader.find(Series, ref=message.series, limit=1)


def _of_matter(reader: Reader, ref: str) -> MailAccount | None:
    found = reader.find(Matter, ref=ref, limit=1)
    return account_at(reader, found[0].account) if found else None


def _of_event(reader: Reader, event: Meeting | Series) -> MailAccount | None:
    """That of its matter; of a meeting without one that of who facilitates it."""
    if event.matter:
        return _of_matter(reader, event.matter)
    return _of_facilitator(reader, event.participants)


def _of_facilitator(reader: Reader, participants: Iterable[Participant]) -> MailAccount | None:
    refs = (one.person for one in participants if one.role == "facilitator")
    return next((found for ref in refs if (found := account_of_person(reader, ref))), None)


def _matters_of(reader: Reader, message: Message) -> Iterator[str | None]:
    for item in message.items:
        found = reader.find(Action, ref=item.ref, limit=1)
        yield found[0].matter if found else None


def _common(reader: Reader, matters: Iterable[str | None]) -> MailAccount | None:
    found = {ref: _of_matter(reader, ref) if ref else None for ref in matters}
    accounts = {account.ref if account else None: account for account in found.values()}
    return next(iter(accounts.values())) if len(accounts) == 1 else None


def _own(reader: Reader, acting: Acting) -> MailAccount | None:
    """An account at the address of the configuration: others who send for it know it by that."""
    found = reader.find(MailAccount, email=acting.config.organiser.email.lower(), limit=1)
    return found[0] if found else None
