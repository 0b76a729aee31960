"""Numbers that say they are items', each by what stands around it: item 2, 第二项 (the second), the last one."""

from collections.abc import Sequence

from collabtui.language.lexicon import english_numbers
from collabtui.language.replies.items.item_numbers import NumberRow, closes, past_noun, past_unit, read_list
from collabtui.language.replies.items.refs_read import Read, RefsRead

_IS = "'s"
"""Behind a number that is written out: number one's done."""


def prefixed(read: RefsRead, at: int) -> Read:
    """item 2, no. 1, #3, 任务1, number one's done"""
    row, start = read.row, at
    while row.has(at, "number-prefix") or (at > start and row.text(at) in ("#", ".", ":")):
        at += 1
    if row.text(at) == "#":
        at += 1
    if at > start and row.text(at).endswith(_IS) and (value := english_numbers().get(row.text(at)[: -len(_IS)])):
        return read.mention(start, at + 1, (value,))
    if at == start or not row.has(at, "number", "numeral", "cardinal"):
        return None, start
    places = read_list(row, at, spelt=True)
    return read.listed(start, places.last, places.values)


def suffixed(read: RefsRead, at: int) -> Read:
    """2号任务 (task no. 2), 4号那项 (that item no. 4); 2号 alone is a day, and 2号那个会 a meeting on it"""
    row = read.row
    if not row.has(at, "number", "numeral") or row.text(at + 1) != "号":
        return None, at
    if row.has(at + 2, "item-noun") or row.text(at + 2) in ("项", "条"):
        return read.listed(at, at + 3, (row.value(at),))
    thing = row.has(at + 2, "that-thing") and not row.has(at + 3, "text", "measure", "neutral", "mention", "future")
    known = row.value(at) in read.numbered.by_number and (thing or row.has(at + 2, "that-one"))
    return read.listed(at, at + 3, (row.value(at),)) if known else (None, at)


def ordinal(read: RefsRead, at: int) -> Read:
    """第二项, 第1和第3项"""
    row = read.row
    if row.text(at) != "第" or not row.has(at + 1, "number", "numeral"):
        return None, at
    places = read_list(row, at + 1, spelt=True)
    end = places.last
    if (
        row.has(end, "range", "joint")
        and row.has(end + 1, "number", "numeral")
        and row.has(end + 2, "measure", "counter")
    ):
        # 第1到5章 (chapters 1 to 5)
        return read.amount(at, end + 2)
    thing = row.has(end, "text", "measure", "figure") or (row.has(end, "neutral") and row.touches(end))
    if not row.has(end - 1, "item-unit", "item-noun") and thing:
        # 第二版 (the second version), 第三会议室 (the third meeting room)
        return read.amount(at, end)
    return read.listed(at, end, places.values)


_THAT_ONE = ("那条", "那个", "那项", "那件")
"""最后那条 (that last one)."""


def ends(read: RefsRead, at: int) -> Read:
    """前两项, 后两项, 最后一项, the first two, the last one"""
    row, start = read.row, at
    if not row.has(at, "the", "back", "front", "ordinal"):
        return None, start
    if row.has(at, "the"):
        at += 1
    if row.has(at, "back") and row.text(at + 1) == "第" and row.has(at + 2, "number", "numeral"):
        # 倒数第二项 (the last but one)
        return read.from_end(start, past_unit(row, at + 3), row.value(at + 2))
    if row.has(at, "ordinal") and row.text(at + 1) == "one":  # the first one: which, and not how many
        return None, start
    front = row.has(at, "front") or (row.has(at, "ordinal") and row.value(at) == 1)
    if not front and not row.has(at, "back"):
        return None, start
    before = start - (2 if start > 1 and row.has(start - 1, "the") else 1)
    if not front and before >= 0 and row.has(before, "is"):
        # it was the last one
        return None, start
    one = (row.has(at + 1, "item-unit", "item-noun") or row.text(at + 1) in _THAT_ONE) and not front
    if not one and not row.has(at + 1, "number", "numeral", "cardinal"):
        return None, start
    count = 1 if one else row.value(at + 1)
    end = past_unit(row, at + (1 if one else 2))
    # 前两个月 goes on; 前两项昨天完成 does not
    if not closes(row, end) and row.text(end - 1) not in ("项", "条"):
        return read.amount(start, end)
    whole = read.numbered.last
    return read.mention(start, end, range(1, count + 1) if front else range(whole - count + 1, whole + 1))


_OF_PAIR = {"former": (1, 2), "latter": (2, 2), "middle": (2, 3)}
"""Which place it is, of how many."""


def of_pair(read: RefsRead, at: int) -> Read:
    """former done, 后者卡住了 (the latter is stuck), 中间那条 (the one in the middle)"""
    if not read.row.has(at, *_OF_PAIR):
        return None, at
    for kind, (value, count) in _OF_PAIR.items():
        if read.row.has(at, kind) and read.is_whole(count):
            return read.listed(at, at + 1, (value,))
    return None, at


