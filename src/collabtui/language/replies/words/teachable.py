"""Words that a home may teach: which meanings there are, and what can be a word."""

import re

from collabtui.language.replies.words.vocabulary import TaughtWords, vocabulary

KINDS = (
    "done",
    "started",
    "blocked",
    "postpone",
    "cancel",
    "accept",
    "not-mine",
    "agree",
    "attend",
    "decline",
    "tentative",
    "negated",
    "almost",
    "hedged",
    "greeting",
)
"""What a word may mean: kinds of the word files. `greeting` is harmless, whatever it says."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ -](?=[^\W\d_])){1,23}")
"""At least two letters: one Chinese character stands inside too many other words."""


def is_word(word: str) -> bool:
    return _WORD.fullmatch(folded(word)) is not None


def folded(word: str) -> str:
    """The form in which words are compared."""
    return vocabulary({}).folding.fold(word).text.strip()


def known_as(word: str, taught_words: TaughtWords) -> frozenset[str]:
    """The kinds that the whole of `word` has already, as one word; empty when it is a word of none."""
    tokens = vocabulary(taught_words).tokens(folded(word))
    return tokens[0].kinds - {"text"} if len(tokens) == 1 else frozenset()


def built_in_words() -> dict[str, tuple[str, ...]]:
    """The product's own words for each meaning that can be taught, in the order of the word files."""
    known = vocabulary({})
    return {kind: tuple(dict.fromkeys(known.of_kind(kind))) for kind in KINDS}
