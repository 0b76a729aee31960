"""Votes on a question of a meeting: asked by mail, counted, and closed as a decision with its count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import TRUSTED_LEVELS
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Decision, Meeting
from collabtui.domain.meetings.questionnaire import VoteChoice
from collabtui.domain.meetings.vote import ABSTAIN, FEWEST_ANSWERS, Vote, Voter
from collabtui.domain.model import one_line
from collabtui.domain.people import Locale, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import all_due_by
from collabtui.lifecycle.base.directory import find_person, people_by_ref
from collabtui.lifecycle.base.dry_run import upcoming_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.votes.questionnaires import meeting_named, outcome_in_words, read_choices, read_questions
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Rendered


class VoteDraft(NamedTuple):
    """As it is typed."""

    meeting: str
    text: str
    choices: tuple[str, ...]
    """`A=move in May`, or the text alone: then letters are given in order."""
    to: tuple[str, ...] = ()
    """Names and addresses; nobody: all who take part in the meeting, but for the facilitator."""
    until: date | None = None
    """None: as long as departments have to answer."""
    anonymous: bool = False
    """Answers are counted, and no choice is kept with a name."""
    questions: tuple[str, ...] = ()
    """Of a questionnaire, as `read_questions` takes them; it is always anonymous."""


@dataclass(frozen=True)
class Asked:
    vote: Vote
    queued: tuple[Outgoing, ...]


@dataclass(frozen=True)
class Closed:
    decision: Decision
    queued: tuple[Outgoing, ...]
    """One mail to each who was asked: what has come of it."""


class Withdrawal(NamedTuple):
    """Not stored yet."""

    vote: Vote
    held: list[Outgoing]
    """Questions that have not left, and stay: held."""
    messages: list[Message]
    """To those who were asked: that nothing was decided."""


def preview_vote(acting: Acting, draft: VoteDraft) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_vote` would send. Raises what it would raise."""
    vote = _drafted(acting.store, acting, draft, upcoming_ref(acting.store, Vote))
    return [(message, rendered(acting, message)) for message in _messages(acting.store, vote)]


@mails_ahead
def ask_vote(acting: Acting, draft: VoteDraft, *, leaving_in: timedelta = timedelta()) -> Asked:
    """Ask each voter by mail.

    Raises `Refused`: vote.no_text; vote.meeting_off (ref); vote.choices (n) for fewer than two, too many or two of one
    letter; vote.same_choice (value); vote.nobody (ref) where nobody is to be asked; vote.over (day) for a day that is
    past; vote.too_few_asked (ref, least) for an anonymous one of fewer people; names as `find_person`."""
    with acting.transaction() as tx:
        vote = tx.put(_drafted(tx, acting, draft, tx.next_ref(Vote)))
        return Asked(vote, tuple(queue_all(tx, acting, _messages(tx, vote), leaving_in)))


def absent_voters(reader: Reader, vote: Vote) -> list[Person]:
    """Voters who are away until after the last day: nobody votes in their place."""
    voters = people_by_ref(reader, (one.person for one in vote.voters)).values()
    return [person for person in voters if person.is_away(vote.until)]


def cast_vote(acting: Acting, ref: str, name: str, choice: str) -> Vote:
    """The facilitator takes a vote down that came by another way. Raises `Refused`: vote.settled (ref, state);
    vote.not_asked (ref, name); vote.answered_already (ref, name) in an anonymous one; vote.no_choice (ref, value,
    keys); vote.by_mail_alone (ref) of a questionnaire: what somebody else writes down is not without a name."""
    with acting.transaction() as tx:
        vote, person = _open(tx, ref), find_person(tx, name)
        if vote.voter(person.ref) is None:
            raise Refused("vote.not_asked", ref=vote.ref, name=person.name)
        if vote.questions:
            raise Refused("vote.by_mail_alone", ref=vote.ref)
        if vote.anonymous and vote.has_answered(person.ref):
            raise Refused("vote.answered_already", ref=vote.ref, name=person.name)
        return tx.put(vote.with_vote(person.ref, _key(vote, choice, [ABSTAIN]), acting.now, acting.via))


