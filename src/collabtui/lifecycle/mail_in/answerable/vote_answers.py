"""Votes: the choice of somebody who was asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About, ListedItems, QuestionOn
from collabtui.domain.mail.outdated_parts import VOTE as VOTE_WORD
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedChoice, AskedQuestion, Asking, OpenVote, Understanding
from collabtui.domain.meetings.vote import ABSTAIN, Vote
from collabtui.domain.people import Person
from collabtui.domain.refs import VOTE, is_ref
from collabtui.errors import Refused
from collabtui.language.replies.own_grammars.votes.votes_beside import speaks_of_votes
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.over_before_answer import STILL_ASKED, over_by_state
from collabtui.store.interface import Reader, Transaction


class VoteAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, QuestionOn) and is_ref(about.subject, VOTE)

    def keeps_words(self, reader: Reader, about: About) -> bool:
        return not _vote(reader, about).anonymous

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        vote = _vote(reader, answered.about)
        sender = answered.sender
        asking = Asking(kind="vote", topics=(vote.text, vote.ref), name=sender.name if sender else "")
        if vote.questions:
            return {"questions": _asked_questions(vote), "asking": asking}
        choices = tuple(AskedChoice(key=one.key, text=one.text) for one in vote.choices)
        return {"choices": choices, "asking": asking}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        voter = _absent_voter(reader, reply)
        if voter is None:
            return reply.understood
        return reply.understood.model_copy(update={"voter": voter.ref, "voter_name": voter.name})

    def vote_in(self, reader: Reader, reply: ReadReply) -> Vote:
        """The vote that the reply is about."""
        return _vote(reader, reply.about)

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        certain: frozenset[Effect] = frozenset({"changes"} if understood.vote or understood.answers else ())
        return certain | {"unclear"} if understood.vote_proposed or understood.answers_proposed else certain

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        vote = self.vote_in(reader, reply)
        known = vote.voter(_voter(reply)) if reply.person and reply.understood.vote else None
        if vote.anonymous or known is None or known.at is None or not reply.is_outdated(known.at):
            return ()
        if known.choice == reply.understood.vote:
            return ()
        return (NewerWord(ref=vote.ref, value=VOTE_WORD, at=known.at, by=reply.sender_name, via=known.via),)

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`vote-closed`; `not-asked`: he has no vote."""
        if not (reply.understood.vote or reply.understood.answers) or reply.person is None:
            return None
        vote = self.vote_in(reader, reply)
        if vote.state != "open":
            return "vote-closed"
        return None if vote.voter(_voter(reply)) else "not-asked"

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Count it; by the facilitator's yes also what is not certain. Raises `Refused` (vote.settled: ref, state)
        where he says so after it was closed: nothing is counted anew."""
        understood = reply.understood
        choice = understood.vote or (understood.vote_proposed if reply.is_confirmed else "")
        answers = understood.answers or (understood.answers_proposed if reply.is_confirmed else ())
        vote = self.vote_in(tx, reply)
        if not (choice or answers) or reply.person is None or vote.voter(_voter(reply)) is None:
            return
        if vote.state != "open":
            raise Refused("vote.settled", ref=vote.ref, state=vote.state)
        if vote.questions:
            tx.put(vote.with_answers(_voter(reply), answers))
            return
        tx.put(vote.with_vote(_voter(reply), choice, reply.provenance.at, reply.via))

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        if reply.person is None or any(word.value == VOTE_WORD for word in reply.newer):
            return None  # that he has said something newer is said of all answers alike
        vote, chosen = self.vote_in(reader, reply), reply.understood.vote
        if vote.questions and reply.understood.answers:
            chosen = ABSTAIN  # what he has answered stands in no mail of ours
        counted = chosen if reply.applied and reply.is_trusted else ""
        if vote.anonymous and counted:
            return _counted_part(vote, again=vote.has_answered(_voter(reply)))
        before = vote.voter(_voter(reply))
        shown = {
            "ref": vote.ref,
            "text": vote.text,
            "questions": len(vote.questions),
            "kept": _shown_choice(vote, before.choice) if before and before.choice and not vote.anonymous else None,
            **_shown_choice(vote, counted),
        }
        values = {"vote": shown, "is_open": vote.state == "open", "vote_over": over_by_state(reader, vote)}
        return AnswerPart({**values, "without_name": ""}, template="answer/vote", says_it_waits=True)

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        if not reply.understood.vote:
            return None
        vote = self.vote_in(reader, reply)
        return AnswerPart(
            {"taken_vote": {"ref": vote.ref, "text": vote.text}}, template="taken-back/vote", subject_ref=vote.ref
        )


class VotesBeside(VoteAnswers):
    """A vote cast in a reply to a mail that lists actions, in a line of its own. Not one that keeps no names: its mail
    would be kept with the choice."""

    def answers(self, about: About) -> bool:
        return isinstance(about, ListedItems)

    def keeps_words(self, reader: Reader, about: About) -> bool:
        return True

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        sender = answered.sender
        if sender is None or len(answered.senders) > 1 or not speaks_of_votes(answered.text):
            return {}
        votes = (one for one in reader.find(Vote, state="open") if not one.anonymous and one.voter(sender.ref))
        choices = ((one.ref, [AskedChoice(key=known.key, text=known.text) for known in one.choices]) for one in votes)
        return {"votes": tuple(OpenVote(ref=ref, choices=tuple(asked)) for ref, asked in choices)}

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        return reply.understood

    def vote_in(self, reader: Reader, reply: ReadReply) -> Vote:
        return reader.get(Vote, reply.understood.vote_on)

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return super().effects(understood) if understood.vote_on else frozenset()

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        return super().newer(reader, reply) if reply.understood.vote_on else ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        return super().objection(reader, reply) if reply.understood.vote_on else None

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        if reply.understood.vote_on:
            super().apply(tx, acting, reply)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        return super().summary(reader, reply, now) if reply.understood.vote_on else None

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        return super().retraction(reader, reply) if reply.understood.vote_on else None


def _asked_questions(vote: Vote) -> tuple[AskedQuestion, ...]:
    return tuple(
        AskedQuestion(
            number=number,
            kind=one.kind,
            text=one.text,
            choices=tuple(AskedChoice(key=choice.key, text=choice.text) for choice in one.choices),
            least=one.least,
            most=one.most,
        )
        for number, one in enumerate(vote.questions, 1)
    )


def _voter(reply: ReadReply) -> str:
    """Ref of the one whose vote it is."""
    return reply.understood.voter or (reply.person.ref if reply.person else "")


def _absent_voter(reader: Reader, reply: ReadReply) -> Person | None:
    """Whose mail the sender answers as the deputy of one who is away, as a department's answer counts then; None where
    it is his own vote."""
    asked, sender = reply.asked.person if reply.asked else "", reply.person
    if sender is None or not (reply.understood.vote or reply.understood.vote_proposed) or asked in ("", sender.ref):
        return None
    addressee = reader.get(Person, asked)
    day = reply.written.astimezone(ZoneInfo(addressee.timezone)).date()
    present = in_place_of(reader, addressee, day)
    return addressee if present and present.ref == sender.ref else None


def _counted_part(vote: Vote, *, again: bool) -> AnswerPart:
    """Says that he is counted, and not what he chose: the mail is kept."""
    shown = {"ref": vote.ref, "text": vote.text, "key": "", "choice": "", "abstains": False}
    shown["questions"] = len(vote.questions)
    values = {"vote": shown, "is_open": True, "vote_over": STILL_ASKED, "without_name": "again" if again else "first"}
    return AnswerPart(values, template="answer/vote", says_it_waits=True)


def _shown_choice(vote: Vote, key: str) -> dict[str, str | bool]:
    text = next((one.text for one in vote.choices if one.key == key), "")
    return {"key": key, "choice": text, "abstains": key == ABSTAIN}


def _vote(reader: Reader, about: About) -> Vote:
    """Raises TypeError for what is about something else: this kind does not answer it."""
    if not isinstance(about, QuestionOn):
        raise TypeError(f"no vote: {about!r}")
    return reader.get(Vote, about.subject)
