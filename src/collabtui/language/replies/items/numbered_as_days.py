"""Items that are counted as days are: 1号完成，2号没开始; 三号四号完成，一号跟二号先放放.

`3号` alone is a day. Where a line consists of such counts, each of an item of the mail and each with something said of
it, nothing else is named that the days could be of, so they are the items. Of one alone that is asked back.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import Vocabulary

_DIGITS = {one: str(value) for value, one in enumerate("零一二三四五六七八九")}
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九])号"
_GREETING = r"(?: ?[\u4e00-\u9fff]{1,6}好 ?[,:!。 ] ?)?"
_GROUP = late_regex(rf"(?P<counts>{_COUNT}(?: ?(?:[、和跟与及]|, ?(?={_COUNT} ?[、和跟与及都均]))? ?{_COUNT}){{0,8}})")
_LINE = late_regex(rf" *{_GREETING}(?={_COUNT})")
_BEGINS = ",;。 :?"
"""Before a count that begins what is said of its item."""
_OF_DAYS = (
    "前", "之", "后", "以", "到", "至", "上午", "下午", "晚", "早", "开会", "左右", "起", "那天", "楼", "馆", "仓",
    "线",
)  # fmt: skip
"""Behind a count that is no number of an item."""
_KINDS = ("done", "started", "blocked", "not-begun", "cancel", "postpone", "negated")
_MOST_SAID = 16
"""Characters in which it is said how far an item is."""
_ASKED = late_regex(r"(?<=\d )问号(?=$|[;,。 ])")
"""二号问号, as a phone hears a question."""
_EDGES = " ,;。!"
_NAMES_AN_ITEM = late_regex(r"\d|[:：]\s*$|[一二三四五六七八九][项条件]")
_SEVERAL = 2
"""Items of a mail from which on they are counted."""
_LONGEST = 200
"""Characters of a line that consists of such counts."""


class LinesWithNumbers(NamedTuple):
    lines: list[Block]
    lone: Block | None = None
    """The line of the one count, where there is no more than one."""


def with_numbers_of_days(lines: Sequence[Block], situation: ReplyContext, words: Vocabulary) -> LinesWithNumbers:
    """The lines in which such counts are plain numbers, in as many characters."""
    numbers = {item.number for item in (*situation.items, *situation.others_items) if item.number is not None}
    if len(numbers) < _SEVERAL or not any("号" in line.folded.text for line in lines):
        return LinesWithNumbers(list(lines))
    found = [_counts(line, numbers, words) for line in lines]
    counted = [value for groups in found for _, values in groups for value in values]
    if len(counted) != len(set(counted)) or not counted or _names_one_above(lines, found):
        return LinesWithNumbers(list(lines))
    numbered = [_numbered(line, groups) if groups else line for line, groups in zip(lines, found, strict=True)]
    lone = next((line for line, groups in zip(numbered, found, strict=True) if groups), None)
    return LinesWithNumbers(numbered, lone if len(counted) == 1 else None)


def with_lone_number_proposed(readings: Iterable[Reading], lone: Block | None) -> None:
    """3号完成: that may be the day all the same."""
    for one in readings:
        if lone is not None and one.block.shown is lone.shown and (one.moves or one.ask):
            one.propose("unclear-item")


def _names_one_above(lines: Sequence[Block], found: Sequence[object]) -> bool:
    """1 教材 / 3号完成: a line before may name the item of which that is the day."""
    first = next(at for at, groups in enumerate(found) if groups)
    return any(_NAMES_AN_ITEM.search(line.folded.text) for line in lines[:first])


def _counts(line: Block, numbers: set[int], words: Vocabulary) -> list[tuple[re.Match[str], list[int]]]:
    """The groups of counts in a line that says of each how far it is; none where that is not so."""
    text = line.folded.text
    if line.item is not None or "号" not in text or len(text) > _LONGEST or not _LINE.match(text):
        return []
    groups = list(_GROUP.finditer(text))
    ends = [*(one.start() for one in groups[1:]), len(text)]
    telling = 0
    for group, end in zip(groups, ends, strict=True):
        state = text[group.end() : end].strip(_EDGES)
        if (group.start() and text[group.start() - 1] not in _BEGINS) or not state or len(state) > _MOST_SAID:
            return []
        if state.startswith(_OF_DAYS) or re.search(_COUNT, state):
            return []
        telling += _tells(words).fullmatch(state) is not None
    valued = [(group, [_value(one) for one in re.findall(_COUNT, group["counts"])]) for group in groups]
    every = [value for _, values in valued for value in values]
    return valued if telling and set(every) <= numbers else []


def _tells(words: Vocabulary) -> re.Pattern[str]:
    return _pattern(tuple(word for kind in _KINDS for word in words.of_kind(kind)))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    share = r"\d{1,3} ?%|一半|[一二三四五六七八九]成"
    return re.compile(
        rf"(?:已经?|都|均|全部?|也|还|刚|做到?了?|完成了?)?(?:{each}|{share})(?:了|啦|咯|呢)?|已经?[\u4e00-\u9fff]{{1,2}}"
    )


def _value(count: str) -> int:
    return int(_DIGITS.get(count[0], count[:-1]))


def _numbered(line: Block, groups: Sequence[tuple[re.Match[str], list[int]]]) -> Block:
    """三号四号完成 as 3 4 完成."""
    text = line.folded.text
    for group, _ in groups:
        if text[group.start() - 1 : group.start()] == " ":
            text = f"{text[: group.start() - 1]};{text[group.start() :]}"
        plain = re.sub(_COUNT, lambda one: f"{_value(one.group())} ".ljust(len(one.group())), group["counts"])
        text = text[: group.start()] + plain + text[group.end() :]
    return line._replace(folded=line.folded._replace(text=_ASKED.sub("? ", text)))
