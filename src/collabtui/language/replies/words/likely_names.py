"""Names that nobody told us: what stands behind 转给 or `please ask` is one when it looks like one.

A Chinese one begins with a family name; a Latin one with a capital. Addresses are names as well.
"""

from collections.abc import Container, Iterator, Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds

_ADDRESS = late_regex(
    r"https?://[^\s，。；]+|www\.[^\s，。；]+|(?<![a-z0-9_.+-])[a-z0-9][a-z0-9_.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
)
_LATIN = late_regex(r"[A-Z][\w'’-]*(?:\.? [A-Z][\w'’-]*){0,3}")
_LAST_WORD = late_regex(r"[A-Za-z][\w'’-]{0,40}$")
_LIES_WITH = late_regex(r"\b(?:is|are) with ([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?) now\b")
_LEADS = late_regex(r"[ @]*(?:to |over to |it to |给|@)?[ @]*")
HANDS = kinds("hand-to takes-on lies-with took-over")
"""Beside these a name can stand that nobody told us."""
_GOES = "去"
"""It begins what somebody is sent to do, and stands in no name."""
_STANDS_IN = late_regex(
    r"(?:代替|代表|顶替|[替代帮顶])(?:我|咱|一下|个班)|(?:来|参加|出席|到场|过来|参会|旁听)(?=[行可好吧吗就,.!?;]|$)"
)
"""It begins what somebody does in another's place, and stands in no name: 小赵替我."""
_CALLED = ("小", "老", "阿")
"""Before a family name: how colleagues call somebody."""
_CALLED_LATIN = late_regex(r"[小老阿][A-Z][a-z]{1,14}")
_UNIT = late_regex(r"[\u4e00-\u9fff]{2,4}(?<!的)(?=[小老阿][\u4e00-\u9fff])")
"""What somebody is of, before how he is called."""
_GIVEN = late_regex(r"[\u4e00-\u9fff]{3}")
"""A family name, and a given one of two characters."""
_LONGEST = 6
"""Characters behind a family name where that may begin, with its end."""
_ACTS = tuple("去来帮先再写盘弄跟做办盯接采清编查催核盖签审送拿取带教")
"""Behind 小冯 they say what he does."""
_DONE = ("完", "好")
_DAYS = ("今天", "明天", "后天", "大后天", "明早", "明晚", "今晚", "下周", "本周", "这周")
_RANKS = ("总监", "经理", "主任", "老师", "部长", "总", "工", "哥", "姐")


