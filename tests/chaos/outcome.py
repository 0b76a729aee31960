"""What an office has come to, and how that differs from what it should have: lost, doubled, wrong."""

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from typing import NamedTuple

from chaos.commands import Ended
from chaos.office import SIGNED, WANTED, Office
from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Unfetched
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.store.interface import Store

WRITTEN_FOR_A_PASS = frozenset({"reminder", "overdue", "escalation", "notice"})
"""Kinds of mail that depend on what was known when the clock asked."""
CRASH = "Traceback (most recent call last)"


class Fault(NamedTuple):
    kind: str
    """`lost`, `doubled` or `wrong`."""
    what: str


class Verdict(NamedTuple):
    faults: tuple[Fault, ...]
    repeated: int = 0
    """Mails that came once more under the same Message-ID, after a crash while it was not known whether they had."""
    kills: int = 0
    """How often a program was killed at this point."""


class Outcome(NamedTuple):
    """All that is compared with an office in which nothing went wrong."""

    records: dict[str, tuple[object, ...]]
    """What each record says, by its ref."""
    taken_in: Counter[str]
    """Message-IDs of what was taken in."""
    queued: Counter[str]
    """What was said to anybody, by address, kind and subject, but for what the clock caused."""


def outcome_of(office: Office) -> Outcome:
    with closing(office.store()) as store:
        return Outcome(
            records=dict(_records(store)),
            taken_in=Counter(mail.message_id for mail in store.find(Incoming) if mail.kind != "own"),
            queued=Counter(_said(mail) for mail in store.find(Outgoing) if mail.kind not in WRITTEN_FOR_A_PASS),
        )


def _said(mail: Outgoing) -> str:
    """Without the code in the subject: an answer's is made from the copy of a mail that was taken in first."""
    return f"{mail.kind} to {mail.to}: {mail.subject.removesuffix(mail.code)}"


def judged(office: Office, reference: Outcome, ended: Iterable[Ended], *, permanent: int = 0) -> Verdict:
    """`ended`: the passes that were made after the fault. `permanent`: mails that a server refused for good."""
    with closing(office.store()) as store:
        mails, actions, signed = store.find(Outgoing), store.find(Action), _signed(store)
        twice = [name for name, count in Counter(_applied(store)).items() if count > 1]
        left = [mail.ref for mail in store.find(Unfetched, state="waiting")]
    ours = outcome_of(office)
    delivered = Counter(office.smtp.taken)
    faults = [
        *_lost_mails([mail for mail in mails if mail.message_id not in office.sent_before], delivered, permanent),
        *(Fault("lost", f"never taken in: {name}") for name in (reference.taken_in - ours.taken_in)),
        *(Fault("lost", f"never asked for again: {ref}") for ref in left),
        *(Fault("lost", f"never queued: {name}") for name in reference.queued - ours.queued),
        *(Fault("doubled", f"taken in twice: {name}") for name in (ours.taken_in - reference.taken_in)),
        *(Fault("doubled", f"applied twice: {name}") for name in twice),
        *(Fault("doubled", f"said besides: {name}") for name in ours.queued - reference.queued),
        *_doubled_mails(mails, delivered, office.interrupted),
        *_differences(ours.records, reference.records),
    ]
    found = {action.ref: (action.status, action.percent) for action in actions if action.ref in WANTED}
    if found != WANTED or not signed >= SIGNED:
        faults.append(Fault("wrong", f"the answers came to {found}, signed by {sorted(signed)}"))
    faults += complaints(ended)
    return Verdict(tuple(faults), sum(count - 1 for count in delivered.values() if count > 1))


def complaints(ended: Iterable[Ended]) -> list[Fault]:
    """Of a command that hung, or ended in what no person can read."""
    said = [Fault("wrong", f"crashed: {one.said[-300:]}") for one in ended if CRASH in one.said]
    return said + [Fault("wrong", "hung") for one in ended if one.hung]


def _lost_mails(mails: list[Outgoing], delivered: Counter[str], permanent: int) -> list[Fault]:
    failed = [mail for mail in mails if mail.state == "failed"]
    faults = [Fault("lost", f"{mail.ref} is {mail.state}: {mail.last_error}") for mail in failed[permanent:]]
    faults += [Fault("lost", f"{mail.ref} stays {mail.state}") for mail in mails if mail.state in ("queued", "sending")]
    sent = (mail for mail in mails if mail.state == "sent")
    return faults + [Fault("lost", f"{mail.ref} never came") for mail in sent if mail.message_id not in delivered]


def _doubled_mails(mails: list[Outgoing], delivered: Counter[str], interrupted: int) -> list[Fault]:
    known = {mail.message_id for mail in mails}
    again = {name: count for name, count in delivered.items() if count > 1}
    too_often = again if sum(again.values()) - len(again) > interrupted else {}
    return [
        *(Fault("doubled", f"came {count} times: {name}") for name, count in too_often.items()),
        *(Fault("wrong", f"nobody queued {name}") for name in delivered.keys() - known),
    ]


def _differences(ours: dict[str, tuple[object, ...]], reference: dict[str, tuple[object, ...]]) -> list[Fault]:
    return [
        *(Fault("lost", ref) for ref in reference.keys() - ours.keys()),
        *(Fault("doubled", ref) for ref in ours.keys() - reference.keys()),
        *(
            Fault("wrong", f"{ref} is {ours[ref]}, not {reference[ref]}")
            for ref in ours.keys() & reference.keys()
            if ours[ref] != reference[ref]
        ),
    ]


def _records(store: Store) -> Iterable[tuple[str, tuple[object, ...]]]:
    for action in store.find(Action):
        yield action.ref, (action.title, action.owner, action.due, action.status, action.percent, action.slips)
    for meeting in store.find(Meeting):
        yield meeting.ref, (meeting.title, meeting.state, meeting.start, len(meeting.participants))
    for decision in store.find(Decision):
        yield decision.ref, (decision.text,)
    for question in store.find(Question):
        yield question.ref, (question.text,)
    for entry in store.find(Entry):
        yield entry.ref, (entry.line,)
    for vote in store.find(Vote):
        yield vote.ref, (vote.text, vote.choices, tuple(one.person for one in vote.voters), vote.state)
    for person in store.find(Person):
        yield person.ref, (person.name, person.email)
    for sign_off in store.find(SignOff):
        yield f"{sign_off.meeting} {sign_off.minutes_version} {sign_off.person}", (sign_off.state,)


def _signed(store: Store) -> set[str]:
    return {store.get(Person, one.person).name for one in store.find(SignOff) if one.state == "agreed"}


def _applied(store: Store) -> Iterable[str]:
    """Each change that a mail made, by the mail's Message-ID."""
    message_ids = {mail.ref: mail.message_id for mail in store.find(Incoming)}
    for change in store.changes():
        kind, _, ref = change.via.partition(":")
        if kind == "mail" and not change.ref.startswith(("I", "O")):
            yield f"{change.ref}.{change.field} by {message_ids.get(ref, ref)}"
