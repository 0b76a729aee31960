"""Chinese verbs of titles that no list has: 质谱仪已校正完毕, of 校正质谱仪 (calibrate it); 餐具已盘, of 盘点餐具.

Beside another part of its title and what says that something happened, a word of the title is what was to be done,
whatever it means.
"""

from collections.abc import Sequence
from itertools import takewhile

from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.vocabulary import Token, kinds
from collabtui.language.word_patterns import whole_words

_UNREAD = kinds("text name measure overcome neutral")
_PLAIN = kinds("text")
_BETWEEN = kinds("perfect name day subject all-word")
"""Not 可以盘了, 该盘了: may, should be counted now."""
_NAMES = ("title", "number", "ref")
_LONGEST = 2
"""Characters of a verb."""
_ANEW = "重新"
_RESULTS = ("过了", "完", "好", "妥", "毕", "了", "晒", "啦")


def with_verbs_beside_items(tokens: Sequence[Token], mentions: Sequence[Mention], titles: Titles) -> Sequence[Token]:
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.kinds <= _UNREAD and not token.text.isascii() and len(token.text.removeprefix(_ANEW)) <= _LONGEST:
            if _says_what_is_going_on(found, at, mentions, titles):
                continue
            ref = _item_that_it_happened_to(mentions, tokens, at)
            title = titles.of(ref) if ref else ""
            at_an_end = title.startswith(token.text) or title.endswith(token.text)
            if at_an_end if token.of("name") else token.text in title:
                found[at] = token._replace(kinds=kinds("own-verb"))
                _complete(found, at)
        elif token.text in _HAS_HAPPENED and (verb := _verb_of_title_behind(tokens, at, mentions, titles)):
            # 已更新价目表 (the price list was updated): it happened, and what did is the verb of the title itself
            found[at] = token._replace(kinds=token.kinds | kinds("own-verb"), text=verb)
    return found


def with_new_ones(tokens: Sequence[Token], mentions: Sequence[Mention], titles: Titles) -> Sequence[Token]:
    """The new belt, of `replace the belt`: what comes in the place of the old one is called so."""
    new, renews = whole_words("operations", "new"), whole_words("operations", "renews")
    return [
        token._replace(kinds=kinds("filler"))
        if new.fullmatch(token.text) and renews.match(titles.of(_one_ref(mentions, then)))
        else token
        for token, then in zip(tokens, [*tokens[1:], tokens[-1]], strict=True)
    ]


_GOING_ON, _AT_WORK = "中", kinds("started done")


def _says_what_is_going_on(found: list[Token], at: int, mentions: Sequence[Mention], titles: Titles) -> bool:
    """应急预案正在编制, 编制中, of 编制应急预案: the verb of the title beside a word of status only says again
    what the work is. With 中 it is the status itself."""
    named = next((one for one in reversed(found[:at]) if one.of("mention", "mark")), None)
    ref = _one_ref(mentions, named) if named is not None and named.of("mention") else ""
    if not ref or not titles.of(ref).startswith(found[at].text):
        return False
    before, behind = found[at - 1], found[at + 1] if at + 1 < len(found) else None
    goes_on = behind is not None and behind.text == _GOING_ON and behind.start == found[at].end
    beside = before.of("started") or (behind is not None and behind.within(_AT_WORK) and behind.start == found[at].end)
    if goes_on and behind is not None:
        found[at + 1] = behind._replace(kinds=kinds("filler" if before.of("started") else "started"))
    if goes_on or beside:
        found[at] = found[at]._replace(kinds=kinds("filler"))
    return goes_on or beside


_HAS_HAPPENED = ("已", "已经")


def _verb_of_title_behind(tokens: Sequence[Token], at: int, mentions: Sequence[Mention], titles: Titles) -> str:
    """The first word of the title that stands behind it to its last word, with nothing behind that in its clause; empty
    where none does."""
    named = tokens[at + 1 : at + 2]
    behind = tokens[at + 2 : at + 3]
    if not named or (behind and not behind[0].of("mark")):
        return ""
    by_title = [one for one in mentions if one.start == named[0].start and one.how == "title" and not one.part]
    called = named[0].of("name") or bool(by_title)
    whole = next((one for one in titles.titles if one.text == named[0].text and not one.is_thing), None)
    return whole.text[:_LONGEST] if called and whole is not None else ""


def _complete(tokens: list[Token], at: int) -> None:
    """换晒, 已盘完: what nobody knows behind the verb says that it happened; not 盘完餐具就…, which may be to come."""
    led = any(token.of("perfect", "mention") for token in tokens[:at])
    for behind in range(at + 1, len(tokens)):
        if not _tells_a_result(tokens[behind]):
            return
        if led and tokens[behind].kinds == _PLAIN:
            tokens[behind] = tokens[behind]._replace(kinds=kinds("perfect"))


def _item_that_it_happened_to(mentions: Sequence[Mention], tokens: Sequence[Token], at: int) -> str:
    """The item that is named before a word that says what happened, or right behind it; empty where none is."""
    led = list(takewhile(lambda one: not one.of("mention", "mark"), reversed(tokens[:at])))
    results = list(takewhile(_tells_a_result, tokens[at + 1 :]))
    behind = tokens[at + 1 + len(results) : at + 2 + len(results)]
    if not all(one.within(_BETWEEN) and not one.of("may", "more-time") for one in led):
        return ""
    has_perfect = bool(led) and led[0].of("perfect") and not led[0].text.isascii()
    if not (results or has_perfect):
        return ""
    ends = not behind or behind[0].of("mark", "percent", "and")
    if ends and len(led) < at:
        return _one_ref(mentions, tokens[at - len(led) - 1])
    return _one_ref(mentions, behind[0]) if results and behind else ""


def _tells_a_result(token: Token) -> bool:
    return token.text.startswith(_RESULTS) and not token.of("mention", "started")


def _one_ref(mentions: Sequence[Mention], token: Token) -> str:
    named = next((one for one in mentions if one.start == token.start and one.how in _NAMES), None)
    return named.refs[0] if named and len(named.refs) == 1 else ""