def spelt(read: RefsRead, at: int) -> Read:
    """one is done: as people speak; not `two are done`, which counts"""
    row = read.row
    if listed := _spelt_list(read, at):
        return read.listed(at, *listed)
    alone = row.has(at, "cardinal") and row.has(at + 1, "is-one", "hedged") and not read.in_digits
    spared = row.has(at - 1, "except") or (row.has(at - 1, "contrast") and row.has(at - 2, "back"))
    if not alone or spared or row.has(at - 1, "subject", "counter", "the", "title", "to"):
        return None, at
    return read.listed(at, at + 1, (row.value(at),))


def _spelt_list(read: RefsRead, at: int) -> tuple[int, Sequence[int]] | None:
    """One and three are finished, 一和三弄完了二还在弄: two at least begin it, and something is said of them."""
    row = read.row
    if not row.has(at, "cardinal", "numeral") or read.in_digits:
        return None
    begins = at == 0 or row.has(at - 1, "mark", "greeting")
    goes_on = read.named and row.has(at - 1, "perfect") and row.touches(at) and row.has(at, "numeral")
    if not (begins or goes_on):
        return None
    places = read_list(row, at, spelt=True)
    has_status = row.has(places.last, "is", "perfect", "done", "started", "blocked") or (
        goes_on and row.text(places.last) in ("还", "也", "仍")
    )
    apart = all(not row.has(i, "item-unit", "range") for i in range(at, places.last))
    return (places.last, places.values) if has_status and apart and (goes_on or len(places.values) > 1) else None


_POINTS_IN_TIME = ("tomorrow", "today", "now")
"""Starting on the second tomorrow: none of them stands behind a day of the month."""

_OF_HIMSELF = ("i'm", "i've", "i'll", "we're", "we've", "we'll")


def nth(read: RefsRead, at: int) -> Read:
    """the second one, third item, second and fourth are done"""
    row, start = read.row, at
    if row.has(at, "the"):
        at += 1
    if not row.has(at, "ordinal"):
        return None, start
    last = at + 1 + (row.text(at + 1) == "to")
    if row.has(last, "back"):
        # the second to last, second last item
        return read.from_end(start, past_noun(row, last + 1), row.value(at))
    values, end = [row.value(at)], at + 1
    while row.has(end, "joint") and row.has(end + 1, "ordinal", "the"):
        end += 1 + row.has(end + 1, "the")
        values.append(row.value(end) if row.has(end, "ordinal") else 0)
        end += 1
    if past_noun(row, end) > end:
        end = past_noun(row, end)
    elif not row.has(end, "is", "perfect", "done", "started", "blocked", "not-begun") and not (
        row.text(end - 1).isalpha()
        and row.text(start - 1) in ("for", "on", "with")
        and (row.has(end, "subject", "mark") or row.text(end) in (*_POINTS_IN_TIME, *_OF_HIMSELF))
    ):
        return None, start
    return read.listed(start, end, values)


def _heads_list(row: NumberRow, noun: int) -> int | None:
    """三件事：合同—完成 (three things: the contract – done): the colon, where each item is named behind it."""
    at = noun
    while row.has(at, "item-unit", "item-noun", "filler") and not row.has(at, "is"):
        at += 1
    named = row.text(at) == ":" and row.has(at + 1, "title", "number", "number-prefix")
    return at if named and at > noun else None


def counted(read: RefsRead, at: int) -> Read:
    """两项都, all three, these two: all of them, where there are so many"""
    row, start = read.row, at
    while row.has(at, "all", "the", "joint-of"):
        at += 1
    if not row.has(at, "number", "numeral", "cardinal"):
        return None, start
    unit = past_unit(row, at + 1)
    colon = _heads_list(row, at + 1) if row.value(at) > 1 and read.is_whole(row.value(at)) else None
    if colon is not None:
        return read.amount(start, colon)
    spoken = at > start and row.has(start, "all")
    if unit == at + 1 and not spoken:
        return None, start
    if not spoken and row.has(at + 1, "item-noun") and row.text(at + 1).isascii():
        # my 2 items
        return read.all_of(start, unit, row.value(at)) if read.is_whole(row.value(at)) else read.amount(start, unit)
    if not spoken and not row.has(unit, "all"):
        if not row.has(at + 1, "item-unit"):
            return None, start
        first = start == 0 or row.has(start - 1, "mark")
        whole = first and read.is_whole(row.value(at)) and closes(row, unit)
        return read.all_of(start, unit, row.value(at)) if whole else read.amount(start, unit)
    if not closes(row, unit) or row.has(unit, "title"):
        # all three sensors
        return read.amount(start, unit)
    return read.all_of(start, unit, row.value(at))
