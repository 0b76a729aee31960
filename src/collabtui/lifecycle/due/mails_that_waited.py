"""Mails that leave on a later day than they were queued, after an outage or a hand that held them back: what they say
of days is true when they leave."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from collabtui.domain.mail.mail_about import QuestionOn
from collabtui.domain.mail.mail_records import ASKING, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.refs import ACTION, RESOURCE, is_ref
from collabtui.errors import Unknown
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.confidential_or_spoilt import ConfidentialMatters, confidential_matters
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import gives_one_away, tells_of
from collabtui.lifecycle.base.correspondence.present_address import at_present_address, from_present_address, reader_of
from collabtui.lifecycle.base.queue_mail import queue, written_anew
from collabtui.lifecycle.base.superseded_mails import as_it_gives_way
from collabtui.lifecycle.due.actions_due import digest_for_deputy, digest_of_now, rest_of_day
from collabtui.lifecycle.due.leaving.part_still_right import outdated_actions, part_of_now
from collabtui.lifecycle.due.leaving.still_right import is_reminder, is_settled, put_off
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue


class TrueAsTheyLeave:
    """`true_as_it_leaves` for the mails of a batch: what is the same for all of them is asked once in a transaction."""

    def __init__(self) -> None:
        self._tx: Transaction | None = None
        self._confidential = ConfidentialMatters({}, {}, {})

    def __call__(self, tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing:
        if tx is not self._tx:
            self._tx, self._confidential = tx, confidential_matters(acting.store, tx)
        return _true(tx, acting, mail, self._confidential)


def true_as_it_leaves(tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing:
    """The mail with the addresses and the days of now. Minutes and digests are written anew, and who gets minutes late
    can object for as long as everybody could. Held for a look is what cannot be: an invitation to what is over, minutes
    of which there is a newer version, a digest of which nothing is left, a question for another day.

    What somebody has edited is not written anew either: it is held where its days may be true no more, until he has
    looked at it.

    What a later mail says whole does not leave at all (`later_mails`), nor does a reminder of what is settled by now,
    or to somebody who is away by now (`leaving.still_right`).

    A mail that may have left already, before a crash, is not touched: its reader may answer the numbers in it. Raises
    `UnreadableRecord` of a matter that cannot be read, and that it tells of: nobody knows who may read that."""
    return TrueAsTheyLeave()(tx, acting, mail)


def _true(tx: Transaction, acting: Acting, mail: Outgoing, confidential: ConfidentialMatters) -> Outgoing:
    mail = at_present_address(tx, mail)
    person = reader_of(tx, mail)
    if mail.state == "sending":
        return mail
    mail = from_present_address(acting, mail)
    if person is None:
        return mail
    if (stays := as_it_gives_way(tx, acting, mail)) is not None:
        return stays
    _refuse_unreadable(tx, mail, confidential)
    if _gives_away(tx, acting, mail, person, confidential.readable.values()):
        return _held(acting, mail, "outbox.confidential")
    if is_reminder(mail):
        if (waits := put_off(acting, mail, person)) is not None:
            return _passed_to_deputy(tx, acting, mail, person) or waits
        if is_settled(tx, acting, mail):
            return _without_question(tx, acting, mail)
    if outdated_actions(tx, mail, person):
        part = part_of_now(tx, mail, person, acting.today)
        return written_anew(acting, mail, part) if part else _held(acting, mail, "outbox.waited_settled")
    if not _waited(acting, mail, person):
        return mail
    try:
        return _of_now(tx, acting, mail)
    except Unknown:  # it names what is not there: no fault of the data keeps a mail back
        return mail


def _without_question(tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing:
    """The reminders beside a question that is settled, or held where there are none. What somebody has edited, and what
    asks how actions stand, too, leaves as it is."""
    if mail.progress_of or (mail.own_words and mail.items):
        return mail
    lists_actions = mail.items and all(is_ref(one.ref, ACTION) for one in mail.items)
    rest = rest_of_day(tx, acting, mail) if lists_actions and not outbox_keys.is_digest(mail.key) else None
    return written_anew(acting, mail, rest) if rest else _held(acting, mail, "outbox.waited_settled")


def _passed_to_deputy(tx: Transaction, acting: Acting, mail: Outgoing, head: Person) -> Outgoing | None:
    """The digest of escalations held, once it is queued for who stands in for its reader; None of any other mail."""
    if mail.kind != "escalation" or mail.own_words or not outbox_keys.is_digest(mail.key):
        return None
    message = digest_for_deputy(tx, acting, mail, head)
    if message is None:
        return None
    queue(tx, acting, message)
    return _held(acting, mail, "outbox.went_to_deputy", name=head.name, deputy=message.person.name)


def _refuse_unreadable(reader: Reader, mail: Outgoing, confidential: ConfidentialMatters) -> None:
    for ref, matter in confidential.spoilt.items():
        if mail.matter == ref or tells_of(reader, [matter], _words_of(mail)):
            raise confidential.rows[ref].error()


def _gives_away(reader: Reader, acting: Acting, mail: Outgoing, person: Person, confidential: Iterable[Matter]) -> bool:
    """Whether it tells of a matter that was made confidential since, to somebody who may not read that."""
    return gives_one_away(reader, confidential, person, acting.facilitator, _words_of(mail))


def _words_of(mail: Outgoing) -> str:
    own = mail.own_words
    return f"{own.subject}\n{own.text}" if own else f"{mail.subject}\n{mail.text}"


def _of_now(tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing:
    if mail.kind in ASKING:
        return _held(acting, mail, "outbox.waited_over") if _is_over(tx, acting, mail) else mail
    anew = mail.kind == "minutes" or outbox_keys.is_digest(mail.key) or outbox_keys.names_a_day(mail.key)
    if anew and mail.own_words:
        return _held(acting, mail, "outbox.waited_edited")
    if anew and outbox_keys.is_sent_again(mail.key):
        return _held(acting, mail, "outbox.waited_days")
    if mail.kind == "minutes":
        from collabtui.lifecycle.minutes.publish import leaving_later  # most passes send nothing that waited

        message = leaving_later(tx, acting, mail)
        return written_anew(acting, mail, message) if message else _held(acting, mail, "outbox.waited_version")
    if outbox_keys.is_digest(mail.key):
        message = digest_of_now(tx, acting, mail)
        return written_anew(acting, mail, message) if message else _held(acting, mail, "outbox.waited_settled")
    names_days = outbox_keys.names_a_day(mail.key) or _asks_and_lists(mail)
    return _held(acting, mail, "outbox.waited_days") if names_days else mail


def _asks_and_lists(mail: Outgoing) -> bool:
    """Whether it is the mail of a day that a question of its own leads: what it says of the actions is over."""
    asks_giver = isinstance(mail.about, QuestionOn) and is_ref(mail.about.subject, RESOURCE)
    lists = mail.kind == "reminder" and any(is_ref(one.ref, ACTION) for one in mail.items)
    return lists and (mail.department is not None or asks_giver)


def _waited(acting: Acting, mail: Outgoing, person: Person) -> bool:
    """Whether it is another day by now where its reader lives."""
    zone = ZoneInfo(person.timezone)
    looked_at = max(mail.queued_at, mail.own_words.at) if mail.own_words else mail.queued_at
    return looked_at.astimezone(zone).date() < acting.now.astimezone(zone).date()


def _is_over(reader: Reader, acting: Acting, mail: Outgoing) -> bool:
    return mail.series is None and mail.meeting is not None and reader.get(Meeting, mail.meeting).end <= acting.now


def _held(acting: Acting, mail: Outgoing, why: str, **values: str) -> Outgoing:
    reason = str(Catalogue(acting.config.organiser.locale)(why, ref=mail.ref, **values))
    return mail.model_copy(update={"state": "held", "not_before": None, "last_error": reason, "lease": None})
