"""An escalation that cannot be delivered goes to who comes next by rule: the deputy of whom it was to reach, else the
facilitator. It never ends in nothing."""

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import gives_away
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.store.interface import Reader, Transaction


def pass_on(tx: Transaction, acting: Acting, failed: Outgoing) -> Outgoing | None:
    """Queue it for who comes next, in its own words; None where the mail is none, or nobody comes next."""
    if failed.kind != "escalation":
        return None
    unreached = tx.get(Person, failed.person)
    facilitator = facilitator_of(tx, acting, failed.matter)
    person = _deputy(tx, acting, failed, unreached) or facilitator
    if person.ref in ("", unreached.ref):
        return None
    message = Message(
        kind="escalation",
        key=outbox_keys.passed_on(failed.ref, person.ref),
        person=person,
        template="passed-on",
        context={
            "unreached": unreached,
            "about": topic(failed.subject),
            "lines": failed.text.replace(f"#{failed.code}", "").strip().splitlines(),
            "is_deputy": person.ref != facilitator.ref,
        },
        matter=failed.matter,
        department=failed.department,
        automatic=True,
    )
    return queue(tx, acting, message)


def _deputy(reader: Reader, acting: Acting, failed: Outgoing, unreached: Person) -> Person | None:
    """None where there is none who is here, is reached and may read it. What was passed on once goes no further
    round: two deputies of each other would send it for ever."""
    if outbox_keys.is_passed_on(failed.key) or unreached.bounced_at is None:
        return None
    found = in_place_of(reader, unreached, acting.today)
    if found is None or found.ref == unreached.ref or gives_away(reader, found, acting.facilitator, failed.text):
        return None
    return found
