"""Notes that name no item, and have a word of another one's title: `List filed. I instructed Ms Abara`, beside an item
to instruct counsel. They are kept on neither, and somebody looks."""

from collections.abc import Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.likely.item_words import PAIR, ItemWords
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back


def with_notes_of_others_waiting(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Takes them back from the item that was spoken of before, which is another."""
    carried = [one for one in readings if _is_carried_note(one) and _stands_alone(one, readings)]
    if not carried:
        return
    words = ItemWords(situation)
    for one in carried:
        named = words.named_in(one.block.folded.text[one.start : one.end], PAIR)
        if named and set(named).isdisjoint(one.refs):
            take_back(one, "unknown")
            one.refs = ()


def _is_carried_note(one: Reading) -> bool:
    return one.rule == "note" and one.counts and bool(one.refs) and not (one.names or one.status)


def _stands_alone(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether its sentence names no item: done, 待测试验证 (to be tested) is of what is done."""
    return not any(
        other.names and other.block is one.block and other.sentence == one.sentence
        for other in readings
        if other is not one
    )