@mails_ahead
def close_vote(acting: Acting, ref: str, choice: str = "") -> Closed:
    """Record what most have voted for as a decision of the meeting, with the count and with who did not vote, and tell
    all who were asked. `choice` is needed where choices are level, nobody has voted, or answers wait to be looked at.

    Raises `Refused`: vote.settled (ref, state); vote.unread (ref, mails, mail, first); vote.tie (ref, keys, first);
    vote.no_choice (ref, value, keys); vote.against_count (ref, value, keys) for a choice that has fewer votes;
    vote.too_few (ref, n, least) where an anonymous one has so few answers that its count would name them;
    vote.decides_nothing (ref) of a questionnaire."""
    with acting.transaction() as tx:
        vote = _open(tx, ref)
        if vote.questions:
            raise Refused("vote.decides_nothing", ref=vote.ref)
        _refuse_too_few(vote)
        if not choice:
            _refuse_unread(tx, vote)
        chosen = _outcome(vote, choice)
        meeting = tx.get(Meeting, vote.meeting)
        text = _sentence(tx, acting.config.organiser.locale, vote, chosen)
        made = Decision(
            ref=tx.next_ref(Decision), text=text, meeting=meeting.ref,
            matter=meeting.matter, at=acting.now, by=acting.actor,
        )  # fmt: skip
        decision = tx.put(made)
        closed = tx.put(vote.model_copy(update={"state": "closed", "decision": decision.ref}))
        outcome = [_outcome_message(tx, closed, person, chosen) for person in _asked(tx, closed)]
        return Closed(decision, tuple(queue_all(tx, acting, outcome)))


def level_choices(reader: Reader, ref: str) -> tuple[VoteChoice, ...]:
    """Those of which one has to be named for it to be closed; none where the count says which, and every answer is
    read. Raises as `close_vote`."""
    vote = _open(reader, ref)
    if vote.questions:
        return ()
    _refuse_too_few(vote)
    is_settled = len(vote.leading) == 1 and not unread_answers(reader, vote)
    return () if is_settled else vote.leading or vote.choices


def unread_answers(reader: Reader, vote: Vote) -> tuple[str, ...]:
    """Mails (refs) of voters that wait in the Inbox and say something to it, unless what counts of him is a later word
    of his: it would not be counted without them."""
    asked = [mail.ref for mail in reader.find(Outgoing, change=vote.ref)]
    waiting = reader.find(Incoming, answers=asked, state="waiting") if asked else []
    return tuple(one.ref for one in waiting if one.trust in TRUSTED_LEVELS and _may_count(vote, one))


def _may_count(vote: Vote, mail: Incoming) -> bool:
    voter = vote.voter(mail.person) if mail.person else None
    if voter is None or (vote.anonymous and vote.has_answered(voter.person)):
        return False
    return voter.at is None or mail.written_at > voter.at


def _refuse_unread(reader: Reader, vote: Vote) -> None:
    if mails := unread_answers(reader, vote):
        first = (vote.leading or vote.choices)[0].key
        raise Refused("vote.unread", ref=vote.ref, mails=mails, mail=mails[0], first=first)


@mails_ahead
def end_questionnaire(acting: Acting, ref: str) -> Asked:
    """It is counted no more, and all who were asked read the results, but for what was written. Raises `Refused`:
    vote.settled (ref, state); vote.too_few (ref, n, least)."""
    with acting.transaction() as tx:
        vote = _open(tx, ref)
        _refuse_too_few(vote)
        over = tx.put(vote.model_copy(update={"state": "closed"}))
        outcome = [_outcome_message(tx, over, person) for person in _asked(tx, over)]
        return Asked(over, tuple(queue_all(tx, acting, outcome)))


def _refuse_too_few(vote: Vote) -> None:
    if vote.anonymous and vote.answers < FEWEST_ANSWERS:
        raise Refused("vote.too_few", ref=vote.ref, n=vote.answers, least=FEWEST_ANSWERS)


