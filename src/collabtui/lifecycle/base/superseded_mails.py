"""The rule of two mails about one event that wait together: the later one says all that its reader has to know, and the
earlier one gives way to it."""

from collections.abc import Iterator
from datetime import timedelta

from collabtui.domain.mail.mail_records import TO_CALENDARS, Outgoing
from collabtui.domain.refs import number_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue

_LOOKS_AGAIN = timedelta(minutes=1)
"""After so long a mail that gives way is looked at again: the later one may have been taken back."""


def later_mails(reader: Reader, mail: Outgoing) -> Iterator[Outgoing]:
    """Mails that went out after it, or wait to, about the same event to the same calendar: all of it, or any date.
    The newest first; none of a mail that is for no calendar."""
    if mail.kind not in TO_CALENDARS:
        return
    for one in sorted(_of_event(reader, mail), key=_order, reverse=True):
        if _order(one) <= _order(mail):
            return
        if not one.never_tried and _is_for_same_calendar(one, mail):
            yield one


def was_written_to(reader: Reader, uid: str | None, person: str) -> bool:
    """Whether a mail about the event may have left to that person. What waits has said nothing yet."""
    return any(one.may_have_left for one in reader.find(Outgoing, calendar_uid=uid, person=person))


def gave_way(reader: Reader, mail: Outgoing) -> bool:
    """Whether a first invitation never left, and its reader knows of the event by a later mail, or is about to."""
    return mail.kind == "invitation" and not mail.may_have_left and _taking_its_place(reader, mail) is not None


def as_it_gives_way(tx: Transaction, acting: Acting, mail: Outgoing) -> Outgoing | None:
    """The mail as it waits while another one leaves in its place, or is held once that one has left; None where it
    leaves. That something is off is said to nobody who never heard of it: what asked him is held with it."""
    if mail.may_have_left or mail.kind not in TO_CALENDARS or outbox_keys.is_sent_again(mail.key):
        return None
    later = _taking_its_place(tx, mail)
    if later is not None and later.state in ("queued", "sending"):
        return mail.model_copy(update={"not_before": max(later.not_before or acting.now, acting.now + _LOOKS_AGAIN)})
    if later is not None:
        return _held(acting, mail, "outbox.gave_way", later)
    if mail.kind == "cancellation" and _nobody_heard(tx, mail):
        hold_earlier(tx, acting, mail)
        return _held(acting, mail, "outbox.nobody_heard", mail)
    return None


def hold_earlier(tx: Transaction, acting: Acting, mail: Outgoing) -> None:
    """Hold the mails that waited, and gave way to one that has left."""
    if mail.kind not in TO_CALENDARS:
        return
    for one in _of_event(tx, mail):
        if one.state == "queued" and not one.may_have_left and _covers(one, mail) and _order(one) < _order(mail):
            tx.put(_held(acting, one, "outbox.gave_way", mail))


def _taking_its_place(reader: Reader, mail: Outgoing) -> Outgoing | None:
    return next((one for one in later_mails(reader, mail) if _covers(mail, one)), None)


def _nobody_heard(reader: Reader, mail: Outgoing) -> bool:
    """Whether nothing that its reader knows of the event has left. Where a line broke, a mail may have arrived without
    a word from the server."""
    others = [one for one in _of_event(reader, mail) if one.ref != mail.ref]
    asked = [one for one in others if not one.never_tried]
    return not any(one.may_have_left or one.last_error or not _covers(one, mail) for one in asked)


def _of_event(reader: Reader, mail: Outgoing) -> list[Outgoing]:
    """All to its reader. A copy that somebody has sent once more says nothing that was not said before it."""
    if mail.calendar_uid is None:
        return []
    found = reader.find(Outgoing, calendar_uid=mail.calendar_uid, person=mail.person)
    return [one for one in found if one.kind in TO_CALENDARS and not outbox_keys.is_sent_again(one.key)]


def _covers(earlier: Outgoing, later: Outgoing) -> bool:
    """Whether both are about the same dates, for the same calendar."""
    return earlier.calendar_date == later.calendar_date and _is_for_same_calendar(earlier, later)


def _is_for_same_calendar(one: Outgoing, other: Outgoing) -> bool:
    return outbox_keys.address_named(one.key) == outbox_keys.address_named(other.key)


def _order(mail: Outgoing) -> tuple[int, int]:
    return outbox_keys.sequence_of(mail.key), number_of(mail.ref)


def _held(acting: Acting, mail: Outgoing, why: str, by: Outgoing) -> Outgoing:
    reason = str(Catalogue(acting.config.organiser.locale)(why, ref=mail.ref, by=by.ref))
    return mail.model_copy(update={"state": "held", "not_before": None, "last_error": reason, "lease": None})
