"""Votes on their last day: who has not voted is reminded once; after it the facilitator is told to close them."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of, people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import proved_answer
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.lifecycle.votes.votes_by_mail import vote_message
from collabtui.store.interface import Reader


class VotesDue:
    kinds: tuple[OwedKind, ...] = ("vote", "vote-owed")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for vote in reader.find(Vote, state="open"):
            if acting.today > vote.until:
                yield _owed(reader, acting, vote)
            elif acting.today == vote.until and reader.get(Meeting, vote.meeting).state != "cancelled":
                yield from _reminders(reader, acting, vote)


def _reminders(reader: Reader, acting: Acting, vote: Vote) -> Iterator[DueMail]:
    """Not on the day on which they were asked, and not who has answered what the facilitator has to judge."""
    for person in people_by_ref(reader, vote.silent).values():
        asked_before = day_of(vote.asked_at, person) < day_of(acting.now, person)
        if person.is_here and is_awake(acting, person) and asked_before and not _answer(reader, vote, person):
            owed = Owed("vote", vote.ref, vote.text, vote.until, days_until(acting, vote.until))
            yield DueMail(vote_message(reader, vote, person, again=True), (owed,))


def _owed(reader: Reader, acting: Acting, vote: Vote) -> DueMail:
    person = facilitator_of(reader, acting, vote.matter)
    each = [(one.name, _answer(reader, vote, one)) for one in people_by_ref(reader, vote.silent).values()]
    message = Message(
        kind="notice",
        key=outbox_keys.vote_owed(vote.ref, person.ref),
        person=person,
        template="vote-owed",
        context={
            "vote": vote,
            "counts": [] if vote.anonymous else _counts(vote),
            "silent": [] if vote.anonymous else [name for name, answer in each if answer is None],
            "unjudged": []
            if vote.anonymous
            else [{"name": name, "ref": answer.ref} for name, answer in each if answer],
        },
        meeting=vote.meeting,
        automatic=True,
    )
    owed = Owed("vote-owed", vote.ref, vote.text, vote.until, days_until(acting, vote.until))
    return DueMail(message, (owed,))


def _answer(reader: Reader, vote: Vote, person: Person) -> Incoming | None:
    """What he wrote of the vote, and nobody has judged."""
    return proved_answer(reader, reader.find(Outgoing, person=person.ref, change=vote.ref))


def _counts(vote: Vote) -> list[tuple[str, str, int]]:
    return [(one.key, one.text, vote.count(one.key)) for one in vote.choices]
