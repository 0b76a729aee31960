"""A line without the courtesies at its ends, each of which is a block of its own: 您好，我选 B，谢谢 (hello, I choose
B, thanks) is read as B is. Only a greeting, a receipt, thanks and a closing are such, not all that says nothing
elsewhere."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import Token, kinds
from collabtui.language.word_patterns import one_of

_MARK = late_regex(r"[,.;。!、:]+(?:\s+|(?<=[,;。!、:])|$)")
_BEFORE = kinds("greeting thanks receipt me department person mark text")
_BEHIND = kinds("thanks thanked audience all-word closing me department person mark")
_SIGNS = kinds("me person department mark")
_NAME = late_regex(r"[a-z'’-]{2,15}|[\u4e00-\u9fff]{1,3}")
_IN_JEST = late_regex(r"haha|\blol\b")


def with_ends_apart(block: Block, marker: Marker) -> list[Block]:
    """The line, and before and behind it its courtesies; the line alone where it is one of them, or has none."""
    starts, first, last = _ends(block, marker)
    length = len(block.folded.text)
    if first >= last or (first, last) == (0, len(starts)):
        return [block]
    places = [0, starts[first], [*starts, length][last], length]
    return [block.part(start, end) for start, end in pairwise(places) if start < end]


def is_an_end(block: Block, marker: Marker) -> bool:
    """Whether a block is no more than such courtesies."""
    _, first, last = _ends(block, marker)
    return first >= last


def _ends(block: Block, marker: Marker) -> tuple[list[int], int, int]:
    """The places where the parts of a line begin, and which of them is the first and the last of what it says."""
    text = block.folded.text
    starts = [0, *(found.end() for found in _MARK.finditer(text) if found.end() < len(text))]
    parts = [block.part(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    first = next((at for at, part in enumerate(parts) if not _greets(part, marker)), len(parts))
    return starts, first, _behind_all(parts, marker)


def _behind_all(parts: Sequence[Block], marker: Marker) -> int:
    """The place of the first part that closes the line; names are such only behind another."""
    last, names = len(parts), 0
    while last - names > 0:
        tokens = _words_in(parts[last - names - 1], marker)
        if _signs(tokens, marker):
            names += 1
        elif _closes(tokens):
            last, names = last - names - 1, 0
        else:
            break
    return last


def _signs(tokens: Sequence[Token], marker: Marker) -> bool:
    asking = marker.situation.asking
    own = asking.name.lower() if asking else ""
    called = " ".join(token.text for token in tokens)
    is_own = bool(called) and called in (own, *own.split()[:1])
    return is_own or (bool(tokens) and all(token.within(_SIGNS) for token in tokens))


def _closes(tokens: Sequence[Token]) -> bool:
    ends = any(token.of("thanks", "closing") for token in tokens)
    return ends and all(token.within(_BEHIND) for token in tokens)


def _greets(part: Block, marker: Marker) -> bool:
    tokens = _words_in(part, marker)
    if greets_by_name(tokens):
        return True
    only = all(token.within(_BEFORE) and not token.of("yes") for token in tokens)
    if not only or _IN_JEST.search(part.folded.text):
        return False
    called = "".join(token.text for token in tokens if token.of("text"))
    if not called:
        return any(token.of("greeting", "thanks", "receipt") for token in tokens)
    greeting = tokens[0 if called.isascii() else -1]  # Hi Shen, 沈老师好
    return greeting.of("greeting") and _NAME.fullmatch(called) is not None


def greets_by_name(tokens: Sequence[Token]) -> bool:
    """沈洁好, 沈姐, 小沈: whom the mail is for."""
    called = "".join(token.text for token in tokens)
    if tokens and tokens[0].of("person"):
        return called[len(tokens[0].text) :] in ("好", "早")
    return _title().fullmatch(called) is not None


def _words_in(part: Block, marker: Marker) -> Sequence[Token]:
    return [token for token in marker.mark(part).tokens if not token.of("mark")]


@cache
def _title() -> re.Pattern[str]:
    surname = one_of(read_words("reply", "zh")["kinds"]["surname"])
    titles = one_of(read_words("people", "zh")["behind"])
    return re.compile(f"(?:{surname}{titles}|[老小]{surname})好?")


_EXCUSE = late_regex(
    r"(?:(?:so |very )?sorry|(?:my |our )?apologies|apologi[sz]e|i apologi[sz]e|we apologi[sz]e|excuse me)"
    r" (?:for|about) (?:(?:the|my|our|this|such a) )?(?:(?:very |so )?(?:late|slow|delayed) "
    r"(?:reply|answer|response|mail|email|note)"
    r"|delay(?: in (?:replying|answering|responding|getting back(?: to you)?))?"
    r"|(?:replying|answering|coming back|getting back|responding)(?: to (?:you|this))?(?: so| this)? late|the wait)"
    r"|(?:only )?just (?:saw|seen|read) (?:this|your (?:e-?mail|mail|message|note))"
    r"|(?:抱歉|不好意思|对不起|实在抱歉)?(?:我们?)?(?:刚刚?|才|刚才)(?:看到|看见|收到|注意到)"
    r"(?:您的|你的|这封|这个)?(?:邮件|消息|信)?"
    r"|(?:抱歉|不好意思|对不起)?(?:回复|答复|回信|回)得?(?:有点|有些|太)?(?:晚|迟)了?(?:抱歉|不好意思)?"
)


def excuses_delay(text: str) -> bool:
    """Whether a folded clause only excuses that the answer comes late: sorry for the late reply, 刚看到邮件."""
    return _EXCUSE.fullmatch(text.strip(" .!,;:。！，")) is not None
