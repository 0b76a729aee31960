"""A piece of a sentence: it names items and says one thing, or is a reason, or talk."""

from dataclasses import dataclass, field
from typing import Literal

from collabtui.language.dates.find_days import DayReading
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import SAID, Token, kinds

Role = Literal["", "reason", "waiting"]

_SAYS = SAID | kinds("as-planned")
_BARE = kinds("mention name filler joint mark except the likewise")


@dataclass
class Piece:
    """`start` and `end` are places in the folded text of the block."""

    block: Block
    tokens: list[Token]
    start: int
    end: int
    sentence: int
    """Which sentence of the block it belongs to."""
    lead: str = ""
    """The mark it was cut off at; `contrast`, `and`, `reason`; `run-on` where only another verb shows a beginning."""
    role: Role = ""
    asks: bool = False
    """Its sentence ends with a question mark, and it is the last in it."""
    mentions: list[Mention] = field(default_factory=list)
    days: list[DayReading] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.named = bool(self.mentions) and any(one.how != "amount" and not one.weak for one in self.mentions)
        """Whether it names items by more than 都 or all."""
        self.kinds = frozenset().union(*[token.kinds for token in self.tokens])

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def of(self, *kinds: str) -> list[Token]:
        if self.kinds.isdisjoint(kinds):
            return []
        return [token for token in self.tokens if token.of(*kinds)]

    @property
    def written(self) -> str:
        return self.block.written(self.start, self.end)

    @property
    def is_of_the_past(self) -> bool:
        """Whether it names days, and all of them are over."""
        return bool(self.days) and all(day.reason == "past" for day in self.days)

    @property
    def bare(self) -> bool:
        """Whether it names an item and says nothing: a heading."""
        if not self.named or self.role or self.asks or not self.kinds.isdisjoint(_SAYS):
            return False
        return all(token.within(_BARE) for token in self.tokens)


def is_quoted(piece: Piece) -> bool:
    """Words of somebody else, or an example: neither states anything of its writer."""
    return piece.has("quote") or is_example(piece) or piece.block.folded.text.lstrip().startswith(">")


def is_example(piece: Piece) -> bool:
    """An example: your template; not the contract template, 合同模板, which is a thing."""
    if "example" not in piece.kinds:
        return False
    before = zip([None, *piece.tokens], piece.tokens, strict=False)
    return any(then.of("example") and not (one and one.of("text")) for one, then in before)
