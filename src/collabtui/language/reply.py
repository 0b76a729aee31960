"""What people answer: new text → updates, requests, agreement. A deterministic grammar, and never a wrong update.

    text ─ blocks ─▶ running text ─ marking ─▶ items, titles, days, words ─ clauses ─▶ pieces
         ─ scope ─▶ what takes a piece back ─ verbs ─▶ what it says ─ combine ─▶ Understanding

What is not certain waits for a person and says why: each piece becomes a `Clause` with the rule it met or the code of
the reason that it means nothing. The words are data (`words/reply.*.json`); a new verb is a line there.
"""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from collabtui.domain.reply import NewText, Situation, Understanding
from collabtui.language.replies.blocks import Block, blocks
from collabtui.language.replies.combine import understanding
from collabtui.language.replies.marking import Marked, Marker
from collabtui.language.replies.reader import Reader
from collabtui.language.replies.vocabulary import OwnWords, vocabulary

_NO_OWN_WORDS: OwnWords = MappingProxyType({})
_LONGEST_MAIL = 8_000
"""Characters of new text that are read, some five pages. The time it takes grows with the text, and no mail may hold up
those behind it."""
_LINE = 20
"""Characters that a line counts for by itself."""


def understand(new_text: NewText, situation: Situation, own_words: OwnWords = _NO_OWN_WORDS) -> Understanding:
    """What `new_text` says in `situation`; trust is not looked at, nothing is applied.

    `own_words` are words that a home has taught, kind → words as in the word files.
    """
    words = vocabulary(own_words)
    marker = Marker(words, situation)
    marked = list(_marked(marker, blocks(new_text, words.folding)))
    reader = Reader(marker, situation, marked)
    for block in marked:
        reader.read(block)
    return understanding(reader.readings, situation)


def _marked(marker: Marker, found: Iterable[Block]) -> Iterator[Marked]:
    """As much as a person writes; what follows is one block that was not read, and says so."""
    length = 0
    for block in found:
        length += len(block.source) + _LINE
        if length > _LONGEST_MAIL:
            yield Marked(block, (), unread=True)
            return
        yield marker.mark(block)
