"""Everything that is recognised in a block before it is cut: items, titles, percentages, days, quotations, words.

What was recognised as a whole becomes one token (`mention`, `percent`, `day`, `quote`), so that nobody reads inside it.
The passes that do so, and their order, are in `marking_passes`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from collabtui.domain.mail.reading_pace import Pace, unhurried
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import DayReading
from collabtui.language.replies.items.item_numbers import Mention, Numbered
from collabtui.language.replies.items.title_match import Title
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.marking.marking_passes import PASSES
from collabtui.language.replies.marking.mistyped_days import marked_as_slips, with_days_put_right
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.line_shapes import shaped
from collabtui.language.replies.words.people_written import LATIN_NAME
from collabtui.language.replies.words.vocabulary import Token, Vocabulary

LONGEST_LINE = 4000
"""Characters. What takes more time than its length is bounded by it."""


class Marked(NamedTuple):
    block: Block
    tokens: Sequence[Token]
    mentions: Sequence[Mention] = ()
    days: Sequence[DayReading] = ()
    unread: bool = False
    """It is longer than anything a person says in one line."""

    @property
    def text(self) -> str:
        return self.block.folded.text

    def without(self, start: int, end: int) -> "Marked | None":
        """The line but for the tokens and mentions that begin there; None where only marks are left."""
        tokens = [token for token in self.tokens if not start <= token.start < end]
        mentions = [named for named in self.mentions if not start <= named.start < end]
        return self._replace(tokens=tokens, mentions=mentions) if any(not one.of("mark") for one in tokens) else None

    def is_listed(self, start: int) -> bool:
        return any(one.listed for one in self.mentions if one.start == start)

    def refs_at(self, start: int) -> tuple[str, ...]:
        return next((one.refs for one in self.mentions if one.start == start), ())


class Marker:
    """Recognises, knowing what the sender may be talking about."""

    def __init__(self, words: Vocabulary, situation: ReplyContext, pace: Pace = unhurried) -> None:
        items = (*situation.items, *situation.others_items)
        self.words = words
        self.situation = situation
        self.pace = pace
        named = tuple((item.ref, item.title, item.deliverable) for item in items)
        self.titles = _titles(words, named)
        people = _people(words, situation.people, situation.distinct_people)
        owners = {words.folding.fold(name).text.strip() for item in situation.items for name in item.owner_names}
        own_names = sorted(name for name in owners if len(name) > 1 and name not in people)
        self._known = Known(words, situation, Numbered.of(situation), self.titles, people, own_names)

    def mark(self, block: Block) -> Marked:
        self.pace()
        text, mistyped = with_days_put_right(shaped(block.folded.text))
        if text is not block.folded.text:
            block = block._replace(folded=block.folded._replace(text=text))
        if len(text) > LONGEST_LINE:
            return Marked(block, (), unread=True)
        tokens = self.words.tokens(text)
        spoken = frozenset().union(*[token.kinds for token in tokens])
        draft = Draft(block, tokens, spoken=spoken, text=text)
        for one in PASSES:
            draft = one.run(self._known, draft)
        return Marked(draft.block, marked_as_slips(draft.tokens, mistyped), draft.mentions, draft.days)


@lru_cache(maxsize=64)
def _titles(words: Vocabulary, named: tuple[tuple[str, str, str], ...]) -> Titles:
    titles = [Title(ref, words.folding.fold(title).text.strip()) for ref, title, _ in named]
    things = [Title(ref, words.folding.fold(thing).text.strip(), is_thing=True) for ref, _, thing in named if thing]
    return Titles([*titles, *things], words)


@lru_cache(maxsize=64)
def _people(words: Vocabulary, names: tuple[str, ...], distinct_people: tuple[str, ...]) -> list[str]:
    """Names and their Latin parts, the longest first; not parts that are words as well (Will, May)."""
    folded, apart = ([words.folding.fold(name).text.strip() for name in some] for some in (names, distinct_people))
    parts = [part for name in folded for part in LATIN_NAME.findall(name) if not words.is_word(part)]
    return sorted({name for name in (*folded, *parts, *apart) if len(name) > 1}, key=len, reverse=True)
