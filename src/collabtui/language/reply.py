"""What people answer: new text → updates, requests, agreement. A deterministic grammar, and never a wrong update.

    text ─ blocks ─▶ running text ─ marking ─▶ items, titles, days, words ─ clauses ─▶ pieces
         ─ scope ─▶ what takes a piece back ─ verbs ─▶ what it says ─ combine ─▶ Understanding

What is not certain waits for a person and says why: each piece becomes a `Clause` with the rule it met or the code of
the reason that it means nothing. The words are data (`words/reply.*.json`); a new verb is a line there.
"""

from types import MappingProxyType

from collabtui.domain.reply import NewText, Situation, Understanding
from collabtui.language.blocks import blocks
from collabtui.language.combine import understanding
from collabtui.language.marking import Marker
from collabtui.language.reader import Reader
from collabtui.language.readings import Reading
from collabtui.language.vocabulary import OwnWords, vocabulary

_NO_OWN_WORDS: OwnWords = MappingProxyType({})


def understand(new_text: NewText, situation: Situation, own_words: OwnWords = _NO_OWN_WORDS) -> Understanding:
    """What `new_text` says in `situation`; trust is not looked at, nothing is applied.

    `own_words` are words that a home has taught, kind → words as in the word files.
    """
    words = vocabulary(own_words)
    marker = Marker(words, situation)
    asked = _asks_for_words(new_text, marker)
    if asked:
        return understanding([asked], situation)
    marked = [marker.mark(block) for block in blocks(new_text, words.folding)]
    reader = Reader(marker, situation, marked)
    for block in marked:
        reader.read(block)
    return understanding(reader.readings, situation)


def _asks_for_words(new_text: NewText, marker: Marker) -> Reading | None:
    """`help` and `list` count as the whole text only."""
    found = list(blocks(new_text, marker.words.folding))
    tokens = [token for token in marker.words.tokens(found[0].folded.text) if not token.of("mark")] if found else []
    if len(found) == 1 and len(tokens) == 1:
        for rule in ("help", "list"):
            if tokens[0].of(rule):
                return Reading(found[0], tokens[0].start, tokens[0].end, rule, counts=True)
    return None
