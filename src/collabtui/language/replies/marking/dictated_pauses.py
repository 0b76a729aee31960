"""Dictated text without marks: the pauses that end its clauses are read as commas, and so is the beginning of what is
said of the next item."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import SAID, Vocabulary
from collabtui.language.word_patterns import one_of

_MARKS = late_regex(r"[,.;:!?、。|()\n]")
_LONGEST_NAME = 16
"""Characters of a word that names an item."""
_FEWEST = 2
_ENDS = frozenset("了吧呢哈啊呀嘛哦嗯")
_STATEMENT_ENDS = tuple("了吧呢哈啊呀嘛哦嗯天周月完做弄动始好题常成半中号日行住测改写%")
_COUNTED = r"(?:第?(?P<count>[一二三四五六七八九])(?:号|项|个|条)(?!人|月|问题|小时|多|半|线|楼|馆|仓))"
_SHORTEST_NAME = 2
_LONGEST_DICTATED = 400
"""Characters of a line."""
_BEGINS = ("然后", "还有", "另外", "就这样", "先这样", "我这边", "我们这边")


def with_pauses_marked(
    found: Iterable[Block], situation: ReplyContext, words: Vocabulary, titles: Titles
) -> Iterator[Block]:
    """接口文档已经发了 压力测试做了一半: a pause behind 了 and the like, or before an item, ends a clause; one behind a
    negation does not."""
    names = tuple(name for item in situation.items for name in (item.title, item.deliverable) if name)
    for one in found:
        heard = _with_items_apart(_with_spoken_marks(one, words), situation, titles, words)
        heard = _with_pauses(heard, (*_BEGINS, *names)) if "了 " in heard.folded.text else heard
        yield _with_items_behind_blanks(heard, titles)


def _with_items_apart(block: Block, situation: ReplyContext, titles: Titles, words: Vocabulary) -> Block:
    """一号搞定了二号还得等两天, `the demo is done the budget needs till friday`: without any mark, an item behind what
    is said of the one before it begins a clause; 的话 behind it only names it."""
    text = block.folded.text
    if block.item is not None or len(text) > _LONGEST_DICTATED or _MARKS.search(text):
        return block
    if hesitates := _hesitation().match(text):
        text = text[hesitates.end() :].rjust(len(text))
    if " " in text.strip() and not text.isascii():
        return block  # its pauses are spaces
    heads = _counted_heads(text, situation) or _titled_heads(text, titles, words)
    if not heads:
        return block
    text = re.sub(rf"(?P<head>{_COUNTED})的话", lambda one: f"{one['head']}  ", text)
    return _with_commas(block._replace(folded=block.folded._replace(text=text)), heads)


@cache
def _hesitation() -> re.Pattern[str]:
    leads = one_of(words_of_both("counted", "hesitates"))
    return re.compile(rf"(?: ?{leads})+ ?(?={_COUNTED})")


def _counted_heads(text: str, situation: ReplyContext) -> list[int]:
    """Where the items begin that are counted upwards, from the second on: the first opens the line, and all are of the
    mail."""
    numbers = {item.number for item in (*situation.items, *situation.others_items) if item.number is not None}
    heads = [(one.start(), chinese_number(one["count"])) for one in re.finditer(_COUNTED, text)]
    values = [value for _, value in heads]
    if len(heads) < _FEWEST or text[: heads[0][0]].strip() or not numbers.issuperset(values):
        return []
    if values != list(range(values[0] or 0, (values[0] or 0) + len(values))):
        return []
    ends = [one.end() for one in re.finditer(_COUNTED, text)]
    return [start for (start, _), end in zip(heads[1:], ends, strict=False) if text[end:start].strip()]


def _titled_heads(text: str, titles: Titles, words: Vocabulary) -> list[int]:
    """Where items begin that are called by words of their titles, each behind something that ends what is said of the
    one before it."""
    named = [one for one in titles.find(text) if len(one.refs) == 1 and one.end - one.start >= _SHORTEST_NAME]
    named = [one for one in named if not one.translated]
    if len({ref for one in named for ref in one.refs}) < _FEWEST:
        return []
    while text.isascii() and named and not any(one.within(SAID) for one in words.tokens(text[named[-1].end :])):
        named.pop()  # … and the boilers next week: said of the one before, or not
    found = []
    for before, behind in pairwise(named):
        gap = text[before.end : behind.start]
        if before.refs == behind.refs and text.isascii():
            continue
        if text.isascii() and not _ends_statement(gap, words):
            continue  # demo and budget are done the venue needs till friday: the third one begins a clause
        if before.refs == behind.refs or not _ends_statement(gap, words):
            return []
        found.append(before.end + len(_LEADS.sub("", gap)) + gap.isascii())
    return found


_LEADS = late_regex(r"(?: (?:and|the|my|our|then|also|as for)(?= ))* ?$")
_LEADS_ON = late_regex(
    r"\b(?:of|for|to|with|on|in|by|at|from|about|before|after|until|till|behind|except|is|are|a|an"
    r"|only|but|not|than|when|once|if|unless|because|like|next|as|while|where|that)$"
)


_IS_OVER = late_regex(
    r" ?(?:is|are|was|were|has been|have been|got|'s|'re) (?:all |already |now )?[a-z]+(?:ed|en|nt)\b"
)
"""The pump is fixed: the verb of a title, of which no list has all."""


def _ends_statement(gap: str, words: Vocabulary) -> bool:
    if not gap.isascii():
        return gap.rstrip().endswith(_STATEMENT_ENDS)
    clause = _LEADS.sub("", gap)
    states = any(token.within(SAID) for token in words.tokens(clause)) or _IS_OVER.match(clause)
    return bool(states) and not _LEADS_ON.search(clause)


def _with_items_behind_blanks(block: Block, titles: Titles) -> Block:
    """标牌下礼拜一搞 温室的水泵坏了: between Chinese clauses that each begin with an item a blank is a comma; in a list
    of items, of which nothing is said yet, it is none."""
    text = block.folded.text
    gaps = _gaps(text) if block.item is None and len(text) <= _LONGEST_DICTATED else []
    named = [one for one in titles.find(text) if len(one.refs) == 1 and not one.translated] if gaps else []
    chars, first = list(text), 0
    for at in gaps:
        marks = [mark.end() for mark in _MARKS.finditer(text, first, at)]
        first = marks[-1] if marks else first
        before = [one for one in named if first <= one.start < at]
        behind = next((one for one in named if one.start == at + 1), None)
        if behind is None or not before or text[first : before[0].start].strip():
            continue
        others = [one for one in before if one.refs != before[0].refs]
        between = text[(others or before[:1])[-1].end : at].strip()
        if len(between) >= _FEWEST and all(behind.refs.isdisjoint(one.refs) for one in before):
            chars[at], first = ",", at + 1
    return block._replace(folded=block.folded._replace(text="".join(chars)))


def _with_commas(block: Block, places: Sequence[int]) -> Block:
    """A comma at each place that has no space right before it, in the place of that space where there is one."""
    text, origin = block.folded.text, list(block.folded.origin)
    for at in sorted(places, reverse=True):
        if text[at - 1] == " ":
            text = f"{text[: at - 1]},{text[at:]}"
        else:
            text, origin = f"{text[:at]},{text[at:]}", [*origin[:at], origin[at], *origin[at:]]
    return block._replace(folded=block.folded._replace(text=text, origin=origin))


def _with_spoken_marks(block: Block, words: Vocabulary) -> Block:
    """The checklist is done period the venue is at thirty percent period: marks that were spoken, where it has no
    others."""
    text = _with_spoken_questions(block.folded.text, words)
    if text is not block.folded.text:
        block = block._replace(folded=block.folded._replace(text=text))
    spoken = dict.fromkeys(words.of_kind("spoken-stop"), ".") | dict.fromkeys(words.of_kind("spoken-comma"), ",")
    heard = {word: mark for word, mark in spoken.items() if word in text}
    if not heard or sum(text.count(word) for word in heard) < _FEWEST or _MARKS.search(text):
        return block
    for word, mark in heard.items():
        text = _whole(word).sub(mark.ljust(len(word)), text)
    return block._replace(folded=block.folded._replace(text=text))


def _with_spoken_questions(text: str, words: Vocabulary) -> str:
    """Number four question mark; 二号问号: an item, and nothing else."""
    heard = next((word for word in words.of_kind("spoken-question") if word in text), "")
    if not heard or "?" in text:
        return text
    asked = re.fullmatch(rf"(?P<item> ?(?:(?:number|item|task) )?[^ ]{{1,{_LONGEST_NAME}}}?) ?{heard} ?", text)
    return f"{asked['item']}?".ljust(len(text)) if asked else text


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}\b" if word.isascii() else word)


def _with_pauses(block: Block, begins: Sequence[str]) -> Block:
    text = block.folded.text
    gaps = _gaps(text)
    if len(gaps) < _FEWEST or _MARKS.search(text):
        return block
    chars = list(text)
    for at in gaps:
        if text[at - 1] in _ENDS or text.startswith(tuple(begins), at + 1):
            chars[at] = ","
    return block._replace(folded=block.folded._replace(text="".join(chars)))


def _gaps(text: str) -> list[int]:
    """Places of blanks between Chinese characters."""
    return [at for at in range(1, len(text) - 1) if text[at] == " " and is_han(text[at - 1]) and is_han(text[at + 1])]
