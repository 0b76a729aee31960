"""Phrases that an office has learnt from what its facilitator decided: `[item] <these words>` and their meaning."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from collabtui.domain.model import Instant, Kept, OtherRef, Record, Value

PhraseStatus = Literal["not-started", "in-progress", "blocked", "done"]
PhraseAsk = Literal["postpone", "cancel"]
"""What a phrase may ask for: what needs no more words than its own."""


class PhraseMeaning(Value):
    """A status, or something to ask for: one of the two."""

    status: PhraseStatus | None = None
    ask: PhraseAsk | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.status is None) is (self.ask is None):
            raise ValueError("a phrase means a status or asks for something")
        return self

    @property
    def name(self) -> str:
        return self.status or self.ask or ""


class KnownPhrase(Value):
    """A phrase as the grammar reads with it: it applies where it is all that a clause says of its item."""

    ref: str
    words: str
    """Folded, without the item."""
    meaning: PhraseMeaning


class PhraseSource(Value):
    """A decision that the phrase was learnt from."""

    mail: str
    """Ref of the mail; of another home's where the phrase was imported."""
    by: str
    """Who decided: a name, as shown to people."""
    at: Instant


class LearnedPhrase(Record):
    """One phrase of the office, or of one person, with where it comes from."""

    prefix: ClassVar[str] = "F"
    kept: ClassVar[Kept] = Kept("learned", asked=("words", "person"))
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    words: str
    """Folded, without the item."""
    meaning: PhraseMeaning
    person: OtherRef | None = None
    """Ref of whose phrase it is; None where it is the whole office's."""
    sources: tuple[PhraseSource, ...]
    imported: bool = False
    """It came in a file, from another home or an earlier export."""
    at: Instant
    """When it was kept."""
    by: str
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.words

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})

    @property
    def known(self) -> KnownPhrase:
        return KnownPhrase(ref=self.ref, words=self.words, meaning=self.meaning)
