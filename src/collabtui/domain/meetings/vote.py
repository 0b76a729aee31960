"""A vote by mail: a question with choices, and the choice of each who was asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from collabtui.domain.meetings.questionnaire import (
    SKIPPED,
    QuestionAnswer,
    QuestionResult,
    VoteChoice,
    VoteQuestion,
    WrittenAnswer,
    result_of,
    tally_keys,
)
from collabtui.domain.model import Instant, Kept, Label, OtherRef, Record, Value
from collabtui.domain.refs import ref_order

ABSTAIN = SKIPPED
_ALL = "*"
"""Key of a tally: whole answers to a questionnaire."""
MOST_CHOICES = 8
FEWEST_ANSWERS = 3
"""Of an anonymous vote: with fewer the count says who chose what."""
KEYS = "ABCDEFGH"


class Counted(Value):
    """The number of votes for a choice, in a poll that keeps no names."""

    key: str
    n: int


class Answerer(Value):
    """Somebody who has answered a poll that keeps no names with choices."""

    person: OtherRef


class Voter(Value):
    """Somebody who was asked, and his last word."""

    person: OtherRef
    choice: str = ""
    """The key of a choice, or `abstain`; empty: none yet."""
    at: Instant | None = None
    """When he said so."""
    via: str = ""


class Vote(Record):
    prefix: ClassVar[str] = "VOTE"
    kept: ClassVar[Kept] = Kept(
        "vote",
        asked=("meeting", "matter", "state"),
        texts=("text",),
        trailed=frozenset({
            "text", "meeting", "matter", "choices", "voters", "until", "state", "asked_at", "by", "decision",
            "anonymous", "questions",
        }),
        added=frozenset({"anonymous", "questions"}),
    )  # fmt: skip
    """Not `answered`, `tally` and `texts`: who answered when, beside what the count was then, says what he chose."""
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"voters": "person"})
    names_person: ClassVar[tuple[str, ...]] = ("voters.person", "answered.person")
    text: Label
    meeting: OtherRef
    matter: OtherRef | None = None
    choices: tuple[VoteChoice, ...]
    voters: tuple[Voter, ...]
    until: date
    """The last day on which an answer is expected; a later one counts until the vote is closed."""
    state: Literal["open", "closed", "withdrawn"] = "open"
    asked_at: Instant
    by: str
    decision: OtherRef | None = None
    """The decision (ref) that was recorded when it was closed."""
    anonymous: bool | None = None
    """True where answers are counted and no choice is kept with a name."""
    answered: tuple[Answerer, ...] = ()
    """Of an anonymous one: who has answered (refs), in the order of refs and not of answers."""
    tally: tuple[Counted, ...] = ()
    """Of an anonymous one: the count, by key; of a questionnaire `2:A`, `2` for all answers to a question."""
    questions: tuple[VoteQuestion, ...] = ()
    """Of a questionnaire, which is anonymous and has no choices of its own."""
    texts: tuple[WrittenAnswer, ...] = ()
    """Of a questionnaire: what was written, in the order of the alphabet and not of answers."""

    @property
    def label(self) -> str:
        return self.text

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})

    @property
    def everybody(self) -> tuple[Voter, ...]:
        """Each person once: of two who turned out to be one the last word counts."""
        found: dict[str, Voter] = {}
        for one in self.voters:
            known = found.get(one.person)
            if known is None or known.at is None or (one.at is not None and one.at >= known.at):
                found[one.person] = one
        return tuple(found.values())

    def voter(self, person: str) -> Voter | None:
        return next((one for one in self.everybody if one.person == person), None)

    def count(self, key: str) -> int:
        if self.anonymous:
            return sum(one.n for one in self.tally if one.key == key)
        return sum(one.choice == key for one in self.everybody)

    @property
    def silent(self) -> tuple[str, ...]:
        """The people (refs) who have not voted."""
        if self.anonymous:
            return tuple(one.person for one in self.everybody if one.person not in self.who_answered)
        return tuple(one.person for one in self.everybody if not one.choice)

    @property
    def who_answered(self) -> frozenset[str]:
        """Of an anonymous one: the people (refs) whose answer is counted."""
        return frozenset(one.person for one in self.answered)

    @property
    def answers(self) -> int:
        """Of an anonymous one: how many are counted; two of somebody who turned out to be one are two."""
        if self.questions:
            return sum(one.n for one in self.tally if one.key == _ALL)
        return sum(one.n for one in self.tally)

    @property
    def results(self) -> tuple[QuestionResult, ...]:
        """Of a questionnaire, question by question."""
        tally = {one.key: one.n for one in self.tally}
        return tuple(result_of(one, number, tally, self.texts) for number, one in enumerate(self.questions, 1))

    def has_answered(self, person: str) -> bool:
        return self.voter(person) is not None and person not in self.silent

    @property
    def leading(self) -> tuple[VoteChoice, ...]:
        """The choices with the most votes: several where they are level, none before the first vote."""
        most = max((self.count(one.key) for one in self.choices), default=0)
        return tuple(one for one in self.choices if most and self.count(one.key) == most)

    def with_vote(self, person: str, choice: str, at: Instant, via: str) -> Self:
        """With the person's choice; of somebody who was not asked it is left as it is. An anonymous one takes one
        answer of each, for good: nobody knows which to take back."""
        if self.anonymous:
            return self._counted(person, choice)
        cast = Voter(person=person, choice=choice, at=at, via=via)
        return self.model_copy(
            update={"voters": tuple(cast if one.person == person else one for one in self.everybody)}
        )

    def _counted(self, person: str, choice: str) -> Self:
        if self.voter(person) is None or person in self.who_answered:
            return self
        return self._with_counts(person, [choice])

    def with_answers(self, person: str, answers: Iterable[QuestionAnswer]) -> Self:
        """Of a questionnaire; one answer of each, for good."""
        if self.voter(person) is None or person in self.who_answered:
            return self
        given = [one for one in answers if one.value != SKIPPED]
        asked = dict(enumerate(self.questions, 1))
        keys = [key for one in given for key in tally_keys(asked[one.number], one.number, one.value)]
        written = [one for one in given if asked[one.number].kind == "text"]
        texts = [*self.texts, *(WrittenAnswer(number=one.number, text=one.value) for one in written)]
        counted = self._with_counts(person, [_ALL, *keys])
        return counted.model_copy(update={"texts": tuple(sorted(texts, key=lambda one: (one.number, one.text)))})

    def _with_counts(self, person: str, keys: Iterable[str]) -> Self:
        counts = {one.key: one.n for one in self.tally}
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
        tally = tuple(Counted(key=key, n=n) for key, n in sorted(counts.items()))
        known = sorted({*self.who_answered, person}, key=ref_order)
        answered = tuple(Answerer(person=ref) for ref in known)
        return self.model_copy(update={"answered": answered, "tally": tally})
