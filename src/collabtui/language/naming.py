"""Which items are meant: by number, ref, or words such as all, both, the rest.

A bare number is an item's only where it can be nothing else: not in a date, a percentage, an amount ("3 bugs", 两周), a
version. So what follows it has a say, and what stands before it must be known. What looks like an item and is none of
the sender's comes with a problem instead of refs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from collabtui.domain.reply import Situation
from collabtui.language.vocabulary import Token, kinds

How = Literal["number", "ref", "title", "group", "rest", "except", "amount"]
Problem = Literal["", "out-of-range", "others-item", "unclear-item"]

_LIST_MARKS = frozenset(".、:)]")
_OPENING = frozenset("([#")
_GLUE_BEFORE = frozenset("$¥€£/_=@%+")
_ENDS = frozenset("。;!?.")
_NAMING = kinds(
    "number numeral cardinal ordinal number-prefix counter the front back all both rest except item-unit joint-of"
)
"""Only here can the name of an item begin."""
_MANY = 200


def _is_ref(token: Token) -> bool:
    return token.text[:1] == "a" and token.text[1:].isdecimal()


class Mention(NamedTuple):
    """Items named at a place of a folded text. `amount`: a number that is no item's."""

    start: int
    end: int
    how: How
    refs: tuple[str, ...] = ()
    problem: Problem = ""
    weak: bool = False
    """Names items only where nothing stronger does: 都, all, in "1 and 3 are all done"."""


class Places(NamedTuple):
    """Item numbers read from tokens `first` to `last` (excluded), ranges written out."""

    first: int
    last: int
    values: tuple[int, ...]


@dataclass(frozen=True)
class Numbered:
    """The numbered items of a situation, and the refs that may be named."""

    refs: tuple[str, ...]
    own: frozenset[str]
    others: frozenset[str]

    @classmethod
    def of(cls, situation: Situation) -> "Numbered":
        return cls(
            tuple(item.ref for item in situation.items if item.number is not None),
            frozenset(item.ref for item in situation.items),
            frozenset(item.ref for item in situation.others_items),
        )

    def named(self, values: Sequence[int]) -> tuple[tuple[str, ...], Problem]:
        """What numbers stand for. One that is out of range spoils the list."""
        if not values or any(not 1 <= value <= len(self.refs) for value in values):
            return (), "out-of-range"
        return tuple(dict.fromkeys(self.refs[value - 1] for value in values)), ""


