"""The words that this home has taught, and the phrases that it has learnt."""

from collections.abc import Collection

from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import KnownPhrase, LearnedPhrase
from collabtui.language.replies.words.vocabulary import TaughtWords
from collabtui.store.interface import Reader


def taught_words(reader: Reader) -> TaughtWords:
    """Kind → words, as `language.replies.understand.understand` takes them."""
    found: dict[str, list[str]] = {}
    for one in reader.find(CustomWord):
        if not one.withdrawn:
            found.setdefault(one.kind, []).append(one.word)
    return found


def phrases_of(reader: Reader, senders: Collection[str]) -> tuple[KnownPhrase, ...]:
    """Those of whoever may have written (refs), then those of the office. Where several may have written, only what
    is the office's is known to be meant."""
    kept = [one for one in reader.find(LearnedPhrase) if not one.withdrawn]
    own = [one.known for one in kept if len(senders) == 1 and one.person in senders]
    return (*own, *(one.known for one in kept if one.person is None))
