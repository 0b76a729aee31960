"""Understanding of what people answer: new text → updates, requests, agreement. A deterministic grammar, and never a
wrong update.

    text ─ blocks ─▶ running text ─ marking ─▶ items, titles, days, words ─ clauses ─▶ pieces
         ─ scope ─▶ what takes a piece back ─ verbs ─▶ what it says ─ combine ─▶ Understanding

Where the mail asked a department for something, its yes or no is read by a grammar of its own, stricter than this one
(`replies.positions`).

What is not certain waits for a person and says why: each piece becomes a `Clause` with the rule it met or the code of
the reason that it means nothing. The words are data (`words/reply.*.json`); a new verb is a line there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from collabtui.domain.mail.reply import Asking, NewText, ReplyContext, Understanding
from collabtui.language.replies.combine import understanding
from collabtui.language.replies.confirmations import confirmations, with_confirmations
from collabtui.language.replies.department_answers import Position, position, with_stance_words
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.marking.reply_tables import with_tables_read
from collabtui.language.replies.own_grammars.criteria_grammar import read_criteria
from collabtui.language.replies.own_grammars.vote_grammar import read_vote
from collabtui.language.replies.reply_reader import read_reply
from collabtui.language.replies.words.blocks import Block, blocks
from collabtui.language.replies.words.vocabulary import TaughtWords, vocabulary
from collabtui.language.replies.words.written_in import names_in, read_alone

_NONE_TAUGHT: TaughtWords = MappingProxyType({})
_LONGEST_MAIL = 8_000
"""Characters of new text that are read, some five pages. The time it takes grows with the text, and no mail may hold up
those behind it."""
_LINE = 20
"""Characters that a line counts for by itself."""


def understand(new_text: NewText, situation: ReplyContext, taught_words: TaughtWords = _NONE_TAUGHT) -> Understanding:
    """The meaning of `new_text` in `situation`; trust is not looked at, nothing is applied.

    `taught_words` are words that a home has taught, kind → words as in the word files.
    """
    words = vocabulary(taught_words, read_alone(new_text.shown, names_in(situation)))
    marker = Marker(words, situation)
    if situation.criteria or situation.choices:
        read = read_criteria if situation.criteria else read_vote
        is_courtesy = partial(_is_courtesy, situation=situation, taught_words=taught_words)
        return read(blocks(new_text, words.folding), situation, is_courtesy)
    confirming = confirmations(list(blocks(new_text, words.folding)), situation.asked_back, words)
    marked = list(_marked(marker, with_tables_read(confirming.rest, marker.titles, words)))
    if situation.asking:
        others = [block for block in marked if not _is_of_items(block)]
        marked = [block for block in marked if _is_of_items(block)]
    found = understanding(read_reply(marker, situation, marked), situation)
    found = with_confirmations(found, confirming, situation.asked_back)
    if situation.asking is None:
        return found
    answer = _position(others, situation, situation.asking, taught_words)
    return _with_position(found, _named(answer) if any(item.number for item in situation.items) else answer)


def _named(position: Position) -> Position:
    """Of a mail that asks for actions by their numbers, too: a yes that names nothing may be said of those."""
    if not position.is_bare:
        return position
    clauses = tuple(one.model_copy(update={"counts": False}) for one in position.clauses)
    return replace(position, stance="none", doubt="no-stance", clauses=clauses)


def _is_of_items(marked: Marked) -> bool:
    """Whether a line is about actions that it names, or asks for help: the rest is the department's answer."""
    named = any(one.how in ("ref", "number") and not one.problem for one in marked.mentions)
    served = len(marked.tokens) == 1 and marked.tokens[0].of("help", "list")
    return named or served


def _position(others: Iterable[Marked], situation: ReplyContext, asking: Asking, taught_words: TaughtWords) -> Position:
    words = vocabulary(with_stance_words(taught_words))
    marker = Marker(words, situation.model_copy(update={"items": (), "others_items": ()}))
    return position([one if one.unread else marker.mark(one.block) for one in others], marker, asking)


def _is_courtesy(lines: Sequence[Block], situation: ReplyContext, taught_words: TaughtWords) -> bool:
    """Whether lines say nothing for the sender's department."""
    asking, marker = situation.asking or Asking(kind="criteria"), Marker(vocabulary(taught_words), situation)
    return _position(list(map(marker.mark, lines)), situation, asking, taught_words).stance is None


def _with_position(found: Understanding, position: Position) -> Understanding:
    clauses = sorted((*found.clauses, *position.clauses), key=lambda clause: clause.span.start)
    answer = {"stance": position.stance, "statement": position.statement, "contact": position.contact}
    return found.model_copy(update={**answer, "clauses": tuple(clauses), "doubt": position.doubt or found.doubt})


def _marked(marker: Marker, found: Iterable[Block]) -> Iterator[Marked]:
    """As much as a person writes; what follows is one block that was not read, and says so."""
    length = 0
    for block in found:
        length += len(block.source) + _LINE
        if length > _LONGEST_MAIL:
            yield Marked(block, (), unread=True)
            return
        yield marker.mark(block)