class Naming:
    """Reads mentions off the tokens of one text, from the left."""

    def __init__(self, tokens: Sequence[Token], numbered: Numbered) -> None:
        self._tokens = tokens
        self._numbered = numbered
        self._named = False
        """Whether the sentence has named an item already."""

    def mentions(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self._tokens):
            mention, at = self._next(at)
            if mention:
                found.append(mention)
        return found

    def _next(self, at: int) -> tuple[Mention | None, int]:
        token = self._tokens[at]
        if token.text in _ENDS:
            self._named = False
        if token.kinds.isdisjoint(_NAMING) and token.text != "#" and not _is_ref(token):
            return None, at + 1
        for read in (self._prefixed, self._ordinal, self._ends, self._nth, self._counted, self._ref, self._group):
            mention, end = read(at)
            if mention:
                self._named = self._named or mention.how in ("number", "ref")
                return mention, end
        if self._is(at, "number", "numeral"):
            mention, end = self._bare(at)
            self._named = self._named or mention.how == "number"
            return mention, end
        return None, at + 1

    # what stands at a place

    def _is(self, at: int, *kinds: str) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].of(*kinds)

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _touches(self, at: int) -> bool:
        """Whether the token directly follows the one before it, with no space between."""
        return 0 < at < len(self._tokens) and self._tokens[at - 1].end == self._tokens[at].start

    def _mention(self, first: int, last: int, how: How, values: Sequence[int]) -> Mention:
        refs, problem = self._numbered.named(values)
        return Mention(self._tokens[first].start, self._tokens[last - 1].end, how, refs, problem)

    # numbers that say they are items'

    def _prefixed(self, at: int) -> tuple[Mention | None, int]:
        """item 2, no. 1, #3, 任务1"""
        start = at
        while self._is(at, "number-prefix") or (at > start and self._text(at) in ("#", ".", ":")):
            at += 1
        if self._text(at) == "#":
            at += 1
        if at == start or not self._is(at, "number", "numeral", "cardinal"):
            return None, start
        places = self._list(at, spelt=True)
        return self._marked(start, places.last, places.values)

    def _ordinal(self, at: int) -> tuple[Mention | None, int]:
        """第二项, 第1和第3项"""
        if self._text(at) != "第" or not self._is(at + 1, "number", "numeral"):
            return None, at
        places = self._list(at + 1, spelt=True)
        end = places.last
        unit = self._is(end - 1, "item-unit") or self._is(end - 1, "item-noun")
        if not unit and self._is(end, "text", "measure", "figure"):
            return Mention(self._tokens[at].start, self._tokens[end - 1].end, "amount"), end
        return self._marked(at, end, places.values)

    def _list(self, at: int, *, spelt: bool) -> Places:
        """`1`, `1, 3-5 和 7`: numbers from `at` on, with what joins them."""
        values: list[int] = [self._tokens[at].value]
        end = self._past_unit(at + 1, spelt=spelt)
        complete = False
        while True:
            joint, to = self._joint(end)
            if complete and self._text(joint - 1) == ",":
                # 1 and 2, 3 …: the list ended with its `and`
                return Places(at, end, tuple(values))
            complete = complete or self._is(joint - 1, "joint")
            following = joint
            while self._text(following) in ("第", "#", "(") or (
                following > end and self._is(following, "number-prefix")
            ):
                following += 1
            if not (self._is(following, "number") or (spelt and self._is(following, "numeral", "cardinal"))):
                return Places(at, end, tuple(values))
            if joint == end and not (self._is(following, "number") and not self._touches(following)):
                return Places(at, end, tuple(values))
            if self._is_amount(following) and not (
                self._is(following + 1, "item-unit") and self._closes(following + 2)
            ):
                return Places(at, end, tuple(values))
            value = self._tokens[following].value
            values += range(values[-1] + 1, min(value, values[-1] + _MANY) + 1) if to else [value]
            if to and value <= values[0]:
                values.append(0)
            end = self._past_unit(following + 1, spelt=spelt)

    def _joint(self, at: int) -> tuple[int, bool]:
        """Past what joins two numbers, and whether it means all between them."""
        end, to = at, False
        while self._text(end) in (")", "]"):
            end += 1
        while self._is(end, "joint", "range") or self._text(end) in (",", "、", "&", "+", "-", "~"):
            to = to or self._is(end, "range") or self._text(end) in ("-", "~")
            end += 1
        return end, to

    def _past_unit(self, at: int, *, spelt: bool) -> int:
        if not spelt:
            return at
        if self._is(at, "item-unit"):
            at += 1
        return at + 1 if self._is(at, "item-noun") else at

    def _past_marks(self, at: int) -> int:
        if self._text(at) == "'" and self._text(at + 1) == "s":
            return at + 2
        if at == 1 and self._text(at) in ("。", "/"):
            return at + 1
        while self._text(at) in _LIST_MARKS or (self._text(at) == "-" and not self._touches(at + 1)):
            at += 1
        return at

    def _marked(self, first: int, last: int, values: Sequence[int]) -> tuple[Mention, int]:
        """A mention with the marks of a list behind it."""
        end = self._past_marks(last)
        return self._mention(first, end, "number", values), end

    # so many from the beginning or the end

    def _ends(self, at: int) -> tuple[Mention | None, int]:
        """前两项, 后两项, 最后一项, the first two, the last one"""
        start = at
        if self._is(at, "the"):
            at += 1
        front = self._is(at, "front") or (self._is(at, "ordinal") and self._tokens[at].value == 1)
        if not front and not self._is(at, "back"):
            return None, start
        one = self._is(at + 1, "item-unit", "item-noun") and not front
        if not one and not self._is(at + 1, "number", "numeral", "cardinal"):
            return None, start
        count = 1 if one else self._tokens[at + 1].value
        end = self._past_unit(at + (1 if one else 2), spelt=True)
        if not self._closes(end):
            return Mention(self._tokens[start].start, self._tokens[end - 1].end, "amount"), end
        whole = len(self._numbered.refs)
        values = range(1, count + 1) if front else range(whole - count + 1, whole + 1)
        return self._mention(start, end, "number", tuple(values)), end

    def _nth(self, at: int) -> tuple[Mention | None, int]:
        """the second one, third item"""
        start = at
        if self._is(at, "the"):
            at += 1
        if (
            self._is(at, "cardinal")
            and self._is(at + 1, "is", "hedged")
            and not self._is(start - 1, "subject", "counter", "the")
        ):
            return self._marked(start, at + 1, (self._tokens[at].value,)) if at == start else (None, start)
        if not self._is(at, "ordinal"):
            return None, start
        values, end = [self._tokens[at].value], at + 1
        while self._is(end, "joint") and self._is(end + 1, "ordinal", "the"):
            end += 1 + self._is(end + 1, "the")
            values.append(self._tokens[end].value if self._is(end, "ordinal") else 0)
            end += 1
        if self._is(end, "item-noun") or self._text(end) == "one":
            end += 1
        elif not self._is(end, "is", "perfect", "done", "started", "blocked"):
            return None, start
        return self._marked(start, end, values)

    def _counted(self, at: int) -> tuple[Mention | None, int]:
        """两项都, all three, these two: all of them, where there are so many"""
        start = at
        while self._is(at, "all", "the", "joint-of"):
            at += 1
        if not self._is(at, "number", "numeral", "cardinal"):
            return None, start
        unit = self._past_unit(at + 1, spelt=True)
        spoken = at > start and self._is(start, "all")
        if unit == at + 1 and not spoken:
            return None, start
        if not spoken and not self._is(unit, "all"):
            return (None, start) if not self._is(at + 1, "item-unit") else (self._amount(start, unit), unit)
        if not self._closes(unit):
            return self._amount(start, unit), unit
        refs = self._numbered.refs if self._tokens[at].value == len(self._numbered.refs) else ()
        problem: Problem = "" if refs else "unclear-item"
        return Mention(self._tokens[start].start, self._tokens[unit - 1].end, "group", refs, problem), unit

    def _closes(self, at: int) -> bool:
        """Whether a count ends there, and does not go on as 前两个月, the first two weeks."""
        return not self._is(at, "text", "measure", "figure", "number")

    # refs and groups

    def _ref(self, at: int) -> tuple[Mention | None, int]:
        token = self._tokens[at]
        if not _is_ref(token):
            return None, at
        if self._is(at + 1, "measure") or self._text(at - 1) in _GLUE_BEFORE:
            return self._amount(at, at + 1), at + 1
        ref = f"A{int(token.text[1:])}"
        own = ref in self._numbered.own
        problem: Problem = "" if own else "others-item"
        end = self._past_marks(at + 1)
        return Mention(token.start, self._tokens[end - 1].end, "ref", (ref,) if own else (), problem), end

    def _group(self, at: int) -> tuple[Mention | None, int]:
        token = self._tokens[at]
        if token.of("except"):
            return Mention(token.start, token.end, "except"), at + 1
        if token.of("rest"):
            end = at + 1
            while self._is(end, "number", "numeral", "cardinal", "item-unit", "item-noun"):
                end += 1
            return Mention(token.start, self._tokens[end - 1].end, "rest"), end
        if token.of("both"):
            refs = self._numbered.refs if len(self._numbered.refs) == 2 else ()
            return Mention(token.start, token.end, "group", refs, "" if refs else "unclear-item"), at + 1
        if token.of("all"):
            return Mention(token.start, token.end, "group", self._numbered.refs, weak=True), at + 1
        return None, at

    # bare numbers

    def _bare(self, at: int) -> tuple[Mention, int]:
        places = self._list(at, spelt=False)
        end = self._past_marks(places.last)
        if self._text(end - 1) == "." and not self._begins(at):
            end -= 1
        marked = end > places.last
        if self._tokens[at].is_("numeral") and not (marked and self._opens(at)):
            return self._amount(at, at + 1), at + 1
        if len(places.values) > 1 and self._is(places.last, "item-unit"):
            # 1至3项
            end = self._past_unit(places.last, spelt=True)
        elif not self._stands_free(at) or (not marked and self._is_amount(places.last - 1)):
            return self._amount(at, places.last), places.last
        first = at - 1 if self._text(at - 1) in _OPENING else at
        return self._mention(first, end, "number", places.values), end

    def _begins(self, at: int) -> bool:
        """Whether a number begins a clause, so that a full stop behind it belongs to it: not in `Done: 1, 2.`"""
        if at == 0 or self._named:
            return True
        return self._is(at - 1, "mark") and self._text(at - 1) != ":"

    def _opens(self, at: int) -> bool:
        return at == 0 or self._is(at - 1, "mark", "end")

    def _stands_free(self, at: int) -> bool:
        """Whether what stands before a number leaves it to be an item's."""
        if at == 0:
            return True
        before = self._tokens[at - 1]
        if before.is_("mark"):
            return before.text not in _GLUE_BEFORE and not (before.text == "-" and self._touches(at - 1))
        if before.of("range"):
            return not self._is(at - 2, "number", "numeral", "percent", "figure")
        return not before.of("text", "figure", "number", "numeral", "counter", "measure", "title")

    def _is_amount(self, at: int) -> bool:
        """Whether what follows a number makes it count something else: 3 bugs, 两天, 2 of them."""
        if self._is(at + 1, "figure"):
            # 2 3/20 is item 2 on a day
            return self._touches(at + 1) or "/" not in self._text(at + 1)
        if self._is(at + 1, "measure") or (self._is(at + 1, "of-month") and self._touches(at + 1)):
            return True
        following = self._text(at + 1)
        return (
            self._is(at + 1, "text")
            and "'" not in following
            and following.isascii()
            and following.endswith("s")
            and following[-2:] != "ss"
        )

    def _amount(self, first: int, last: int) -> Mention:
        return Mention(self._tokens[first].start, self._tokens[last - 1].end, "amount")
