"""Items that the next line leaves out of what is said of all: All done. — and below it: Except 2; 全部完成 / 除了2."""

from collections.abc import Sequence
from itertools import pairwise

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.line_shapes import excepted_numbers


def settle_excepted_below(readings: Sequence[Reading], situation: ReplyContext) -> None:
    refs = {item.number: item.ref for item in situation.items if item.number}
    for before, one in pairwise(readings):
        is_of_all = before.counts and before.status == "done" and len(before.refs) > 1
        if not is_of_all or one.block is before.block:
            continue
        excepted = {refs.get(number, "") for number in excepted_numbers(one.block.folded.text)}
        if excepted and excepted < set(before.refs):
            before.refs = tuple(ref for ref in before.refs if ref not in excepted)
        if excepted and one.rule == "talk":
            one.waits, one.idle, one.denies, one.refs = False, True, "", ()
