"""Numbers that name items, as lists and ranges, in the tokens of a text.

A bare number is an item's only where it can be nothing else: not in a date, a percentage, an amount ("3 bugs", 两周), a
version. So what follows it has a say, and what stands before it must be known.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import MentionProblem
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.words.vocabulary import Token, kinds

LIST_MARKS = frozenset(".、:)]=")
_JOINTS = frozenset(",、&+-~")
_GLUE_BEFORE = frozenset("$¥€£/_=@%+")
_NOT_FREE = kinds("text figure number numeral counter range measure title month-name")
"""Behind these a number is no item's: version 2, done at 3, 推迟到18."""
_NAME = 6
"""So many tokens behind `ask` its name ends."""
_UNCLEAR = -1
"""Among the numbers of a list: which are meant is not clear."""
_MANY = 200
"""No mail has more items; a range is not written out further."""


class NumberPlaces(NamedTuple):
    """Item numbers read from one token up to `last` (excluded), ranges written out."""

    last: int
    values: tuple[int, ...]
    amount: bool = False
    """They are no items': 2 to 3 days."""
    ends_clause: bool = False
    """The dash behind them ends what is said of them."""


class NumberRow:
    """The tokens of a text, asked by their place; beyond the ends there is nothing."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._kinds = [token.kinds for token in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def has(self, at: int, *kinds: str) -> bool:
        return 0 <= at < len(self._kinds) and not self._kinds[at].isdisjoint(kinds)

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def value(self, at: int) -> int:
        return self.tokens[at].value

    def touches(self, at: int) -> bool:
        """Whether the token directly follows the one before it, with no space between."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start


def mark_of(row: NumberRow, first: int, last: int) -> str:
    """`)` of `2)`, `#` of `#2`, 第 of 第2项; nothing of a bare number."""
    ends = (row.tokens[last - 1], row.tokens[first])
    return next((one.text for one in ends if not one.of("number", "numeral", "cardinal", "item-unit")), "")


def stands_out(row: NumberRow, first: int, last: int) -> bool:
    """A number that touches what is said of it, and not what stands before: 1做完了 2卡在法务 3没开始."""
    return first > 0 and not row.touches(first) and row.touches(last) and not row.text(last).isascii()


def is_ref(token: Token) -> bool:
    return token.text[:1] == "a" and token.text[1:].isdecimal()


def last_ref(row: NumberRow, at: int) -> int:
    """The token of the last ref of a range that begins at a place: A3-A5, A3到A5, A3-5."""
    if not (row.has(at + 1, "range") or row.text(at + 1) in ("-", "~")):
        return at
    bare = row.has(at + 2, "number") and row.touches(at + 1) and row.touches(at + 2)
    if at + 2 < len(row) and (is_ref(row.tokens[at + 2]) or (bare and not counts_something(row, at + 2))):
        return at + 2
    return at


def read_list(row: NumberRow, at: int, *, spelt: bool) -> NumberPlaces:
    """`1`, `1, 3-5 和 7`: numbers from `at` on, with what joins them. `spelt`: also 二 and two, and 项 behind them."""
    values: list[int] = [row.value(at)]
    end = past_unit(row, at + 1) if spelt else at + 1
    complete = False
    while True:
        joint, to = _joint(row, end)
        if complete and row.text(joint - 1) == ",":
            # 1 and 2, 3 …: the list ended with its `and`
            break
        complete = complete or row.has(joint - 1, "joint")
        following = _past_prefix(row, joint, joined=joint > end)
        if row.text(joint - 1) == "," and row.has(end - 1, "item-unit") and row.text(following + 1) == "、":
            # 麻烦看下第2项，1、3已完成: another list begins
            break
        if row.text(joint - 1) == "-" and not row.touches(joint - 1) and row.has(joint, "number-prefix"):
            # 2 - number 3 done: is said of 2
            break
        if _begins_clause(row, at, end, following) or _is_named_again(row, end, following, values):
            break
        if row.has(following, "number") and to and _ends_at_dash(row, at, end, following, values):
            return NumberPlaces(end, tuple(values), ends_clause=True)
        if not _goes_on(row, following, joined=joint > end, spelt=spelt):
            moved = row.text(end) == "to" and row.has(at - 1, "shift", "postpone")  # push 2 to 20 March
            amount = to and row.has(following, "number", "numeral") and counts_something(row, following)
            return NumberPlaces(end, tuple(values), amount and not moved)
        value = row.value(following)
        unclear = not to and _goes_on_by_one(row, end, values, value)
        values += range(values[-1] + 1, min(value, values[-1] + _MANY) + 1) if to else [value]
        if unclear:
            values.append(_UNCLEAR)
        if to and value <= values[0]:
            # 3-1 names nothing
            values.append(0)
        end = past_unit(row, following + 1) if spelt else following + 1
    return NumberPlaces(end, tuple(values))


