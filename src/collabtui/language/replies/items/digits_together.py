"""Item numbers that are written together: 123都完成, 12 done, of a mail that has items 1 to 3 and no item 12.

It may be a slip for one number as well, so that whatever is said of them is only proposed.
"""

from itertools import pairwise

from collabtui.language.replies.items.refs_read import Read, RefsRead
from collabtui.language.replies.words.vocabulary import kinds

_STATED = kinds("done own-verb hand-over perfect started blocked not-begun negated postpone cancel accept percent")
_BETWEEN = kinds("all both filler is mark")


def digits_together(read: RefsRead, at: int) -> Read:
    """At the head of a clause, each digit above the one before it, and something said of them right behind."""
    row, digits = read.row, read.row.text(at)
    begins = at == 0 or row.has(at - 1, "mark") or row.text(at - 1) == "第"
    if not (begins and digits.isdecimal() and len(digits) > 1):
        return None, at
    values, by_number = [int(one) for one in digits], read.numbered.by_number
    rising = all(one < then for one, then in pairwise(values))
    if not rising or int(digits) <= read.numbered.last or not all(one in by_number for one in values):
        return None, at
    behind = at + 1
    while behind < len(row) and row.tokens[behind].within(_BETWEEN) and not row.tokens[behind].within(_STATED):
        if row.tokens[behind].of("mark") and row.text(behind) not in (":", "-"):
            return None, at
        behind += 1
    if behind >= len(row) or not row.tokens[behind].within(_STATED):
        return None, at
    mention, end = read.mention(at, at + 1, values)
    return (mention._replace(together=True), end) if mention else (None, at)
