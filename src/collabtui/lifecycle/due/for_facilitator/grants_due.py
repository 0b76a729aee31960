"""Changes and approvals that all who were asked agree to, and that nobody has granted: the facilitator is told once of
each asking, on the day after the last yes."""

from collections.abc import Iterator

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.store.interface import Reader


class GrantsDue:
    """From the hour of reminders on, of matters that are not archived."""

    kinds: tuple[OwedKind, ...] = ("grant-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for change in reader.find(ChangeRequest, state="asked"):
            if change.is_agreed and not reader.get(Matter, change.matter).is_filed:
                yield from _mails(reader, acting, change)


def _mails(reader: Reader, acting: Acting, change: ChangeRequest) -> Iterator[DueMail]:
    person = facilitator_of(reader, acting, change.matter)
    agreed_at = max(one.at for one in change.opinions)
    day = day_of(agreed_at, person)
    if day >= day_of(acting.now, person) or not is_awake(acting, person):
        return
    message = Message(
        kind="notice",
        key=outbox_keys.grant_owed(change.ref, agreed_at, person.ref),
        person=person,
        template="grant-owed",
        context={"request": change, "matter": reader.get(Matter, change.matter)},
        matter=change.matter,
        automatic=True,
    )
    yield DueMail(message, (Owed("grant-owed", change.ref, change.what, day, days_until(acting, day)),))
