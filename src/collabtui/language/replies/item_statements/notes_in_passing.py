"""Notes that are none: an item's word in a sentence about something else (lovely seeing the new door of your office),
the absurd end of what is meant otherwise (oh sure, 1 is done, and I have been to the moon), and chatter beside what is
done (finally; 怎么还催, why do you still ask)."""

from collections.abc import Sequence

from collabtui.language.replies.hedges_and_negation import taken_back
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.spelled_clauses import is_spelled_out
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, foreign, kinds
from collabtui.language.word_patterns import whole_words

_OF_WORK = STATEMENTS | kinds("waiting must holding not-begun reason future plan negated trouble says")
_LED_IN = 2
"""Characters of Chinese that lead to what a sentence is about: 经与供应商沟通 (after talks with the supplier)."""


def names_in_passing(piece: Piece) -> bool:
    """Whether a mere word of a title stands behind words that are of no work: so a mail is opened, before it comes to
    its items, with something else. What begins with it is about the item: 货架的供应商换人了 (the shelves have a new
    supplier)."""
    if piece.lead == "contrast":  # 1 done, but there is a small bug left: that takes it back
        return False
    named = [one for one in piece.mentions if one.how != "amount"]
    if not named or not all(one.how == "title" and one.part for one in named) or taken_back(piece):
        return False
    before = [token for token in piece.tokens if token.start < named[0].start]
    headed = max((at for at, token in enumerate(before, 1) if token.text == ":"), default=0)
    return not _leads_in(foreign(before[headed:])) and piece.kinds.isdisjoint(_OF_WORK)


def _leads_in(before: list[Token]) -> bool:
    text = "".join(token.text for token in before)
    return not text or (not text.isascii() and len(text) <= _LED_IN)


def wait_behind_irony(one: Reading) -> None:
    """A note that names no item and tells of no work, in a mail in which nothing need be meant."""
    if one.rule == "note" and one.counts and one.strange and not one.names:
        take_back(one, "unknown")
        one.denies, one.note = "", None


def with_chatter_unnoted(readings: Sequence[Reading]) -> None:
    """Turns what only says how somebody feels, or that he forgot to tell it, into talk, and takes it from a status;
    with the name of an item where its status follows."""
    if not any(one.status or one.ask for one in readings):
        return  # alone it is an answer, and somebody has to look
    for at, one in enumerate(readings):
        follows = next((then.status for then in readings[at + 1 : at + 2] if then.refs == one.refs), None)
        is_bare = one.rule in _SAYS_NOTHING and not ((one.names and not follows) or one.status or one.ask)
        place = one.note or ClausePlace(one.block, one.start, one.end)
        spoken = place.block.folded.text[place.start : place.end].strip(_AROUND)
        spoken = spoken if one.note or is_bare else ""
        if spoken and (whole_words("never", "chatter").fullmatch(spoken) or is_spelled_out("forgotten", spoken)):
            one.note = None
            if is_bare:
                one.rule, one.counts, one.waits, one.idle = "talk", False, False, True


_SAYS_NOTHING = ("note", "unknown", "question", "talk", "negated", "hearsay", "repaired")
"""没来得及回您 (did not get round to it) is negated, 忘了跟您说 (forgot to tell you) hearsay."""
_AROUND = " ,.;!?~，。；！？…啊呀呢啦了吧嘛哦哈"
