"""Items that a text names: by number, ref, or words such as all, both, the rest.

What looks like an item and is none of the sender's comes with a problem instead of refs. Titles are in `titles.py`.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from collabtui.language.replies.items.counted_refs import (
    counted,
    ends,
    nth,
    of_pair,
    ordinal,
    prefixed,
    spelt,
    suffixed,
)
from collabtui.language.replies.items.digits_together import digits_together
from collabtui.language.replies.items.item_numbers import (
    Mention,
    Numbered,
    NumberPlaces,
    NumberRow,
    Problem,
    counts_something,
    counts_things,
    is_ref,
    last_ref,
    mark_of,
    past_marks,
    past_unit,
    read_list,
    stands_free,
    stands_out,
)
from collabtui.language.replies.items.refs_read import Read, RefsRead
from collabtui.language.replies.words.vocabulary import Token, kinds

_BEGINS = kinds(
    "number figure numeral cardinal ordinal number-prefix counter the front back all both rest except item-unit"
    " joint-of former latter middle"
)
"""Only here can the name of an item begin."""
_GROUPS = kinds("except rest both all")
_COUNTS = ("number", "numeral", "cardinal", "both")
"""Behind the rest: how many it is."""
_ENDS = frozenset("。;!?.")
_BEHIND_MONTH = ("月", "号", "日")
"""Behind the first number of a day."""
_REF_BEGINS = frozenset("#a")
_OPENING = frozenset("([#")
_BY_PLACE = frozenset({"ordinal", "ends", "pair", "nth"})
"""Forms of `FORMS`."""


def item_refs(tokens: Sequence[Token], numbered: Numbered) -> list[Mention]:
    """The mentions in the tokens of one text, from the left."""
    read = RefsRead(NumberRow(tokens), numbered)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kinds.isdisjoint(_BEGINS) and token.text[0] not in _REF_BEGINS:
            read.named = read.named and token.text not in _ENDS
            at += 1
            continue
        mention, at = _next(read, at)
        if mention:
            found.append(mention)
    return found


def _next(read: RefsRead, at: int) -> Read:
    token = read.row.tokens[at]
    if token.kinds.isdisjoint(_BEGINS) and token.text != "#" and not (token.text[0] == "a" and is_ref(token)):
        return None, at + 1
    for form in FORMS:
        mention, end = form.read(read, at)
        if mention:
            read.named = read.named or mention.how in ("number", "ref")
            return mention._replace(by_place=form.code in _BY_PLACE and mention.how == "number"), end
    return None, at + 1


def _ref(read: RefsRead, at: int) -> Read:
    row, token = read.row, read.row.tokens[at]
    if not is_ref(token):
        return None, at
    if row.has(at + 1, "measure") or row.text(at - 1) in ("/", "_", "=", "@"):
        return read.amount(at, at + 1)
    to = last_ref(row, at)
    last = int(row.text(to).removeprefix("a"))
    refs = tuple(f"A{number}" for number in range(int(token.text[1:]), last + 1))
    own = bool(refs) and read.numbered.own.issuperset(refs)
    end = read.past_list_marks(at, to + 1)
    if row.text(end - 1) == "." and any(is_ref(following) for following in row.tokens[end : end + 1]):
        end -= 1  # A7 done - no, sorry, A6. A7 is at 20%: it ends a sentence
    problem: Problem = "" if own else "others-item"
    return Mention(token.start, row.tokens[end - 1].end, "ref", refs if own else (), problem), end


def _group(read: RefsRead, at: int) -> Read:
    row, token = read.row, read.row.tokens[at]
    if token.kinds.isdisjoint(_GROUPS):
        return None, at
    if token.of("except") and row.text(at + 1) != ",":
        return Mention(token.start, token.end, "except"), at + 1
    if token.of("rest") and row.text(at + 1) != "of" and not row.has(at + 1, "text", "title", "team"):
        end = at + 1
        while row.has(end, *_COUNTS, "item-unit", "item-noun") and not _begins_day(read, end):
            end += 1
        problem, count = _problem_of_rest(read, at), _count_of_rest(read.row, at + 1, end)
        return Mention(token.start, row.tokens[end - 1].end, "rest", problem=problem, of_rest=count), end
    pair = token.of("both") and not row.has(at + 1, "number", "number-prefix")
    # 1 and 2 are both done
    weak = read.named and read.numbered.last > 2
    if pair and not weak:
        return read.all_of(at, at + 1, 2)
    if pair or token.of("all"):
        return Mention(token.start, token.end, "group", read.numbered.refs, weak=True), at + 1
    return None, at


def _count_of_rest(row: NumberRow, first: int, end: int) -> int:
    """0 where it is not said; 剩下俩 (both that are left) are two."""
    counted = [2 if row.has(at, "both") else row.value(at) for at in range(first, end) if row.has(at, *_COUNTS)]
    return counted[0] if len(counted) == 1 else 0


def _begins_day(read: RefsRead, at: int) -> bool:
    """其余3月18日完成 (the rest on 18 March): a day, and not how many there are."""
    return read.row.text(at + 1).startswith(_BEHIND_MONTH)


def _problem_of_rest(read: RefsRead, at: int) -> Problem:
    """Half of the list is done, the rest by Friday: the rest of the list."""
    shared = not read.named and any(
        token.of("percent", "almost") or token.text == "half" for token in read.row.tokens[:at]
    )
    return "unclear-item" if shared and read.numbered.last > 1 else ""


def _bare(read: RefsRead, at: int) -> Read:
    row = read.row
    if not row.has(at, "number", "numeral"):
        return None, at
    begins = at == 0 or row.text(at - 1) in _ENDS
    read.counting = counts_things(row, at) if begins else read.counting
    if read.counting and past_marks(row, at + 1) == at + 1:
        # 2 signs ordered, 1 to come: of what is counted
        return read.amount(at, at + 1)
    if row.text(at - 1) in ("all but", "all bar") and (row.value(at) < read.numbered.last or row.has(at, "numeral")):
        # all but 2 are done: how many, or which; but for 4 of four there would be none
        return read.amount(at, at + 1)
    places = read_list(row, at, spelt=False)
    end = places.last if places.ends_clause else past_marks(row, places.last)
    if row.text(end - 1) == "." and not _begins(read, at):
        end -= 1
    marked = end > places.last
    if row.has(at, "numeral") and not (marked and (at == 0 or row.has(at - 1, "mark"))):
        if _heads_status(read, at):
            return read.mention(at, at + 1, (row.value(at),))
        if listed := _heads_row(read, at):
            return read.mention(at, listed.last, listed.values)
        return read.amount(at, at + 1)
    continues = _continues_list(read, at, end, places.values)
    if len(places.values) > 1 and row.has(places.last, "item-unit"):
        # 1至3项 (items 1 to 3)
        end = past_unit(row, places.last)
    elif places.amount or (not marked and counts_something(row, places.last - 1)):
        return read.amount(at, places.last)
    elif not (continues or stands_free(row, at) or _is_next(read, at, places.last, end, places.values)):
        return read.amount_or_next(at) if places.last == at + 1 else read.amount(at, places.last)
    explains = continues and any(one.within(_EXPLAINS) for one in row.tokens[read.behind : at])
    mention, end = read.mention(at - (row.text(at - 1) in _OPENING), end, places.values)
    if mention and continues:
        mention = mention._replace(
            listed=True, doubtful=explains and not stands_out(row, at, end) and row.has(end, *_MOVES)
        )
    return mention, end


_EXPLAINS = kinds("plan must waiting blocked reason reason-mark holding negated")
_MOVES = ("done", "hand-over", "percent", "perfect", "own-verb")


_STATED = (
    "done",
    "started",
    "blocked",
    "percent",
    "not-begun",
    "negated",
    "postpone",
    "shift",
    "perfect",
    "gives-up",
    "accept",
    "hand-over",
)


def _heads_status(read: RefsRead, at: int) -> bool:
    """二 六成 (two: 60 %), 三还没动: a numeral that begins a clause, and something is said of it; not 一完成就…
    (as soon as it is done)."""
    row = read.row
    begins = at == 0 or row.has(at - 1, "mark") or (read.named and not row.touches(at))
    following = at + 1
    while (
        row.has(following, "filler") and not row.has(following, "item-noun", "is") and not row.has(following, *_STATED)
    ):
        following += 1
    if not begins or not row.has(following, *_STATED) or row.value(at) > read.numbered.last:
        return False
    if row.text(at) == "两":
        # 两任务完成 (two tasks are done)
        return False
    clause = list(takewhile(lambda one: not one.of("mark"), row.tokens[following:]))
    if row.value(at) == 1 and any(one.text.startswith("就") for one in clause):
        return False
    return not row.has(following, "hand-over") or any(one.of("perfect", "percent") for one in clause)


def _heads_row(read: RefsRead, at: int) -> NumberPlaces | None:
    """二和四完成了，一跟三等我回来: behind items that were named, two numerals that a word joins begin a clause."""
    row = read.row
    if not (read.named and row.has(at - 1, "mark")):
        return None
    places = read_list(row, at, spelt=True)
    values = set(places.values)
    known = len(values) > 1 and values <= set(read.numbered.by_number)
    counts = places.amount or counts_something(row, places.last - 1) or row.has(places.last, "counter", "measure")
    return places if known and not counts else None


def _is_next(read: RefsRead, at: int, last: int, end: int, values: Sequence[int]) -> bool:
    """Whether a number behind words of no kind goes on a list: `2) legal 3) …`, 1 已完结 2 已归拢 3 已上线."""
    if not read.row.has(at - 1, "text", "measure") or not read.goes_on_counting(mark_of(read.row, at, end), values):
        return False
    if stands_out(read.row, at, last):
        # 2卡在盖章 3要延两天 (2 is stuck at the seal, 3 needs two days more)
        return not read.row.has(last, "text")
    apart = not read.row.touches(at) and not read.row.touches(last)
    return end > last or (apart and read.row.has(last, "perfect", "negated"))


def _begins(read: RefsRead, at: int) -> bool:
    """Whether a number begins a clause, so that a full stop behind it belongs to it: not in `Done: 1, 2.`"""
    if at == 0 or read.named:
        return True
    if read.row.text(at - 1) == ":":
        # 如下：1.已完成 (as follows: 1. done)
        return read.row.touches(at + 2)
    return read.row.has(at - 1, "mark")


_LISTED = 2
"""So many before it make a list: 1 blocked on legal 2 done may be of the second legal case."""


def _continues_list(read: RefsRead, at: int, end: int, values: Sequence[int]) -> bool:
    """1 完成 2 卡住 等门店的机器 3 推到月底: the next number, with something said of it, begins the next item though
    free words stand before it."""
    row = read.row
    mark = mark_of(row, at, end)
    if read.count < _LISTED or not read.goes_on_counting(mark, values) or values[-1] not in read.numbered.by_number:
        return False
    freed = not row.has(at - 1, "counter", "number", "figure", "number-prefix", "mark", "joint", "range")
    return freed and not row.touches(at) and row.has(end, "cancel", *_STATED)


class RefForm(NamedTuple):
    """A way to name items: `zh` and `en` are examples, in which no form before it reads anything."""

    code: str
    read: Callable[[RefsRead, int], Read]
    zh: str
    en: str


FORMS = (
    RefForm("prefixed", prefixed, "任务1", "item 2"),
    RefForm("suffixed", suffixed, "2号任务", "2号任务 done"),
    RefForm("ordinal", ordinal, "第二项", "第1 and 第2"),
    RefForm("ends", ends, "后两项", "the last one"),
    RefForm("pair", of_pair, "中间那条 完成", "the middle one is done"),
    RefForm("spelt", spelt, "one is 完成", "one is done"),
    RefForm("nth", nth, "second one 完成", "the second one"),
    RefForm("counted", counted, "三项都", "all three"),
    RefForm("ref", _ref, "A1", "A1"),
    RefForm("group", _group, "其余", "the rest"),
    RefForm("together", digits_together, "12 完成", "12 done"),
    RefForm("bare", _bare, "2 完成", "2 done"),
)
"""Tried in this order: the more a number says of itself, the sooner. A bare one is the last to be believed."""
