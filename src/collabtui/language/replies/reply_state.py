"""The state in which a piece of a reply is read: what never changes, and what was said before it."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.addressing import Addressing, OwnItems, Refs
from collabtui.language.replies.items.other_items_meant import speaks_of_others
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Vocabulary

IDLE = ("talk", "reason")
"""Rules of readings that say nothing of an item."""


class Setting(NamedTuple):
    """Everything that holds for the whole reply."""

    words: Vocabulary
    situation: ReplyContext
    own: OwnItems
    items: Addressing


@dataclass
class SentenceState:
    """The state of a sentence: what it has said so far."""

    readings: list[Reading] = field(default_factory=list)
    governed: ClauseDoubt | Literal[""] = ""
    """The code of what takes back the whole of it: `if …,`."""
    offered: bool = False
    """Whether it is a courtesy: `if you have any questions, …`."""
    denied: Reading | None = None
    """A share that it is not (not 90 %), while it is not said which one it is."""
    after: bool = False
    """Whether it began with something that comes first (评审以后): what then is so need not be so yet."""
    prefaced: bool = False
    """Whether it began with words of no item before a colon: what stands behind them may be an example, or a wish."""
    of_another: bool = False
    """Whether it began with a thing that is none of the writer's, and what is said of it is still to follow."""
    excepted: Refs = ()
    """The item that its words before leave out: a bracket behind it tells how that one is."""
    left_out: Refs = ()
    """The items that it began by leaving out: all that is said of all behind them is said of the others."""
    pending: Piece | None = None
    """A reason that what it is the reason of is still to follow."""

    @property
    def last(self) -> Reading | None:
        return self.readings[-1] if self.readings else None

    def statements(self) -> list[Reading]:
        """Without talk and reasons."""
        return [one for one in self.readings if one.rule not in IDLE]


@dataclass
class ReplyState:
    """The state of a reply: what it has said so far."""

    setting: Setting
    readings: list[Reading] = field(default_factory=list)
    sentence: SentenceState = field(default_factory=SentenceState)
    carried: Refs = ()
    """The items that were spoken of last in the line."""
    is_named_loosely: bool = False
    """Whether those are called so in another language, or with a letter wrong: what goes on is proposed, too."""
    heading: Refs = ()
    """The items that a line has named and said nothing else: the next line is about them."""
    announced: Piece | None = None
    """The status that a line ended with a colon has announced: the items stand on the next lines."""
    person: str = ""
    """Whoever was named last, alone."""
    repairing: Reading | None = None
    """What the writer has just taken back, as it was said."""
    misread: list[Reading] = field(default_factory=list)
    """What the line said before its writer found that he had misread it."""
    unaddressed: Piece | None = None
    """What was said last of no item in particular: which one it is may stand behind it."""
    correcting: Reading | None = None
    """That an earlier mail of the writer's was wrong, while it is not said how it is."""
    work_denied: bool = False
    """Whether a correction in it says of some work that it is not done."""
    items_denied: set[str] = field(default_factory=set)
    """Refs of those of which a correction in it says that something is wrong."""
    ironic: bool = False
    """Whether it was begun in a tone in which nothing need be meant."""
    passing_on: bool = False
    """Whether what follows are somebody else's words."""
    exemplifying: bool = False
    """Whether what follows is an example of how to answer."""
    unrecorded: bool = False
    """Whether nothing of the mail is to be put on record yet."""
    headed: bool = False
    """Whether what follows stands under a heading that nobody read."""
    planning: bool = False
    """Whether what follows stands under the heading of a plan."""
    closing: bool = False
    """Whether only names and the like are to be expected."""

    def refs(self, piece: Piece) -> Refs:
        in_bracket = self.sentence.excepted if self.is_of_excepted(piece) else ()
        carried = in_bracket or self.carried
        found = () if self.means_others(piece, carried) else self.setting.items.refs(piece, carried)
        if piece.named or not piece.has("all-word"):
            return found or (() if piece.named else self.setting.own.of_verb(piece))
        return tuple(ref for ref in found if ref not in self.sentence.left_out)

    def means_others(self, piece: Piece, carried: Refs) -> bool:
        """Whether it names no item, and yet means another than those that were spoken of last."""
        if piece.named or not carried or piece.lead == "(" or self.is_of_excepted(piece):
            return False
        listed = self.setting.situation.listed
        own = [item for item in listed if item.ref in carried]
        others = [item for item in listed if item.ref not in carried]
        return speaks_of_others(piece.block.folded.text, piece.tokens, own, others)

    def is_of_excepted(self, piece: Piece) -> bool:
        """All done except 2 (by Friday); except 2, which needs until Friday: said of the one that is left out."""
        if not self.sentence.excepted or piece.named:
            return False
        return piece.lead == "(" or piece.tokens[0].text in self.setting.words.of_kind("of-excepted")

    def statement_before(self) -> Reading | None:
        return next((one for one in reversed(self.readings) if one.rule not in IDLE), None)

    def add(self, one: Reading) -> None:
        self.readings.append(one)
        self.sentence.readings.append(one)


def begin_sentence(reply: ReplyState) -> None:
    reply.sentence = SentenceState()
