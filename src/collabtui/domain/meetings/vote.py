"""A vote by mail: a question with choices, and the choice of each who was asked."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from collabtui.domain.model import Instant, Kept, Label, Record, Value

ABSTAIN = "abstain"
MOST_CHOICES = 8
KEYS = "ABCDEFGH"


class VoteChoice(Value):
    key: str
    """A letter."""
    text: Label


class Voter(Value):
    """Somebody who was asked, and his last word."""

    person: str
    choice: str = ""
    """The key of a choice, or `abstain`; empty: none yet."""
    at: Instant | None = None
    """When he said so."""
    via: str = ""


class Vote(Record):
    prefix: ClassVar[str] = "VOTE"
    kept: ClassVar[Kept] = Kept("vote", asked=("meeting", "matter", "state"), texts=("text",))
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"voters": "person"})
    names_person: ClassVar[tuple[str, ...]] = ("voters.person",)
    text: Label
    meeting: str
    matter: str | None = None
    choices: tuple[VoteChoice, ...]
    voters: tuple[Voter, ...]
    until: date
    """The last day on which an answer is expected; a later one counts until the vote is closed."""
    state: Literal["open", "closed", "withdrawn"] = "open"
    asked_at: Instant
    by: str
    decision: str | None = None
    """The decision (ref) that was recorded when it was closed."""

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
        return sum(one.choice == key for one in self.everybody)

    @property
    def silent(self) -> tuple[str, ...]:
        """The people (refs) who have not voted."""
        return tuple(one.person for one in self.everybody if not one.choice)

    @property
    def leading(self) -> tuple[VoteChoice, ...]:
        """The choices with the most votes: several where they are level, none before the first vote."""
        most = max((self.count(one.key) for one in self.choices), default=0)
        return tuple(one for one in self.choices if most and self.count(one.key) == most)

    def with_vote(self, person: str, choice: str, at: Instant, via: str) -> Self:
        """With the person's choice; of somebody who was not asked it is left as it is."""
        cast = Voter(person=person, choice=choice, at=at, via=via)
        return self.model_copy(
            update={"voters": tuple(cast if one.person == person else one for one in self.everybody)}
        )
