"""Words that say yes or no to one question alone: 验收通过 (it passes) to a result, 同意启动 to a kick-off."""

from collections.abc import Sequence
from functools import cache

from collabtui.domain.matters.change_request import AskedKind
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.words.vocabulary import TaughtWords


def with_approval_words(taught_words: TaughtWords, asked: AskedKind | None) -> TaughtWords:
    """With those of what a department was asked to approve; elsewhere they say something else, or nothing."""
    found: dict[str, Sequence[str]] = dict(taught_words)
    for kind, words in (_words_of(asked) if asked else {}).items():
        found[kind] = (*found.get(kind, ()), *words)
    return found


@cache
def _words_of(asked: AskedKind) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("approvals", language).get(asked, {}).items():
            found.setdefault(kind, []).extend(words)
    return found