_SAID_BEFORE = kinds("text doing base done hand-over own-verb started subject")
_SAID_BEFORE_DASH = kinds("done hand-over perfect started blocked own-verb not-begun negated postpone cancel")
_SAID_BEHIND = kinds("perfect is object done started blocked reason waiting negated not-begun postpone percent")
_OF_NEXT = "future may doing base own-verb progressive subject attend unsettled examining"
_SAID_BEHIND_DASH = _SAID_BEHIND | kinds(_OF_NEXT)


def _begins_clause(row: NumberRow, at: int, end: int, following: int) -> bool:
    """我做2，3已经给您了: something is said of the number before the comma as well as of the one behind it.
    完成了第1项，第3项因为…: a reason, too, begins with the second what is said of it."""
    if row.text(end) != ",":
        return False
    before = at - 1
    while row.text(before) in ("第", "#", "with") or row.has(before, "number-prefix", "perfect"):
        before -= 1
    behind = _past_fillers(row, past_unit(row, following + 1))
    return before >= 0 and row.tokens[before].within(_SAID_BEFORE) and row.has(behind, *_SAID_BEHIND)


def _is_dash(row: NumberRow, at: int) -> bool:
    """1 - 3, with space on both sides: a range, or a dash between two clauses."""
    return row.text(at) == "-" and not row.touches(at) and not row.touches(at + 1)


def _ends_at_dash(row: NumberRow, at: int, end: int, following: int, values: Sequence[int]) -> bool:
    """Done: 1 - 3 is next: something was said of the number before the dash, and something is said of the one behind.
    1-3 done - 4 to follow: what is a range already goes on in no other."""
    if not _is_dash(row, end):
        return False
    stated = any(token.within(_SAID_BEFORE_DASH) for token in row.tokens[max(at - 2, 0) : at])
    behind = _past_fillers(row, past_unit(row, following + 1))
    return len(values) > 1 or (stated and row.has(behind, *_SAID_BEHIND_DASH))


def _past_fillers(row: NumberRow, at: int) -> int:
    while row.has(at, "filler") and not row.has(at, "perfect", "is", "mark", "subject"):
        at += 1
    return at


def _goes_on_by_one(row: NumberRow, end: int, values: Sequence[int], value: int) -> bool:
    """1 - 3 and 4 are on hold: who means all four writes 1 - 4; item 1, and 3 and 4, as likely."""
    dashed = any(_is_dash(row, at) for at in range(max(end - 2, 0), end))
    return dashed and len(values) > 1 and value == values[-1] + 1


def _is_named_again(row: NumberRow, end: int, following: int, values: Sequence[int]) -> bool:
    """All ok except 1, 1 is blocked: behind a comma the number that was named begins what is said of it."""
    numbered = row.has(following, "number", "numeral", "cardinal")
    return row.text(end) == "," and numbered and row.value(following) in values


def _joint(row: NumberRow, at: int) -> tuple[int, bool]:
    """Past what joins two numbers, and whether it means all between them."""
    to = False
    while row.text(at) in (")", "]"):
        at += 1
    while row.has(at, "joint", "range") or row.text(at) in _JOINTS:
        to = to or row.has(at, "range") or row.text(at) in ("-", "~")
        at += 1
    return at, to


