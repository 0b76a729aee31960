"""Which items are meant: by number, ref, or words such as all, both, the rest.

What looks like an item and is none of the sender's comes with a problem instead of refs. Titles are in `titles.py`.
"""

from collections.abc import Sequence

from collabtui.domain.refs import ACTION, number_of, ref_of
from collabtui.language.replies.item_numbers import (
    Mention,
    Numbered,
    NumberRow,
    Problem,
    closes,
    counts_something,
    is_ref,
    last_ref,
    mark_of,
    past_marks,
    past_noun,
    past_unit,
    read_list,
    stands_free,
    stands_out,
)
from collabtui.language.replies.vocabulary import Token, kinds

_BEGINS = kinds(
    "number numeral cardinal ordinal number-prefix counter the front back all both rest except item-unit joint-of"
)
"""Only here can the name of an item begin."""
_ENDS = frozenset("。;!?.")
_OPENING = frozenset("([#")


Read = tuple[Mention | None, int]
"""What was read, and the token behind it."""


class ItemRefParser:
    """Reads mentions off the tokens of one text, from the left."""

    def __init__(self, tokens: Sequence[Token], numbered: Numbered) -> None:
        self._row = NumberRow(tokens)
        self._numbered = numbered
        self._named = False
        """Whether the sentence has named an item already."""
        self._count, self._mark = 0, ""
        """The item named last, and the mark of its number."""
        self._in_digits = False
        """Whether items are named by digits: then `one` is one of something else."""

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self._row):
            mention, at = self._next(at)
            if mention:
                found.append(mention)
        return found

    def _next(self, at: int) -> Read:
        token = self._row.tokens[at]
        if token.text in _ENDS:
            self._named = False
        if not token.within(_BEGINS) and token.text != "#" and not is_ref(token):
            return None, at + 1
        readers = (self._prefixed, self._ordinal, self._ends, self._spelt, self._nth, self._counted, self._ref)
        for read in (*readers, self._group, self._bare):
            mention, end = read(at)
            if mention:
                self._named = self._named or mention.how in ("number", "ref")
                return mention, end
        return None, at + 1

    def _mention(self, first: int, last: int, values: Sequence[int]) -> Read:
        refs, problem = self._numbered.named(values)
        tokens, mark = self._row.tokens, mark_of(self._row, first, last)
        listed = (bool(mark) or stands_out(self._row, first, last)) and self._goes_on_counting(mark, values)
        self._in_digits = self._in_digits or any(token.of("number") for token in tokens[first:last])
        if len(values) == 1:
            self._count, self._mark = values[0], mark
        return Mention(tokens[first].start, tokens[last - 1].end, "number", refs, problem, listed=listed), last

    def _goes_on_counting(self, mark: str, values: Sequence[int]) -> bool:
        return mark == self._mark and list(values) == [self._count + 1] and self._count > 0

    def _listed(self, first: int, last: int, values: Sequence[int]) -> Read:
        """A mention with the marks of a list behind it."""
        return self._mention(first, past_marks(self._row, last), values)

    def _amount(self, first: int, last: int) -> Read:
        tokens = self._row.tokens
        return Mention(tokens[first].start, tokens[last - 1].end, "amount"), last

    # numbers that say they are items'

    def _prefixed(self, at: int) -> Read:
        """item 2, no. 1, #3, 任务1"""
        row, start = self._row, at
        while row.has(at, "number-prefix") or (at > start and row.text(at) in ("#", ".", ":")):
            at += 1
        if row.text(at) == "#":
            at += 1
        if at == start or not row.has(at, "number", "numeral", "cardinal"):
            return None, start
        places = read_list(row, at, spelt=True)
        return self._listed(start, places.last, places.values)

    def _ordinal(self, at: int) -> Read:
        """第二项, 第1和第3项"""
        row = self._row
        if row.text(at) != "第" or not row.has(at + 1, "number", "numeral"):
            return None, at
        places = read_list(row, at + 1, spelt=True)
        end = places.last
        if not row.has(end - 1, "item-unit", "item-noun") and row.has(end, "text", "measure", "figure"):
            # 第二版
            return self._amount(at, end)
        return self._listed(at, end, places.values)

    def _ends(self, at: int) -> Read:
        """前两项, 后两项, 最后一项, the first two, the last one"""
        row, start = self._row, at
        if row.has(at, "the"):
            at += 1
        if row.has(at, "back") and row.text(at + 1) == "第" and row.has(at + 2, "number", "numeral"):
            # 倒数第二项
            return self._from_end(start, past_unit(row, at + 3), row.value(at + 2))
        if row.has(at, "back") and row.text(at - 1) == "to" and row.text(at - 2) == "next":
            return self._from_end(at - 2, past_noun(row, at + 1), 2)
        front = row.has(at, "front") or (row.has(at, "ordinal") and row.value(at) == 1)
        if not front and not row.has(at, "back"):
            return None, start
        one = row.has(at + 1, "item-unit", "item-noun") and not front
        if not one and not row.has(at + 1, "number", "numeral", "cardinal"):
            return None, start
        count = 1 if one else row.value(at + 1)
        end = past_unit(row, at + (1 if one else 2))
        # 前两个月 goes on; 前两项昨天完成 does not
        if not closes(row, end) and row.text(end - 1) not in ("项", "条"):
            return self._amount(start, end)
        whole = len(self._numbered.refs)
        return self._mention(start, end, range(1, count + 1) if front else range(whole - count + 1, whole + 1))

    def _spelt(self, at: int) -> Read:
        """one is done: as people speak; not `two are done`, which counts"""
        row = self._row
        alone = row.has(at, "cardinal") and row.has(at + 1, "is-one", "hedged") and not self._in_digits
        spared = row.has(at - 1, "except") or (row.has(at - 1, "contrast") and row.has(at - 2, "back"))
        if not alone or spared or row.has(at - 1, "subject", "counter", "the"):
            return None, at
        return self._listed(at, at + 1, (row.value(at),))

    def _nth(self, at: int) -> Read:
        """the second one, third item, second and fourth are done"""
        row, start = self._row, at
        if row.has(at, "the"):
            at += 1
        if not row.has(at, "ordinal"):
            return None, start
        last = at + 1 + (row.text(at + 1) == "to")
        if row.has(last, "back"):
            # the second to last, second last item
            return self._from_end(start, past_noun(row, last + 1), row.value(at))
        values, end = [row.value(at)], at + 1
        while row.has(end, "joint") and row.has(end + 1, "ordinal", "the"):
            end += 1 + row.has(end + 1, "the")
            values.append(row.value(end) if row.has(end, "ordinal") else 0)
            end += 1
        if past_noun(row, end) > end:
            end = past_noun(row, end)
        elif not row.has(end, "is", "perfect", "done", "started", "blocked"):
            return None, start
        return self._listed(start, end, values)

    def _from_end(self, first: int, last: int, value: int) -> Read:
        return self._mention(first, last, (len(self._numbered.refs) + 1 - value,))

    def _counted(self, at: int) -> Read:
        """两项都, all three, these two: all of them, where there are so many"""
        row, start = self._row, at
        while row.has(at, "all", "the", "joint-of"):
            at += 1
        if not row.has(at, "number", "numeral", "cardinal"):
            return None, start
        unit = past_unit(row, at + 1)
        spoken = at > start and row.has(start, "all")
        if unit == at + 1 and not spoken:
            return None, start
        if not spoken and row.has(at + 1, "item-noun") and row.text(at + 1).isascii():
            # my 2 items
            return (
                self._all_of(start, unit, row.value(at)) if self._is_whole(row.value(at)) else self._amount(start, unit)
            )
        if not spoken and not row.has(unit, "all"):
            if not row.has(at + 1, "item-unit"):
                return None, start
            first = start == 0 or row.has(start - 1, "mark")
            whole = first and self._is_whole(row.value(at)) and closes(row, unit)
            return self._all_of(start, unit, row.value(at)) if whole else self._amount(start, unit)
        if not closes(row, unit):
            return self._amount(start, unit)
        return self._all_of(start, unit, row.value(at))

    def _is_whole(self, count: int) -> bool:
        return count == len(self._numbered.refs)

    def _all_of(self, first: int, last: int, count: int) -> Read:
        """All numbered items, where there are so many."""
        refs = self._numbered.refs if self._is_whole(count) else ()
        tokens = self._row.tokens
        problem: Problem = "" if refs else "unclear-item"
        return Mention(tokens[first].start, tokens[last - 1].end, "group", refs, problem), last

    # refs and groups

    def _ref(self, at: int) -> Read:
        row, token = self._row, self._row.tokens[at]
        if not is_ref(token):
            return None, at
        if row.has(at + 1, "measure") or row.text(at - 1) in ("/", "_", "=", "@"):
            return self._amount(at, at + 1)
        to = last_ref(row, at)
        last = number_of(ref_of(ACTION, row.text(to)))
        refs = tuple(ref_of(ACTION, number) for number in range(number_of(token.text), last + 1))
        own = bool(refs) and self._numbered.own.issuperset(refs)
        end = past_marks(row, to + 1)
        problem: Problem = "" if own else "others-item"
        return Mention(token.start, row.tokens[end - 1].end, "ref", refs if own else (), problem), end

    def _group(self, at: int) -> Read:
        row, token = self._row, self._row.tokens[at]
        if token.of("except") and row.text(at + 1) != ",":
            return Mention(token.start, token.end, "except"), at + 1
        if token.of("rest") and row.text(at + 1) != "of" and not row.has(at + 1, "text", "title"):
            end = at + 1
            while row.has(end, "number", "numeral", "cardinal", "item-unit", "item-noun"):
                end += 1
            return Mention(token.start, row.tokens[end - 1].end, "rest", problem=self._problem_of_rest(at)), end
        pair = token.of("both") and not row.has(at + 1, "number", "number-prefix")
        # 1 and 2 are both done
        weak = self._named and len(self._numbered.refs) > 2
        if pair and not weak:
            return self._all_of(at, at + 1, 2)
        if pair or token.of("all"):
            return Mention(token.start, token.end, "group", self._numbered.refs, weak=True), at + 1
        return None, at

    def _problem_of_rest(self, at: int) -> Problem:
        """Half of the list is done, the rest by Friday: the rest of the list."""
        shared = not self._named and any(
            token.of("percent", "almost") or token.text == "half" for token in self._row.tokens[:at]
        )
        return "unclear-item" if shared and len(self._numbered.refs) > 1 else ""

    # bare numbers

    def _bare(self, at: int) -> Read:
        row = self._row
        if not row.has(at, "number", "numeral"):
            return None, at
        if row.text(at - 1) == "all but":
            # all but 2 are done: how many, or which
            return self._amount(at, at + 1)
        places = read_list(row, at, spelt=False)
        end = past_marks(row, places.last)
        if row.text(end - 1) == "." and not self._begins(at):
            end -= 1
        marked = end > places.last
        if row.has(at, "numeral") and not (marked and (at == 0 or row.has(at - 1, "mark"))):
            return self._amount(at, at + 1)
        if len(places.values) > 1 and row.has(places.last, "item-unit"):
            # 1至3项
            end = past_unit(row, places.last)
        elif (
            places.amount
            or not (stands_free(row, at) or self._is_next(at, places.last, end, places.values))
            or (not marked and counts_something(row, places.last - 1))
        ):
            return self._amount(at, places.last)
        return self._mention(at - (row.text(at - 1) in _OPENING), end, places.values)

    def _is_next(self, at: int, last: int, end: int, values: Sequence[int]) -> bool:
        """Whether a number behind words of no kind goes on a list: `2) legal 3) …`, 1 已完结 2 已归拢 3 已上线."""
        if not self._row.has(at - 1, "text", "measure") or not self._goes_on_counting(
            mark_of(self._row, at, end), values
        ):
            return False
        if stands_out(self._row, at, last):
            # 2卡在盖章 3要延两天
            return not self._row.has(last, "text")
        apart = not self._row.touches(at) and not self._row.touches(last)
        return end > last or (apart and self._row.has(last, "perfect", "negated"))

    def _begins(self, at: int) -> bool:
        """Whether a number begins a clause, so that a full stop behind it belongs to it: not in `Done: 1, 2.`"""
        if at == 0 or self._named:
            return True
        if self._row.text(at - 1) == ":":
            # 如下：1.已完成
            return self._row.touches(at + 2)
        return self._row.has(at - 1, "mark")
