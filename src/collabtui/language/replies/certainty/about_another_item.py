"""Whether a clause is about another item of the writer's than a statement, and so leaves it as certain as it is.

The one rule of it, in four ways: by the item that the clause names itself, by a sentence about another item before the
statement, by the entry of a list in which it stands (`entries`), and by its whole sentence (`other_sentences`).
"""

import re
from collections.abc import Sequence

from collabtui.language.replies.certainty.entries import is_in_entry_of_another
from collabtui.language.replies.certainty.other_sentences import is_in_sentence_of_another
from collabtui.language.replies.certainty.reading_places import comes_before, heads, sentence_of, stands_apart
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.taking_back.put_right import NOT_SO_FAR, puts_right

UNSURE_RULES = ("talk", "note", "unknown", "promise", "waiting")
"""Of what said nothing that speaks against anything; its words tell the rest."""


def is_about_another_item(other: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    return (
        _names_another_item(other, one)
        or _is_of_a_sentence_before(other, one, readings)
        or is_in_entry_of_another(other, one, readings)
        or is_in_sentence_of_another(other, one, readings)
    )


_OF_OTHERS = ("hearsay", "condition", "repaired")
"""What holds for one item: who says so, if what, and that it was taken back."""


def _is_of_a_sentence_before(other: Reading, one: Reading, readings: Sequence[Reading]) -> bool:
    """Bob told me 2 is finished. 1 is done: a sentence about another item, and then one that begins with a number.
    3) done — scratch that, 3) is still running: what was put right has its own number, too."""
    if other.rule not in _OF_OTHERS or not one.numbered:
        return False
    if other.rule == "repaired":
        return not set(other.refs) & set(one.refs) and any(puts_right(later, other) for later in readings)
    about = {ref for each in sentence_of(other, readings) for ref in each.refs}
    closed = other.block is not one.block or ":" not in one.block.folded.text[other.start : one.start]
    return bool(about) and about.isdisjoint(one.refs) and stands_apart(other, one) and closed


_HEADED = re.compile(r"\W*(?:第|item |no\.? ?|a)?\d{1,3}(?![\d%/]|:\d)")


def _names_another_item(other: Reading, one: Reading) -> bool:
    """2 is not begun yet: what is said of another item of the writer's has nothing to do with this one."""
    if other.rule in ("out-of-range", "question") and not other.refs:
        return other.numbered and stands_apart(other, one)  # 3 完成了吗？ of who has only 1
    if other.rule == "to-another" and not other.refs:
        return one.numbered and stands_apart(other, one) and comes_before(other, one) and not heads(other, one)
    if not other.refs or not set(other.refs).isdisjoint(one.refs):
        return False
    if other.rule == "negated" and not (other.names or other.of_one):
        return False  # 1完成，2在等油漆，别当真 (don't take it seriously)
    if other.rule == "question" and other.numbered:
        return stands_apart(other, one)
    if other.block.item in other.refs and other.rule != "unknown":
        return True  # written under it in the mail that is answered
    if other.rule == "to-another" and not heads(other, one):
        return _goes_back_to_himself(one)
    if other.proposed or other.rule in NOT_SO_FAR or (other.numbered and other.rule in UNSURE_RULES):
        return True
    if other.rule in ("condition", "hedged") and other.numbered and not comes_before(other, one) and _is_open(other):
        return True  # 1 done, 4 pending
    if other.rule == "note" and other.counts and other.names and not comes_before(other, one) and _is_next(other):
        return True  # 1 done, will start 2 tomorrow
    if other.rule == "wish" and other.numbered and not comes_before(other, one):
        return True  # 1 done, 2 done, 4 I wish
    goes_on = not comes_before(other, one) or (one.numbered and stands_apart(other, one))
    if other.rule == "promise" and other.named and goes_on:
        return True  # 1 已完成，3 进行中，预计周五完成: it goes on with the item before it
    if other.titled and other.rule in UNSURE_RULES and one.names and not one.numbered and not heads(other, one):
        return True  # venue booked, badges at the printer's: each by its name
    if other.named and other.block is not one.block and _HEADED.match(other.block.folded.text):
        return True  # 2. In talks, will confirm by Friday: the line of another item, to its end
    return stands_apart(other, one) and other.names and not comes_before(other, one)


_OPEN = re.compile(
    r"\W*(?:第|item |no\.? ?|#|a)?\d{1,3}(?:[.,:)、]|号|项)? ?(?:is |are |still |yet |仍|还|还是|暂时?|目前)*"
    r"(?:pending|outstanding|open|tbc|tbd|to be (?:confirmed|decided|discussed|agreed)|undecided|unclear|not decided"
    r"|待定|待办|待议|待确认|待讨论|未定|没定|不确定|再议|另议|再说|再看)(?: still| for now| yet)?(?:吧|中|呢|了)?\W*"
)


def _is_open(one: Reading) -> bool:
    """4 pending, 4待定: its number, and that it is not decided."""
    return _OPEN.fullmatch(one.block.folded.text[one.start : one.end]) is not None


_NEXT = re.compile(
    r"\W*(?:and |then |now |next |我|接着|接下来|然后|下一步|再|准备|打算|将|会)*"
    r"(?:(?:tomorrow|on monday|next week|this afternoon"
    r"|明[天早日]|后天|下周[一二三四五六日末]?|周[一二三四五六日]|下午|今天下午)"
    r"[,，]?(?:再|就|会|我|i'?ll |we'?ll |i will |we will )*)?"
    r"(?:(?:i'?ll |we'?ll |i |we |will |going to |about to )*(?:start|begin|starting|beginning|continue|continuing)"
    r"(?: on| with| work on)?|next up:? ?|next:? ?|(?:开始|着手|启动|动手|开工|继续)?[做弄写干办]?) ?"
    r"(?:第|item |no\.? ?|#|a)?\d{1,3}(?:项|号)?(?: (?:tomorrow|on monday|next week|this afternoon|next|now|today))?\W*"
)


def _is_next(one: Reading) -> bool:
    """Will start 2 tomorrow, 接着做2: an item, and that it is next."""
    return _NEXT.fullmatch(one.block.folded.text[one.start : one.end]) is not None


_OF_HIMSELF = re.compile(r"我|(?:i|my|we|our)\b")


def _goes_back_to_himself(one: Reading) -> bool:
    """麻烦张伟看下第2项，1、3都已完成: what is asked of another ends where the writer's own numbers begin, or with what
    he says of himself."""
    return one.numbered or (one.names and _OF_HIMSELF.match(one.block.folded.text, one.start) is not None)