def _past_prefix(row: NumberRow, at: int, *, joined: bool) -> int:
    while row.text(at) in ("第", "#", "(") or (joined and row.has(at, "number-prefix")):
        at += 1
    return at


def _goes_on(row: NumberRow, at: int, *, joined: bool, spelt: bool) -> bool:
    """Whether the number at a place belongs to the list before it; without a joint, only `1 2 3`."""
    if not (row.has(at, "number") or (spelt and row.has(at, "numeral", "cardinal"))):
        return False
    if not joined and (not row.has(at, "number") or row.touches(at)):
        return False
    return not counts_something(row, at) or (row.has(at + 1, "item-unit") and closes(row, at + 2))


def past_unit(row: NumberRow, at: int) -> int:
    if row.has(at, "item-unit"):
        at += 1
    return at + 1 if row.has(at, "item-noun") else at


def past_noun(row: NumberRow, at: int) -> int:
    return at + (row.has(at, "item-noun") or row.text(at) in ("one", "one's"))


def past_marks(row: NumberRow, at: int) -> int:
    """Past the marks of a numbered list: `1.`, `(2)`, `3、`, `1's`."""
    if row.text(at) == "'" and row.text(at + 1) == "s":
        return at + 2
    if at == 1 and row.text(at) in ("。", "/"):
        return at + 1
    while row.text(at) in LIST_MARKS or (row.text(at) == "-" and not row.touches(at + 1)):
        at += 1
    return at


def closes(row: NumberRow, at: int) -> bool:
    """Whether a count ends there, and does not go on as 前两个月, the first two weeks."""
    return not row.has(at, "text", "measure", "figure", "number")


def stands_free(row: NumberRow, at: int) -> bool:
    """Whether what stands before a number leaves it to be an item's."""
    if at == 0:
        return True
    before = row.tokens[at - 1]
    if before.of("mark"):
        return before.text not in _GLUE_BEFORE and not (before.text == "-" and row.touches(at - 1))
    if before.of("range") and row.has(at - 2, "correct", "note"):
        # correction to 2
        return True
    if before.text == "about" and closes(row, read_list(row, at, spelt=False).last):
        # please ask Tom about 4
        return any(token.of("hand-to") for token in row.tokens[max(at - _NAME, 0) : at])
    if before.of("perfect") and row.has(read_list(row, at, spelt=False).last, "done", "base", "started", "blocked"):
        # I will have 1 done
        return True
    return not before.within(_NOT_FREE)


def _precedes_weekday(row: NumberRow, at: int) -> bool:
    """1 礼拜二已交 (1 was handed in on Tuesday), with a space between; 1礼拜 counts weeks."""
    named = row.text(at + 1) in ("礼拜", "星期") and (row.has(at + 2, "numeral") or row.text(at + 2) in ("日", "天"))
    return named and not row.touches(at + 1)


def counts_something(row: NumberRow, at: int) -> bool:
    """Whether what follows a number makes it count something else: 3 bugs, 两天, 2 of them."""
    if row.has(at + 1, "figure"):
        # 2 3/20 is item 2 on a day
        return row.touches(at + 1) or "/" not in row.text(at + 1)
    if _precedes_weekday(row, at):
        return False
    if row.has(at + 1, "measure", "month-name") or _numbers_a_place(row, at):
        return True
    if row.has(at + 1, "of-month") and row.touches(at + 1) and not _has_a_partner(row, at):
        return True
    return counts_things(row, at)


def _numbers_a_place(row: NumberRow, at: int) -> bool:
    """2号工位 (station no. 2), of a title that says so."""
    behind = row.text(at + 1)
    return row.touches(at + 1) and len(behind) > 1 and behind.startswith("号") and row.has(at + 1, "text", "title")