@mails_ahead
def withdraw_vote(acting: Acting, ref: str) -> Asked:
    """It is counted no more, and all who were asked are told. Raises `Refused` (vote.settled: ref, state)."""
    with acting.transaction() as tx:
        done = withdrawal(tx, _open(tx, ref))
        for mail in done.held:
            tx.put(mail)
        return Asked(tx.put(done.vote), tuple(queue_all(tx, acting, done.messages)))


def withdrawal(reader: Reader, vote: Vote) -> Withdrawal:
    after = vote.model_copy(update={"state": "withdrawn"})
    as_stored = after.model_copy(update={"version": vote.version + 1})
    held = [mail for mail in reader.find(Outgoing, change=vote.ref) if mail.state == "queued" and not mail.attempts]
    messages = [_outcome_message(reader, as_stored, person) for person in _asked(reader, vote, held)]
    return Withdrawal(after, [one.model_copy(update={"state": "held", "not_before": None}) for one in held], messages)


def _asked(reader: Reader, vote: Vote, held: Sequence[Outgoing] = ()) -> list[Person]:
    """Those whom a mail has gone to, or will, but for what is held back; who has left or has become somebody else is
    none of them."""
    reached = {mail.person for mail in reader.find(Outgoing, change=vote.ref)} - {mail.person for mail in held}
    reached |= {mail.person for mail in reader.find(Outgoing, change=vote.ref) if mail.may_have_left}
    people = people_by_ref(reader, (one.person for one in vote.voters)).values()
    return [person for person in people if person.is_here and person.ref in reached]


def _outcome_message(reader: Reader, vote: Vote, person: Person, chosen: VoteChoice | None = None) -> Message:
    """`chosen`: None where the vote was withdrawn, and of a questionnaire."""
    meeting = reader.get(Meeting, vote.meeting)
    outcome = _sentence(reader, person.locale, vote, chosen) if chosen else ""
    if vote.questions and vote.state == "closed":
        outcome = outcome_in_words(vote, Catalogue(person.locale), with_texts=False)
    return Message(
        kind="notice",
        key=outbox_keys.vote_over(vote.ref, vote.version, person.ref),
        person=person,
        template="vote-over",
        context={"vote": vote, "meeting": meeting, "about": about_of(reader, vote, meeting), "outcome": outcome},
        meeting=vote.meeting,
        matter=vote.matter,
        change=vote.ref,
    )


def vote_message(reader: Reader, vote: Vote, person: Person, *, again: bool = False) -> Message:
    key = outbox_keys.vote(vote.ref, vote.version, person.ref)
    meeting = reader.get(Meeting, vote.meeting)
    return Message(
        kind="reminder" if again else "request",
        key=outbox_keys.vote_again(vote.ref, person.ref) if again else key,
        person=person,
        template="vote",
        context={"vote": vote, "meeting": meeting, "about": about_of(reader, vote, meeting), "again": again},
        meeting=vote.meeting,
        change=vote.ref,
        automatic=again,
    )


def about_of(reader: Reader, vote: Vote, meeting: Meeting) -> Meeting | Matter:
    """The subject that its mails name: a questionnaire of a matter is about that, and no meeting of it has to do
    with it."""
    return reader.get(Matter, vote.matter) if vote.questions and vote.matter else meeting


