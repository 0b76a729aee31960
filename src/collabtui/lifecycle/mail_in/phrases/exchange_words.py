"""Words and phrases as a file: taken out of one home, brought into another, or kept beside it."""

from typing import NamedTuple

from pydantic import ValidationError

from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase, PhraseMeaning, PhraseSource
from collabtui.domain.model import Instant, Value
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.replies.phrases.phrase_pattern import is_learnable_text
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.custom_words import teach
from collabtui.lifecycle.mail_in.phrases.learn_phrase import PhraseOffer, put_phrase
from collabtui.lifecycle.mail_in.taught_names import refuse_name
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.store.interface import Reader, Transaction


class TaughtWord(Value):
    word: str
    kind: str
    at: Instant
    by: str


class KeptPhrase(Value):
    words: str
    meaning: PhraseMeaning
    person: str | None = None
    """The address of whose phrase it is; None where it is the office's."""
    sources: tuple[PhraseSource, ...] = ()
    at: Instant
    by: str


class WordFile(Value):
    words: tuple[TaughtWord, ...] = ()
    phrases: tuple[KeptPhrase, ...] = ()


class NewlyKnown(NamedTuple):
    """Counts of what was not known before."""

    words: int
    phrases: int


def word_file(reader: Reader) -> WordFile:
    """All that is in use."""
    taught = (one for one in reader.find(CustomWord) if not one.withdrawn)
    kept = (one for one in reader.find(LearnedPhrase) if not one.withdrawn)
    return WordFile(
        words=tuple(TaughtWord(word=one.word, kind=one.kind, at=one.at, by=one.by) for one in taught),
        phrases=tuple(
            KeptPhrase(
                words=one.words,
                meaning=one.meaning,
                person=reader.get(Person, one.person).email if one.person else None,
                sources=one.sources,
                at=one.at,
                by=one.by,
            )
            for one in kept
        ),
    )


def import_words(acting: Acting, content: bytes) -> NewlyKnown:
    """Takes in what is not known yet, the words first; each is judged as if it were taught or learnt here. Phrases are
    taken in all or none. Raises `Refused`: words.no_file where it is no such file; phrase.no_words (words),
    phrase.nobody (words, address); and as `teach` and `put_phrase` do."""
    try:
        found = WordFile.model_validate_json(content)
    except ValidationError as error:
        raise Refused("words.no_file") from error
    new_words: dict[str, list[str]] = {}
    present = taught_words(acting.store)
    for one in found.words:
        if one.word not in present.get(one.kind, ()):
            new_words.setdefault(one.kind, []).append(one.word)
    if new_words:
        teach(acting, new_words)
    with acting.transaction() as tx:
        phrases = [kept for each in found.phrases if (kept := _taken_in(tx, acting, each))]
    return NewlyKnown(sum(map(len, new_words.values())), len(phrases))


def _taken_in(tx: Transaction, acting: Acting, one: KeptPhrase) -> LearnedPhrase | None:
    """None where it is known."""
    refuse_name(tx, one.words)
    if not is_learnable_text(one.words, taught_words(tx)):
        raise Refused("phrase.no_words", words=one.words)
    person = next(iter(tx.find(Person, email=one.person, limit=1)), None) if one.person else None
    if one.person and person is None:
        raise Refused("phrase.nobody", words=one.words, address=one.person)
    ref = person.ref if person else None
    if any(kept.person == ref and not kept.withdrawn for kept in tx.find(LearnedPhrase, words=one.words)):
        return None
    return put_phrase(tx, acting, PhraseOffer(one.words, one.meaning, ref, one.sources), imported=True)
