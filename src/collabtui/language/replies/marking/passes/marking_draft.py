"""A block as far as it was recognised, and what is known beforehand: each pass makes more of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import DayReading
from collabtui.language.replies.items.item_numbers import Mention, Numbered
from collabtui.language.replies.items.title_match import TitleMatch
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import Token, Vocabulary


class Known(NamedTuple):
    """The things that the sender may be talking about."""

    words: Vocabulary
    situation: ReplyContext
    numbered: Numbered
    titles: Titles
    people: Sequence[str]
    own_names: Sequence[str]
    """What the sender is called."""


class Draft(NamedTuple):
    """A block as far as it was recognised."""

    block: Block
    tokens: Sequence[Token]
    titles: Sequence[TitleMatch] = ()
    mentions: Sequence[Mention] = ()
    days: Sequence[DayReading] = ()
    spoken: frozenset[str] = frozenset()
    """The kinds of all its words, as they were before anything was recognised: most passes need one of them."""
    text: str = ""
    """The folded text of the block."""

    def with_tokens(self, tokens: Sequence[Token]) -> "Draft":
        return self if tokens is self.tokens else self._replace(tokens=tokens)

    def with_spans(self, found: Iterable[OverlaySpan]) -> "Draft":
        spans = list(found)
        return self._replace(tokens=covered(self.text, self.tokens, spans)) if spans else self


class MarkingPass(NamedTuple):
    """`zh` and `en` are examples, in which the pass makes a token of `kind`."""

    kind: str
    run: Callable[[Known, Draft], Draft]
    zh: str
    en: str
