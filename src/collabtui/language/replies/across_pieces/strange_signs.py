"""Signs beside a statement, each of which has to be accounted for as each word has: `1 done^`, `1 ~done~`, `1 >80%`
and `1 ≠ done` may mean something else than `1 done`.

What strikes out, points to a footnote, compares or laughs is told by a sign as often as by a word, and no list of such
signs ends. So the list is of those that say nothing beside a statement: the marks of sentences and lists, brackets,
arrows to a status, and pictures that only are friendly (`friendly` in the words).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import Vocabulary

_BEGINS_ROW = late_regex(r"^[\s>*+\-–—•·●○◦▪■◆◇★☆※→➢➤‣⁃✦»#|│┃║]+")
"""Quotation marks and points at the begin of a line."""
_OF_NEXT_LINE = late_regex(r"\n[\W_]*$")
_MEANT = late_regex(
    r"https?://\S+|www\.\S+|<?[^\s<>]+@[^\s<>]+\.[^\s<>]+>?"  # addresses
    r"|(?<!\*)(\*{1,2})(?=[^\s*])[^*\n]+(?<=[^\s*])\1(?!\*)"  # *bold*
    r"|(?:-{1,3}>|=>|→|➔|➜|⇒)(?=\s*[^\W_])"  # 60% -> 80%
    r"|\^[_\-.]?\^"  # ^_^
    r"|(?<=\d)\s*[%％](?!\s*[%％])"
    r"|(?<=[^\W_])\s*[=＝](?=\s*[^\W_])"
    r"|(?<=[^\W_])\s*[+＋](?=\s*[^\W_])"
    r"|[@#＃](?=\s*[^\W_])"
    r"|(?<=[^\s~～])[~～〜]+"  # 完成啦~; ahead of a word it means about
    r"|[~～≈](?=\s*\d{1,3}\s*[%％])"  # about as much
    r"|(?<=[^\W_])_(?=[^\W_])"
)
_ORDINARY = late_regex(
    r"[\s.,;:!?()\[\]'\"`´/&|│┃║\-‐‑‒–—―…·•]"  # the upright ones part the cells of a row
    r"|[。，、；：！？（）［］【】〔〕〖〗《》〈〉「」『』“”‘’«»‹›・．／＆｜－﹣＂＇｡､]"
    r"|[\u0300-\u0334\u0339-\u036f\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u20e3\u00ad]"  # accents, marks that nobody sees
    r"|[^\W_¹²³⁰-₟¼-¾⅐-⅟]"
)


def with_strange_signs_proposed(readings: Sequence[Reading], situation: ReplyContext, words: Vocabulary) -> None:
    """Proposes what would be applied and has a sign beside it that nobody accounts for."""
    moving = [one for one in readings if one.moves and not one.block.source.isalnum()]
    if not moving:
        return
    signs = _Signs(situation, words)
    for one in moving:
        if not signs.are_accounted_for(one, readings):
            one.propose("open-words")


def stands_by_strange_sign(block: Block, start: int, end: int, situation: ReplyContext, words: Vocabulary) -> bool:
    """Whether in or right beside a stretch of a folded line stands a sign that nobody accounts for."""
    text, origin = block.folded.text, block.folded.origin
    while start > 0 and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isalnum():
        end += 1
    return bool(_Signs(situation, words).unaccounted(block.source[origin[start] : origin[end]]))


class _KnownSigns(NamedTuple):
    friendly: frozenset[str]
    states: frozenset[str]
    of_status: frozenset[str]
    """Words of one character that say a status."""


@lru_cache(maxsize=8)
def _known_signs(words: Vocabulary) -> _KnownSigns:
    friendly, states = (frozenset("".join(words.of_kind(kind))) for kind in ("friendly", "sign"))
    of_status = (word for kind in ("done", "accept", "negated") for word in words.of_kind(kind))
    return _KnownSigns(friendly, states, frozenset(word for word in of_status if len(word) == 1))


class _Signs:
    def __init__(self, situation: ReplyContext, words: Vocabulary) -> None:
        named = " ".join(f"{item.title} {item.deliverable}" for item in (*situation.items, *situation.others_items))
        self._names = [word for word in named.split() if not word.isalnum() and any(map(str.isalnum, word))]
        """Words of titles that have signs in them: C++, R&D."""
        self._known = _known_signs(words)

    def are_accounted_for(self, one: Reading, readings: Sequence[Reading]) -> bool:
        left = self.unaccounted(_beside(one, readings)) - self._known.of_status
        return not (left if one.status == "done" else left - self._known.states)  # 2 进行中🚧

    def unaccounted(self, text: str) -> set[str]:
        for name in self._names:
            text = text.replace(name, " ")
        text = _BEGINS_ROW.sub("", _MEANT.sub(_kept_words, text))
        return {char for char in text if not _ORDINARY.match(char)} - self._known.friendly


def _kept_words(match: re.Match[str]) -> str:
    """Of *bold* words the words; of a sign that is accounted for nothing."""
    return match.group().strip("*") if match[1] else " "


def _beside(one: Reading, readings: Sequence[Reading]) -> str:
    """The words of a statement as they were written, with the signs around them; a reason and a note are free."""
    text, origin = one.block.folded.text, one.block.folded.origin
    others = [
        other
        for other in readings
        if other is not one
        and other.block is one.block
        and (other.names or any(char.isalpha() for char in text[other.start : other.end]))
    ]
    first = max((other.end for other in others if other.end <= one.start), default=0)
    last = min((other.start for other in others if other.start >= one.end), default=len(text))
    free = [place.start for place in (one.reason, one.note) if place is not None and place.block is one.block]
    last = min((start for start in free if start > one.start), default=last)
    source = one.block.source[origin[first] : origin[last]]
    return _OF_NEXT_LINE.sub("", source if first == 0 else f".{source}")
