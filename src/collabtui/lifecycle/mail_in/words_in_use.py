"""The words that this home has taught."""

from collabtui.domain.mail.custom_word import CustomWord
from collabtui.language.replies.words.vocabulary import OwnWords
from collabtui.store.interface import Reader


def own_words(reader: Reader) -> OwnWords:
    """Kind → words, as `language.replies.understand.understand` takes them."""
    found: dict[str, list[str]] = {}
    for one in reader.find(CustomWord):
        if not one.withdrawn:
            found.setdefault(one.kind, []).append(one.word)
    return found