def _drafted(reader: Reader, acting: Acting, draft: VoteDraft, ref: str) -> Vote:
    meeting, text = meeting_named(reader, acting, draft.meeting), one_line(draft.text)
    questions, is_anonymous = read_questions(draft.questions), draft.anonymous or bool(draft.questions)
    if questions and draft.choices:
        raise Refused("vote.choices_of_questionnaire", ref=meeting.ref)
    if meeting.state == "cancelled":
        raise Refused("vote.meeting_off", ref=meeting.ref)
    if not text:
        raise Refused("vote.no_text", ref=meeting.ref)
    people = [find_person(reader, name) for name in draft.to] or _participants(reader, acting, meeting)
    until = draft.until or all_due_by(acting, acting.now, people).astimezone(acting.zone).date()
    if until < acting.today:
        raise Refused("vote.over", day=until)
    if not people:
        raise Refused("vote.nobody", ref=meeting.ref)
    _refuse_strangers(reader, acting, meeting, people)
    if is_anonymous and len({person.ref for person in people}) < FEWEST_ANSWERS:
        raise Refused("vote.too_few_asked", ref=meeting.ref, least=FEWEST_ANSWERS)
    return Vote(
        ref=ref, text=text, meeting=meeting.ref, matter=meeting.matter, questions=questions,
        choices=() if questions else read_choices(draft.choices),
        voters=tuple(Voter(person=one) for one in dict.fromkeys(person.ref for person in people)), until=until,
        asked_at=acting.now, by=acting.actor, anonymous=is_anonymous or None,
    )  # fmt: skip


def _refuse_strangers(reader: Reader, acting: Acting, meeting: Meeting, people: Iterable[Person]) -> None:
    """Raises `Refused` (vote.no_reader: ref, names) where somebody may not read the confidential matter that it is of:
    his mail would not say what is voted on."""
    matter = reader.get(Matter, meeting.matter) if meeting.matter else None
    own = acting.facilitator
    strangers = [one.name for one in people if matter and not is_named(reader, matter, one, own)]
    if matter and strangers:
        raise Refused("vote.no_reader", ref=matter.ref, names=strangers)


def _participants(reader: Reader, acting: Acting, meeting: Meeting) -> list[Person]:
    people = people_by_ref(reader, (one.person for one in meeting.participants)).values()
    own = acting.config.organiser.email.lower()
    return [person for person in people if person.is_here and person.email != own]


def _messages(reader: Reader, vote: Vote) -> list[Message]:
    people = people_by_ref(reader, (one.person for one in vote.voters))
    return [vote_message(reader, vote, person) for person in people.values()]


def _open(reader: Reader, ref: str) -> Vote:
    vote = reader.get(Vote, ref)
    if vote.state != "open":
        raise Refused("vote.settled", ref=vote.ref, state=vote.state)
    return vote


def _key(vote: Vote, typed: str, others: Iterable[str] = ()) -> str:
    keys = [*(one.key for one in vote.choices), *others]
    found = next((key for key in keys if key.casefold() == typed.strip().casefold()), None)
    if found is None:
        raise Refused("vote.no_choice", ref=vote.ref, value=typed, keys=keys)
    return found


def _outcome(vote: Vote, typed: str) -> VoteChoice:
    leading = vote.leading
    if not typed:
        if len(leading) != 1:
            keys = [one.key for one in leading or vote.choices]
            raise Refused("vote.tie", ref=vote.ref, keys=keys, first=keys[0])
        return leading[0]
    key = _key(vote, typed)
    chosen = next(one for one in vote.choices if one.key == key)
    if leading and chosen not in leading:
        raise Refused("vote.against_count", ref=vote.ref, value=key, keys=[one.key for one in leading])
    return chosen


def _sentence(reader: Reader, locale: Locale, vote: Vote, chosen: VoteChoice) -> str:
    """The question, what was chosen, the count, and who did not vote."""
    words = Catalogue(locale)
    separator = words("list.separator")
    counts = [words("vote.count", key=one.key, n=vote.count(one.key)) for one in vote.choices]
    counts.append(words("vote.count_abstained", n=vote.count(ABSTAIN)))
    silent = [person.name for person in people_by_ref(reader, vote.silent).values()]
    missing = words("vote.silent", names=separator.join(silent)) if silent else ""
    if vote.anonymous:
        missing = words("vote.answered", n=vote.answers, of=len(vote.everybody))
    outcome = words("vote.outcome", text=vote.text, key=chosen.key, choice=chosen.text, counts=separator.join(counts))
    return outcome + missing
