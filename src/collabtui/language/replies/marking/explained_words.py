"""The words of each clause as `explain` shows them: what the grammar knows of each, and which stood in the way of its
reading.

For people who ask why: `explain` draws it. Nothing is decided by it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from collabtui.domain.mail.reply import Clause, NewText, ReplyContext, TextSpan
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.words.blocks import Block, blocks
from collabtui.language.replies.words.hedge_kinds import HEDGE_AS_SHOWN
from collabtui.language.replies.words.vocabulary import TaughtWords, Token, foreign, vocabulary
from collabtui.language.replies.words.written_in import names_in, read_alone

WordRole = Literal[
    "item", "day", "percent", "person", "quotation", "negated", "question", "condition", "almost", "hedged", "wish",
    "plan", "hearsay", "flaw", "blocked", "postpone", "reassign", "cancel", "correct", "done", "started", "not-begun",
    "agree", "attendance", "accept", "reason", "future", "over", "courtesy", "unknown",
]  # fmt: skip
"""The part that a word plays in its clause."""
_ROLES: tuple[tuple[WordRole, tuple[str, ...]], ...] = (
    ("item", ("mention", "name", "all-word", "except")),
    ("day", ("day",)),
    ("percent", ("percent",)),
    ("quotation", ("quote", "example")),
    ("not-begun", ("not-begun",)),
    ("negated", ("negated", "incapable")),
    ("blocked", ("blocked", "blocked-by")),
    ("postpone", ("postpone", "shift", "gives-up", "more-time")),
    ("condition", ("condition", "condition-first", "offer")),
    ("almost", ("almost",)),
    ("hearsay", ("hearsay", "says", "third")),
    ("person", ("person", "team")),
    ("flaw", ("flaw", "joke")),
    ("cancel", ("cancel",)),
    ("correct", ("correct", "object", "repair")),
    ("done", ("done", "hand-over", "own-verb", "base", "places", "passes", "ticks-off")),
    ("started", ("started", "progressive", "doing")),
    ("reassign", ("not-mine", "hand-to", "lies-with")),
    ("question", ("question", "particle")),
    ("plan", ("plan",)),
    ("wish", ("wish",)),
    ("future", ("future", "on-time")),
    ("hedged", tuple(HEDGE_AS_SHOWN)),
    ("agree", ("agree", "minutes")),
    ("attendance", ("attend", "decline", "yes", "no", "hindered")),
    ("accept", ("accept",)),
    ("reason", ("reason", "waiting")),
    ("over", ("perfect", "perfect-mood")),
    ("courtesy", ("greeting", "thanks", "closing")),
)
"""The first that a word has counts."""
_OPEN = ("unknown", "open-words", "several-open", "foreign-language", "future", "past-date")
"""Rules of clauses that words stand in the way of which are not known."""


class ClauseWord(NamedTuple):
    """`start` and `end` are places in `NewText.shown`."""

    start: int
    end: int
    text: str
    role: WordRole
    in_the_way: bool


def clause_words(
    new_text: NewText, situation: ReplyContext, taught_words: TaughtWords, clauses: Sequence[Clause]
) -> list[list[ClauseWord]]:
    """The words of each clause that say something, in the order of the mail."""
    words = vocabulary(taught_words, read_alone(new_text.shown, names_in(situation)))
    marker = Marker(words, situation)
    marked = [marker.mark(block) for block in blocks(new_text, words.folding)]
    placed = [
        _Placed(one.block.span(token.start, token.end), one.block, token) for one in marked for token in one.tokens
    ]
    placed.sort(key=_start)
    return [_joined(new_text.shown, _of_clause(clause, placed)) for clause in clauses]


class _Placed(NamedTuple):
    """A word where it stands in `NewText.shown`."""

    span: TextSpan
    block: Block
    token: Token


def _start(word: _Placed) -> int:
    return word.span.start


def _joined(shown: str, words: Iterable[ClauseWord]) -> list[ClauseWord]:
    """Characters of nothing known that stand together as one word: 供应商."""
    found: list[ClauseWord] = []
    for word in words:
        before = found[-1] if found else None
        if before and before.role == word.role == "unknown" and before.end == word.start:
            found[-1] = before._replace(end=word.end, text=shown[before.start : word.end])
        else:
            found.append(word)
    return found


def _of_clause(clause: Clause, words: Sequence[_Placed]) -> Iterable[ClauseWord]:
    """`words`: by where they start, so that a mail of thousands of clauses is not gone through for each of them."""
    if clause.rule == "likely":
        return  # it stands beside the clauses whose words these are
    first = bisect_left(words, clause.span.start, key=_start)
    for span, block, token in words[first : bisect_left(words, clause.span.end, key=_start)]:
        role = _role(token)
        if role:
            text = block.written(token.start, token.end)
            yield ClauseWord(span.start, span.end, text, role, _stands_in_the_way(clause, role))


def _role(token: Token) -> WordRole | None:
    """None of a word that says nothing: of, 的, a mark."""
    known = next((role for role, kinds in _ROLES if token.of(*kinds)), None)
    if known or token.of("mark"):
        return "question" if token.text == "?" else known
    return "unknown" if foreign([token]) else None


def _stands_in_the_way(clause: Clause, role: WordRole) -> bool:
    if clause.counts or clause.strength == "none":
        return False
    return role == clause.rule or (role == "unknown" and clause.rule in _OPEN)
