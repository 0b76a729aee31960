"""Words that say something else together than each by itself: cannot go on, I have submit, no 1, 100% agree."""

from collections.abc import Sequence
from itertools import takewhile

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds
from collabtui.language.word_patterns import whole_words

_LONGEST_TEAM = 4
"""Characters of what a team does: 运维 of 运维组."""
_ENDED = ("完", "毕", "妥", "竣")
_WHOLE = late_regex(r"(?<![\d.])100 ?%")


def with_standstills(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens where who cannot go on is blocked: can't get any further."""
    found = list(tokens)
    for at in range(len(found) - 1, 0, -1):
        before = found[at - 1]
        if found[at].of("goes-on") and before.of("incapable"):
            start, end = before.start, found[at].end
            found[at - 1 : at + 1] = [Token(kinds("blocked"), start, end, text[start:end])]
    return found


_SPARED = kinds("title number numeral cardinal ordinal number-prefix item-unit item-noun joint the back front")
_SPARES = ("but", "bar", "barring", "save")
_SPARES_PART = ("bar", "barring", "save")


def with_exceptions(tokens: Sequence[Token]) -> Sequence[Token]:
    """All done but 3, everything bar the budget: behind all of them, an item and nothing else is what is left out."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.text not in _SPARES:
            continue
        before = list(takewhile(lambda one: one.text not in _STOPS, reversed(tokens[:at])))
        spared = list(takewhile(lambda one: one.text not in _CLOSES, tokens[at + 1 :]))
        named = any(one.of("title", "number", "ordinal", "rest") for one in before)
        last = next((one for one in reversed(tokens[:at]) if one.text != ","), None)
        if token.text in _SPARES_PART and last is not None and last.of("done", "perfect") and bool(spared[1:]):
            # the draft is done bar the photos
            found[at] = token._replace(kinds=kinds("except"))
            continue
        behind = bool(spared) and all(one.within(_SPARED) or one.text in _OF_ITEMS for one in spared)
        if behind and not named and any(one.of("all", "both") or one.text.startswith("all ") for one in before):
            found[at] = token._replace(kinds=kinds("except"))
    return found


_STOPS = ("。", "!", "?", ";", ".", ":")
_CLOSES = (*_STOPS, ",", "(", ")", "-", "–", "—")
_OF_ITEMS = ("#", "、", "&")


_RESERVED = late_regex(
    r"[,;.!。-] ?(?P<word>(?:唯一)?就是(?!说)"
    r"|(?:it's |it is )?(?:only|just) that\b|except that\b|(?:the )?only thing(?: is)?\b)"
)
_APPROVES = kinds("agree finds-fine accept")


def reservations(text: str, tokens: Sequence[Token]) -> list[OverlaySpan]:
    """没意见，就是… (no comments, only that …): behind what agrees it is a `but`."""
    agreed = min((token.start for token in tokens if token.within(_APPROVES)), default=len(text))
    found = _RESERVED.finditer(text, agreed)
    return [OverlaySpan(match.start("word"), match.end("word"), "contrast") for match in found]


def with_learners_perfects(tokens: Sequence[Token]) -> Sequence[Token]:
    """I have finish 1: a perfect without its ending is one that was mistyped. I have made the crane inspection: what is
    to be done, and made."""
    found = list(tokens)
    for at in range(1, len(found)):
        before = found[at - 1]
        if found[at].text == "made" and _has_perfect(before) and _is_title_alone(found[at + 1 :]):
            found[at] = found[at]._replace(kinds=kinds("done specific"))
        state = found[at].of("bare-state") and before.text in ("am", "is", "are", "i'm", "we're")
        if before.of("bare") and found[at].text == "了":
            # send了 (sent)
            found[at - 1] = before._replace(kinds=before.kinds - {"base", "bare"} | {"done", "specific"})
        if found[at].text == "already" and before.of("bare") and not before.of("slip"):
            # 1 finish already
            found[at - 1] = before._replace(kinds=kinds("done slip"))
        if state or (found[at].of("bare") and _has_perfect(before)):
            found[at] = found[at]._replace(kinds=kinds("done slip"))
    return found


def _is_title_alone(behind: Sequence[Token]) -> bool:
    """Not I have made the museum angry."""
    content = [one for one in behind[:3] if not one.of("the")]
    return bool(content) and content[0].of("title") and not any(one.of("text") for one in content[1:2])


def _has_perfect(token: Token) -> bool:
    return token.of("perfect") and token.text.isascii() and token.text not in ("just", "now")


def with_short_status(tokens: Sequence[Token]) -> Sequence[Token]:
    """Draft's underway; 1 完: one character right behind an item, and nothing behind it, is what is left of 完成."""
    found = list(tokens)
    for at in range(1, len(found)):
        ends = at + 1 == len(found) or found[at + 1].of("mark") or found[at + 1].of("mention")
        if found[at].text == "'s" and found[at - 1].of("title"):
            # draft's underway
            found[at] = found[at]._replace(kinds=kinds("is filler"))
        touches = found[at - 1].end == found[at].start
        if found[at].text == "毕" and touches and found[at - 1].of("done") and found[at - 1].text.endswith("完"):
            # 整理完毕 (sorted out)
            found[at] = found[at]._replace(kinds=kinds("filler"))
        if (found[at - 1].text, found[at].text) == ("上", "午") and touches:
            # 合同上午签了, of which 同上 is a word as well
            found[at - 1], found[at] = (one._replace(kinds=kinds("filler")) for one in found[at - 1 : at + 1])
        if found[at].text in _ENDED and found[at - 1].of("mention") and ends:
            found[at] = found[at]._replace(kinds=kinds("done slip"))
    return found


def with_number_words(tokens: Sequence[Token]) -> Sequence[Token]:
    """Finish no 1: right before the number of an item it is hardly a refusal, but it may be one."""
    found = list(tokens)
    for at in range(len(found) - 1):
        if found[at].text == "no" and found[at + 1].of("mention") and found[at].end + 1 == found[at + 1].start:
            found[at] = found[at]._replace(kinds=kinds("filler slip"))
    return found


def with_teams(tokens: Sequence[Token]) -> Sequence[Token]:
    """运维组周凯 (Zhou Kai of operations): a team before a name says where he works."""
    found = list(tokens)
    for at in range(len(found) - 1, 0, -1):
        if not (found[at].of("team") and found[at + 1 : at + 2] and found[at + 1].of("person")):
            continue
        first = at - 1
        while first >= 0 and found[first].of("text") and found[at].start - found[first].start <= _LONGEST_TEAM:
            found[first] = found[first]._replace(kinds=kinds("team"))
            first -= 1
    return found


def wholly_agreed(text: str, tokens: Sequence[Token]) -> list[OverlaySpan]:
    """100%同意: beside agreeing it is no share of anything."""
    agreed = [token for token in tokens if token.of("agree")] if "100" in text else []
    return [
        OverlaySpan(match.start(), match.end(), "percent", 100)
        for match in _WHOLE.finditer(text)
        if any(not text[match.end() : one.start].strip() and match.end() <= one.start for one in agreed)
    ]


_RANKED = late_regex(r"(.)(?:总监|经理|主任|老师|部长|处长|院长|局长|书记|总|工|哥|姐|董|处|局|院|科)")


def receivers(text: str, tokens: Sequence[Token], names: Sequence[str], surnames: Sequence[str]) -> list[OverlaySpan]:
    """已交财务 (handed to accounting), 发赵总邮箱了: who got it, right behind the verb and with no 给 between."""
    found = []
    for token in tokens:
        if not token.of("hand-over") or token.text.isascii():
            continue
        end = token.end
        while length := _receiver_at(text, end, names, surnames):
            # 对方法务: the other side's lawyers
            end += length
        if end > token.end and (not text[end : end + 1].isalnum() or text[end] in "了并等"):
            found.append(OverlaySpan(token.end, end, "to"))
    return found


def _receiver_at(text: str, at: int, names: Sequence[str], surnames: Sequence[str]) -> int:
    """Characters of the name of an office, of a place, or of somebody by family name and rank, that begins there."""
    ranked = _RANKED.match(text, at)
    if ranked and ranked[1] in surnames:
        return len(ranked.group())
    return max((len(one) for one in names if text.startswith(one, at)), default=0)


def with_relatives(tokens: Sequence[Token]) -> list[Token]:
    """Apart from 1, which has not started: behind an item it tells of that one, and asks nothing."""
    found = list(tokens)
    for at in range(1, len(found)):
        before = [one for one in found[:at] if one.text != ","]
        if found[at].of("relative") and before and before[-1].of("mention"):
            found[at] = found[at]._replace(kinds=_FILLER)
    return found


_FILLER = kinds("filler")


def with_counted_others(tokens: Sequence[Token]) -> list[Token]:
    """另外两项在做, `other two in progress`: so many others, and no word that goes on to something else: 另外两个问题
    (two more questions)."""
    found = list(tokens)
    for at, token in enumerate(found[:-1]):
        if not whole_words("counted", "others").fullmatch(token.text) or not found[at + 1].within(_COUNT):
            continue
        units = list(takewhile(lambda one: one.of("item-unit", "item-noun"), found[at + 2 :]))
        behind = found[at + 2 + len(units) :]
        is_noun = units or token.text.isascii() or found[at + 1].of("both")
        if is_noun and behind and behind[0].within(_SAID_OF_OTHERS):
            found[at] = token._replace(kinds=kinds("rest"))
    return found


_COUNT = kinds("number numeral cardinal both")
_SAID_OF_OTHERS = kinds(
    "started done blocked percent is not-begun negated all filler progressive perfect postpone day own-verb hand-over"
    " must more-time future waiting shift"
)