def addresses(text: str) -> list[OverlaySpan]:
    """Mail and web addresses: whatever words stand in them, they say nothing."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [OverlaySpan(match.start(), match.end(), "address") for match in _ADDRESS.finditer(text)]


def likely_names(
    block: Block, tokens: Sequence[Token], surnames: Sequence[str], known: Sequence[str] = ()
) -> Iterator[OverlaySpan]:
    """The names behind words of handing over, and before those of taking on. `known`: whole names, as they are
    folded, of which the given one may stand alone there: 改由哲玮负责, of 许哲玮."""
    for lies in _LIES_WITH.finditer(block.source) if " with " in block.folded.text else ():
        at = block.folded.text.find(lies[1].lower())
        yield OverlaySpan(at, at + len(lies[1]), "person")
    if not any(token.within(HANDS) for token in tokens):
        return
    people = {token.start for token in tokens if token.of("person")}
    given = [name[1:] for name in known if _GIVEN.fullmatch(name) and name[0] in surnames]
    for at, token in enumerate(tokens):
        if token.of("hand-to", "lies-with") and not token.of("known-only"):
            # reassign 3 to Peter: the item may stand between
            leads = [token, *(one for one in tokens[at + 1 : at + 5] if one.text in ("to", "给"))]
            starts = {_behind(block.folded.text, lead.end) for lead in leads}
            for start in sorted(starts - people):
                name = next((one for one in given if _stands_at(one, block.folded.text, start, tokens)), "")
                yield from (OverlaySpan(start, start + len(name), "person"),) if name else ()
                yield from () if name else _name_at(block, start, tokens, surnames)
        if at and token.of("takes-on", "took-over") and tokens[at - 1].of("text") and tokens[at - 1].text.isascii():
            yield from _latin_before(block, tokens[at - 1].end)


def _stands_at(given: str, text: str, start: int, tokens: Sequence[Token]) -> bool:
    """Whether a given name, and nothing longer, stands at a place."""
    end = start + len(given)
    ends = not text[end : end + 1].isalnum() or text[end] in _ACTS
    return text.startswith(given, start) and (ends or any(one.start == end and not one.of("text") for one in tokens))


def _behind(text: str, end: int) -> int:
    lead = _LEADS.match(text, end)
    return lead.end() if lead else end


def _name_at(block: Block, start: int, tokens: Sequence[Token], surnames: Sequence[str]) -> Iterator[OverlaySpan]:
    if called := _CALLED_LATIN.match(block.source, block.folded.origin[start]) if _is_called(block, start) else None:
        # 阿Ken, 小Amy
        yield OverlaySpan(start, start + len(called.group()), "person")
    elif unit := _UNIT.match(block.folded.text, start):
        # 后勤小孙 (little Sun of facilities)
        name = chinese_name_at(block.folded.text, unit.end(), tokens, surnames)
        yield from () if name is None else (name,)
    elif block.folded.text[start : start + 1].isascii():
        yield from _latin_at(block, start)
    else:
        name = chinese_name_at(block.folded.text, start, tokens, surnames)
        yield from () if name is None else (name,)


def _latin_at(block: Block, start: int) -> Iterator[OverlaySpan]:
    first = block.folded.origin[start]
    name = _LATIN.match(block.source, first)
    if name and name.end() - first == len(name.group()):
        # one folded character for each: Latin letters fold alone
        yield OverlaySpan(start, start + len(name.group()), "person")


def _latin_before(block: Block, end: int) -> Iterator[OverlaySpan]:
    """Anne-Marie, of Could Anne-Marie take 3?"""
    name = _LAST_WORD.search(block.source[: block.folded.origin[end]])
    if name and name.group()[0].isupper():
        yield OverlaySpan(end - len(name.group()), end, "person")


def chinese_name_at(text: str, start: int, tokens: Sequence[Token], surnames: Sequence[str]) -> OverlaySpan | None:
    """The name that begins with a family name and ends before a word that is known; None where there is none."""
    if _is_given_after_a(text, start):
        return OverlaySpan(start, start + 2, "person")
    called = start + (text[start : start + 1] in _CALLED)
    if text[called : called + 1] not in surnames:
        return None
    for rank in _RANKS:
        if text.startswith(rank, called + 1):
            return OverlaySpan(start, called + 1 + len(rank), "person")
    known = {token.start for token in tokens if not token.of("text")} | {len(text)}
    stop = _STANDS_IN.search(text, called + 1, called + _LONGEST)
    most = stop.start() if stop else len(text)
    known.add(most)
    if called > start and text[called + 1 : called + 2] in _ACTS:
        # 小冯去跟了 (little Feng is to see to it): what he does is no part of his name
        return OverlaySpan(start, called + 1, "person")
    if called > start and text.startswith(_DAYS, called + 1):
        return OverlaySpan(start, called + 1, "person")  # 小李明天做: Li does it tomorrow
    if called > start and any(token.of("started", "takes-on") for token in tokens if token.start == called + 1):
        # 小周在做: what he does is no part of his name
        return OverlaySpan(start, called + 1, "person")
    if called > start and _is_followed_by_verb(text, called + 1, known, most):
        return OverlaySpan(start, called + 1, "person")
    for length in (3, 2, 1) if called > start else (3, 2):
        end = called + length
        name = text[called:end]
        ends = end in known or text[end : end + 1] == _GOES or not text[end : end + 1].isalnum()
        cut = end - 1 in known and (length == 3 or start < called < end - 1)  # 小李了: 了 is no part of it
        if ends and end <= most and len(name) == length and name.isalpha() and not cut and _GOES not in name:
            return OverlaySpan(start, end, "person")
    return None


def _is_given_after_a(text: str, start: int) -> bool:
    """阿梅带 (Mei takes it): 阿 stands before a given name as well, where what she does follows; not 阿强做完了."""
    return (
        text.startswith("阿", start)
        and text[start + 1 : start + 2].isalpha()
        and text[start + 2 : start + 3] in _ACTS
        and text[start + 3 : start + 4] not in _DONE
    )


def _is_called(block: Block, start: int) -> bool:
    return block.folded.text[start : start + 1] in _CALLED and start < len(block.folded.origin)


def _is_followed_by_verb(text: str, start: int, known: Container[int], most: int) -> bool:
    """小刘更新 (little Liu is to update it): two characters up to the end, or to a word that is known, are what he
    does."""
    end = start
    while end < most and text[end].isalpha() and not text[end].isascii() and (end == start or end not in known):
        end += 1
    return end - start >= _DEED


_DEED = 2
"""Characters of a verb."""
