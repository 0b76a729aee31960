"""Turns of a few words with the verb of the one item that was asked about: 还没磨, not sheared yet, finished descaling,
took them down."""

import re
from collections.abc import Iterator, Sequence

from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds

_NOT_YET = ("还没", "还没有", "尚未", "还未")
_NOT_BEGUN = ("还没开始", "还没有开始", "尚未开始")
_NOT_DONE_BEFORE = ("not yet", "haven't yet", "hasn't yet", "still not", "still haven't")
_NOT_DONE_AROUND = ("not", "haven't", "hasn't", "haven't been", "hasn't been")
_FINISHED = ("finished", "completed", "done with", "finished with")
_OBJECT = ("it", "them", "that", "this")
_YET = ("yet",)
_FILLER, _UNREAD = kinds("filler"), kinds("text")
_LONGEST_TURN = 6
"""Words behind the first: a line without a mark may have thousands."""
_COUNTED = re.compile(rf"([0-9]+|[{CHINESE_NUMERALS}]+)个?([\u4e00-\u9fff])")
"""Three rooms: the number, and what is counted or its measure."""
_BETWEEN = r"(?:it|them|that|this|these|those|both|all)"


def with_own_verb_turns(tokens: Sequence[Token], titles: Titles) -> Sequence[Token]:
    """Read only where there is one item alone, since no more is said of which it is."""
    if not _are_of_one_item(titles):
        return tokens
    found, befalling = list(tokens), set(_befalling_him(tokens))
    has_verb = any(one.of("own-verb", "done") for one in tokens)
    for at, token in enumerate(tokens):
        some = has_verb and _is_some(token, titles)
        if some or at in befalling or _is_another_count(tokens[at : at + 2], titles):
            found[at] = token._replace(kinds=_UNREAD)
        behind = list(_to_mark(tokens[at + 1 : at + 2 + _LONGEST_TURN]))
        if _says_not_yet(token, behind, titles):
            found[at] = token._replace(kinds=token.kinds | kinds("not-begun negated"))
            found[at + 1 : at + 1 + len(behind)] = [one._replace(kinds=_FILLER) for one in behind]
        elif token.text in _FINISHED and behind and behind[0].text in titles.verbs_done.going_on:
            found[at + 1] = behind[0]._replace(kinds=_FILLER)
    return found


def _are_of_one_item(titles: Titles) -> bool:
    return len({title.ref for title in titles.titles}) == 1


def some_of_it(mentions: Sequence[Mention], text: str, titles: Titles) -> Sequence[Mention]:
    """Those that are some of the things that a single item is about: hired the first one, took the last ones down."""
    if not _are_of_one_item(titles):
        return ()
    return [one for one in mentions if _SOME.fullmatch(text[one.start : one.end])]


_SOME = re.compile(r"(?:(?:the|this|that|these|those|another|every|each)\b.*|(?:first|second|last|other|next) )\bones?")
_ONE_THING = re.compile(r"\b(?:an?|one)\b")


def _is_some(token: Token, titles: Titles) -> bool:
    """Hired one, of `hire two porters`; of `hire a porter` it is all."""
    if token.text not in ("one", "ones"):
        return False
    return token.text == "ones" or not any(_ONE_THING.search(title.text) for title in titles.titles)


def _is_another_count(number_and_measure: Sequence[Token], titles: Titles) -> bool:
    """两间 in 租到两间了, of 租三间仓库."""
    text = "".join(one.text for one in number_and_measure)
    return _COUNTED.match(text) is not None and any(counts_another(text, title.text) for title in titles.titles)


def counts_another(text: str, title: str) -> bool:
    """租到两间了, of 租三间仓库: whether the folded text counts the things of a title, and not as many."""
    wanted = {measure: _number(number) for number, measure in _COUNTED.findall(title)}
    counted = ((_number(number), measure) for number, measure in _COUNTED.findall(text))
    return any(wanted.get(measure, value) != value for value, measure in counted if value)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text)


def _befalling_him(tokens: Sequence[Token]) -> Iterator[int]:
    """The places of verbs as in 我被炒了 (I was sacked), of 炒瓜子: it was done to who writes, and not to its thing."""
    named, before = False, ""
    for at, token in enumerate(tokens):
        if named and before == "被" and token.of("own-verb", "done"):
            yield at
        if not token.of("perfect"):
            named, before = named or token.text.startswith(("我", "咱")), token.text


def verbs_in_two(titles: Titles, text: str) -> Iterator[OverlaySpan]:
    """Took them down, of `take down the lights`: the thing between a verb and what belongs to it."""
    for form in titles.verbs_done.forms:
        verb, blank, particle = form.partition(" ")
        if blank and verb in text:
            apart = re.finditer(rf"\b{re.escape(verb)} {_BETWEEN} ({re.escape(particle)})\b", text)
            yield from (OverlaySpan(one.start(1), one.end(1), "filler") for one in apart)


def _to_mark(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.of("mark"):
            return
        yield token


def _says_not_yet(token: Token, behind: Sequence[Token], titles: Titles) -> bool:
    """还没磨, 还没开始磨; not sheared yet, not yet sheared. What else there is may be how far it is."""
    words = [one.text for one in behind]
    if not words or len(words) > _LONGEST_TURN:
        return False
    if token.text in _NOT_YET + _NOT_BEGUN:
        return len(words) == 1 and _is_own_verb(behind[0], titles)
    spoken = [word for word in words[1:] if word not in _OBJECT]
    if not _is_own_verb(behind[0], titles):
        return False
    return (token.text in _NOT_DONE_BEFORE and not spoken) or (token.text in _NOT_DONE_AROUND and tuple(spoken) == _YET)


def _is_own_verb(token: Token, titles: Titles) -> bool:
    alone = any(token.text in verbs for verbs in titles.verbs_done.single.values())
    return token.of("own-verb") or (alone and len(token.text) == 1)
