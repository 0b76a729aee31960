"""Notes that name no item, and have a word of another one's title, or its initials: `List filed. I instructed Ms
Abara`, beside an item to instruct counsel; `RA is with the head`, of the risk assessment. They are kept on neither, and
somebody looks. What 所以 (so) makes the reason of the item behind it is kept with that one."""

from collections.abc import Sequence
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
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
        if led_to := _is_reason_of(one, readings):
            one.refs = led_to
            continue
        named = words.named_in(one.block.folded.text[one.start : one.end], PAIR)
        named = named or words.by_initials(one.block.written(one.start, one.end))
        if named and set(named).isdisjoint(one.refs):
            _leave_open(one, readings)


def _leave_open(one: Reading, readings: Sequence[Reading]) -> None:
    """With what goes on in its sentence without a name: certs are with the office, ask Lena."""
    for other in readings:
        goes_on = other.block is one.block and other.sentence == one.sentence and other.start > one.start
        if goes_on and not other.names and other.refs == one.refs and other.ask and other.counts:
            take_back(other, "unknown")
            other.refs = ()
    take_back(one, "unknown")
    one.refs = ()


def _is_reason_of(one: Reading, readings: Sequence[Reading]) -> tuple[str, ...]:
    """The other item that the next clause of its sentence asks another day for, behind `so`."""
    text = one.block.folded.text
    behind = next((other for other in readings if other.block is one.block and other.start >= one.end), None)
    if behind is None or behind.sentence != one.sentence or not (behind.names and behind.ask):
        return ()
    so = text[one.end : behind.start].strip(" ,，")
    is_so = so in _so() or any(text.startswith(word, behind.start) for word in _so())
    return behind.refs if is_so and set(behind.refs).isdisjoint(one.refs) else ()


@cache
def _so() -> tuple[str, ...]:
    return words_of_both("never", "leads-to")


def _is_carried_note(one: Reading) -> bool:
    return one.rule == "note" and one.counts and bool(one.refs) and not (one.names or one.status)


def _stands_alone(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether its sentence names no item before it: done, 待测试验证 (to be tested) is of what is done; 12号的培训
    (the training on the 12th) begins a sentence, which goes on with another."""
    return not any(
        other.names and other.block is one.block and other.sentence == one.sentence and other.start < one.start
        for other in readings
    )