def _has_a_partner(row: NumberRow, at: int) -> bool:
    """1和2月底前 (1 and 2 by the end of the month): 和 joins numbers, and none with a day."""
    joins = row.has(at - 1, "joint") and row.text(at - 1) not in _JOINTS
    return joins and row.has(at, "number") and row.has(at - 2, "number")


_SAID_OF_THEM = ("done", "is", "perfect", "own-verb")
_MAY_BE_THINGS = ("says", "note", "tallied")
"""2 reports; Ann reports: the same words."""


def counts_things(row: NumberRow, at: int) -> bool:
    """2 signs ordered; 2 reports are done, where the word could be a verb but for the one behind it."""
    following = row.text(at + 1)
    if not row.has(at, "number", "numeral", "cardinal") or row.value(at) == 1 or "'" in following:
        return False
    if not row.has(at + 1, "text") and not (row.has(at + 1, *_MAY_BE_THINGS) and row.has(at + 2, *_SAID_OF_THEM)):
        return False
    return following.isascii() and following.endswith("s") and not following.endswith("ss")


_LONGEST_COUNTED = 3


def counts_things_behind(row: NumberRow, at: int) -> bool:
    """3 more signatures, 3 new chairs: a plural not far behind is what the number counts."""
    behind = row.tokens[at + 1 : at + 1 + _LONGEST_COUNTED]
    plural = any(one.text.isascii() and one.text.endswith("s") and one.of("text") for one in behind)
    counted = row.has(at + 1, "counter") and not row.has(at + 1, "the")
    return plural or counted or counts_something(row, at)


How = Literal["number", "ref", "title", "group", "rest", "except", "amount"]
Problem = Literal["", MentionProblem]


class Mention(NamedTuple):
    """Items named at a place of a folded text. `amount`: a number that is no item's."""

    start: int
    end: int
    how: How
    refs: tuple[str, ...] = ()
    problem: Problem = ""
    weak: bool = False
    """Names items only where nothing stronger does: 都, all, in "1 and 3 are all done"."""
    listed: bool = False
    """The next of a numbered list, marked as the one before it: `2) … 3) …`. Whatever was being said ends here."""
    doubtful: bool = False
    """It may belong to the words before it: 等机器 3 完成 (waiting for machine 3 to be done)."""
    part: bool = False
    """Only words of the title: 供应商 of 催供应商交样机."""
    next_item: bool = False
    """An amount that could as well be the next item: 2 still printing 3 arriving."""
    by_place: bool = False
    """By its place in a row, as parts of one item are named, too: the second one, 前两个."""
    together: bool = False
    """Its numbers are written together, as one: 123."""
    of_rest: int = 0
    """How many the rest are, where that is said: 其他两项, the other two."""


class Numbered(NamedTuple):
    """The numbered items of a situation, and the refs that may be named."""

    refs: tuple[str, ...]
    own: frozenset[str]
    by_number: Mapping[int, str]
    """As the mail numbers them: who took one over since has its number, and the numbers of the others stay."""
    of_others: frozenset[int]

    @classmethod
    def of(cls, situation: ReplyContext) -> "Numbered":
        by_number = {item.number: item.ref for item in situation.items if item.number is not None}
        of_others = frozenset(item.number for item in situation.others_items if item.number is not None)
        own = frozenset(item.ref for item in situation.items)
        return cls(tuple(by_number.values()), own, by_number, of_others)

    @property
    def last(self) -> int:
        """The number of the last item in the mail."""
        return max((*self.by_number, *self.of_others), default=0)

    def named(self, values: Sequence[int]) -> tuple[tuple[str, ...], Problem]:
        """The refs that numbers stand for, and the problem with them. One that is out of range, or another's by now,
        spoils the list."""
        if _UNCLEAR in values:
            return (), "unclear-item"
        if not values or any(value not in self.by_number and value not in self.of_others for value in values):
            return (), "out-of-range"
        if not self.of_others.isdisjoint(values):
            return (), "others-item"
        return tuple(dict.fromkeys(self.by_number[value] for value in values)), ""
