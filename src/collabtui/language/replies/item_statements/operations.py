"""The operation that a clause tells of, and the one that its item is: 已送印刷厂 (gone to the printer) is not printed.

What was done is the item only where it is that very operation. A step on the way to it, such as that it was handed to
who does the next thing, tells that it is in progress. The words are data, `words/operations.*.json`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.items.work_nouns import verbs_of_nouns
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import HAPPENED, SoughtWords, Token, kinds, stands_in

Tells = Literal["done", "likely", "step"]
"""Of an item: it is done; it may be; it has come a step nearer to it."""

_SEND = "send"
_SIGN = "sign"
_STEPS: Mapping[str, Set[str]] = MappingProxyType({
    "send": kinds("sign print pay negotiate install"),
    "order": kinds("send sign print install buy"),
    "buy": kinds("send sign print install"),
    "to-print": kinds("print send order buy put"),
    "print": kinds("send sign pay"),
    "pay": kinds("send sign print install"),
    "negotiate": kinds("sign send pay"),
    "text": kinds("sign print"),
    "make": kinds("sign send print order buy put"),
    "examine": kinds("sign send print put pay"),
    "stock": kinds("install sign print pay send put examine fix"),
})  # fmt: skip
"""By what was done the items of which it is a step."""
_MADE = kinds("make text examine")
_MADE_ALONE, _ONLINE, _RUNNING = kinds("make"), kinds("put make"), kinds("install")
_STEPS_OF_GIVING = kinds("sign order buy print pay negotiate install")
"""The same of handing something to somebody who does the next thing."""
_COVERS: Mapping[str, Set[str]] = MappingProxyType({
    "send": kinds("make decide examine fix text put"),
    "put": kinds("make decide examine fix text send install"),
    "sign": kinds("examine decide negotiate order buy"),
    "text": kinds("make decide examine fix"),
    "make": kinds("decide examine fix install text"),
    "examine": kinds("make fix install text"),
    "fix": kinds("make examine install text"),
    "install": kinds("make fix examine put"),
    "negotiate": kinds("order buy decide"),
    "buy": kinds("order decide"),
    "decide": kinds("order negotiate make examine text fix"),
    "stock": kinds("buy order"),
    "print": kinds("make"),
})  # fmt: skip
"""By what was done the items that are done with it."""
_ONLY_THEIR_OWN = kinds("order buy to-print pay print remove")
"""What says less of a thing than that it is there, where its title has no operation that is known."""
_WORD = late_regex(r"[a-z]+")
_AND = late_regex(r"并且?|、|\band\b|,|&")
_NAMES_WHO = late_regex(r"[给向]|\bto\b")
_GIVES = late_regex(r"\bto (?!you\b|all\b|every)|[发交送寄]给(?!您|你)")
_SENT_OFF = late_regex(r"(?:寄|发|送)(?:出|走|过去|给(?!你|您))")
"""Of what is to be signed by both: it is on its way to the others."""
_LEADS = ("给", "向", "往", "to", "over to", "into")
_WHO = kinds("text person third team measure addressee neutral name title to the")
_AROUND = kinds("mention mark perfect perfect-mood day greeting thanks asks filler")
_ONE = 1
_PERSON = "@"


class _Words(NamedTuple):
    han: Sequence[tuple[str, str]]
    """Words and their operations, the longest first."""
    latin: Mapping[str, str]
    plain: Sequence[str]
    """What says of whatever it is that it is done."""
    handed_in: Sequence[str]
    ready: Sequence[str]
    """What says of something that was to be made that it is."""
    online: Sequence[str]
    """The same of what was to be published, or brought up to date."""
    running: Sequence[str]
    """The same of what was to be installed."""
    one_side: Sequence[str]
    """Of those who sign."""
    nobody: frozenset[str]
    """Who reads the mail, everybody, and places where things are kept; and what stands before them."""
    nobody_han: Sequence[str]
    """The same of Chinese ones, the longest first."""


@cache
def _words() -> _Words:
    """Read at the first use."""
    stored = [read_words("operations", language) for language in LANGUAGES]
    pairs = [(word, operation) for one in stored for operation, words in one["operations"].items() for word in words]
    nobody = frozenset(word for one in stored for kind in ("reader", "everyone", "places") for word in one[kind])
    han = sorted((pair for pair in pairs if not pair[0].isascii()), key=lambda pair: -len(pair[0]))
    ordered = sorted((word for word in nobody if not word.isascii()), key=len, reverse=True)
    latin = {word: operation for word, operation in pairs if word.isascii()}
    plain = tuple(word for one in stored for word in one["plain"])
    handed_in = tuple(word for one in stored for word in one["handed-in"])
    ready = tuple(word for one in stored for word in one["ready"])
    one_side = tuple(word for one in stored for word in one["one-side"])
    online, running = (tuple(word for one in stored for word in one[kind]) for kind in ("online", "running"))
    return _Words(tuple(han), latin, plain, handed_in, ready, online, running, one_side, nobody, tuple(ordered))


def tells_of(piece: Piece, refs: Refs, own: OwnItems) -> Tells:
    """The sense in which a piece that seems to say that its items are done speaks of them."""
    verbs = [token for token in piece.tokens if token.within(HAPPENED)]
    if own.keep_second_verb(piece, refs):
        return "likely"
    operations = {operation for token in verbs for operation in _operation(piece, token, refs, own)}
    if not any(one.how == "title" for one in piece.mentions):
        operations -= {"made"}
    if "" in operations or not operations:
        return "done"
    if operations == {_SEND} and _is_handed_in(piece):
        return "done"
    who = _receivers(piece) if operations == {_SEND} else frozenset[str]()
    if (operations == {_SIGN} and _is_one_sided(piece)) or (operations == {_SIGN, _SEND} and not _is_to_reader(piece)):
        # 盖好章寄出去了 (stamped and sent off): the others sign next
        return "step"
    each = [_of_item(operations, who, own.title(ref)) for ref in refs]
    return next((one for one in ("likely", "step") if one in each), "done")


def _is_one_sided(piece: Piece) -> bool:
    """我们这边已经签了 (signed on our side)."""
    return any(stands_in(word, piece.block.folded.text[piece.start : piece.end]) for word in _words().one_side)


def _is_to_reader(piece: Piece) -> bool:
    return any(word in piece.written for word in "你您") or piece.has("addressee") or "to you" in piece.written.lower()


def _is_handed_in(piece: Piece) -> bool:
    """1 submitted, 1 已提交, 已发给您: of an item by its number, to nobody or the reader, usual words for done."""
    spoken = [token for token in piece.tokens if not token.within(_AROUND)]
    titled = any(one.how == "title" for one in piece.mentions)
    return not titled and (_is_to_reader(piece) or all(token.text in _words().handed_in for token in spoken))


def _operation(piece: Piece, token: Token, refs: Refs, own: OwnItems) -> Iterator[str]:
    """The operation that a verb names; "" is that of the item itself, whichever that is."""
    theirs = (token.of("own-verb") and refs and own.have_verb(token, refs)) or own.end_with_verb(token, refs)
    theirs = theirs or own.have_single_verb(token, refs)
    if theirs or (token.of("specific") and own.begin_with_short_verb(token, refs)):
        yield ""
    elif token.text.isascii():
        words = reversed(token.text.split())
        yield next(filter(None, (_words().latin.get(word, "") for word in words)), "")
    else:
        found = _han_operation(piece.block.folded.text, token)
        if found or not _leads_to_operation(piece, token):
            yield found


_COMPLETES = ("完成", "完成了", "办完", "做完了")


def _leads_to_operation(piece: Piece, token: Token) -> bool:
    """完成打样 (the proof is made): what was done is that."""
    if token.text not in _COMPLETES:
        return False
    at = piece.tokens.index(token)
    behind = piece.tokens[at + 1 : at + 2]
    return bool(behind) and behind[0].within(HAPPENED) and bool(_han_operation(piece.block.folded.text, behind[0]))


def _han_operation(text: str, token: Token) -> str:
    """安装完成 (installed) names as much as 安装完了."""
    verb = token.text.removesuffix("成") if token.of("specific") and token.text.endswith("完成") else token.text
    if any(word in verb for word in _words().plain):
        return ""
    by_beginning = _han_by_beginning()
    at_each = (
        (word, operation)
        for at in range(token.start, token.end)
        for word, operation in by_beginning.get(text[at], ())
        if text.startswith(word, at)
    )
    return max(at_each, key=lambda pair: len(pair[0]), default=("", ""))[1]


@cache
def _han_by_beginning() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for word, operation in _words().han:
        found.setdefault(word[0], []).append((word, operation))
    return found


@cache
def _title_operations(title: str) -> Set[str]:
    """What the title asks for by its first word, and those joined to it; else by any word."""
    parts = [one.strip() for one in _AND.split(title)]
    first, *others = parts
    leading = _leading(first)
    if leading:
        return frozenset((leading, *filter(None, map(_leading, others))))
    spoken = _WORD.findall(title)
    latin = (_words().latin.get(word) or _words().latin.get(verbs_of_nouns().get(word, ""), "") for word in spoken)
    han = (
        operation for word, operation in _words().han if word in title and (len(word) > _ONE or title.endswith(word))
    )
    moved = (operation for word, operation in _words().han if any(f"{word}{to}" in title for to in "给到往"))
    return frozenset(filter(None, (*latin, *han, *moved)))


def is_to_be_given(title: str) -> bool:
    """Whether an English title asks that something be given to somebody: hand over the map."""
    return title.isascii() and _leading(title) == _SEND


def _leading(part: str) -> str:
    latin = _WORD.match(part)
    if latin:
        return _words().latin.get(latin.group(), "")
    return next((operation for word, operation in _words().han if part.startswith(word)), "")


def _of_item(operations: Set[str], who: Set[str], title: str) -> Tells:
    asked = _title_operations(title)
    if operations == {"made"}:
        # 报价单做好了, of 提交报价单给客户 (the offer is to go to the customer)
        return "step" if asked == {_SEND} and _NAMES_WHO.search(title) else "done"
    if who:
        return _given(who, title, asked)
    if not asked:
        return "likely" if operations & _ONLY_THEIR_OWN else "done"
    if asked & operations or any(asked & _COVERS.get(operation, frozenset()) for operation in operations):
        return "done"
    return "step" if operations != {_SEND} and _is_step(operations, asked, title) else "likely"


def _is_step(operations: Set[str], asked: Set[str], title: str) -> bool:
    """Not that it is written, of what is to be handed in: of what is to go to somebody it is one."""
    if asked == {_SEND} and operations <= _MADE and not _NAMES_WHO.search(title):
        return False
    return any(asked & _STEPS.get(operation, frozenset()) for operation in operations)


def _given(who: Set[str], title: str, asked: Set[str]) -> Tells:
    if _SEND not in asked:
        return "step" if asked & _STEPS_OF_GIVING else "likely"
    if any(_stands_in(one, title) for one in who):
        return "done"
    return "step" if _NAMES_WHO.search(title) else "likely" if _PERSON in who else "done"


def _stands_in(who: str, title: str) -> bool:
    """客户方 in 把样品寄给客户: two characters of it do."""
    if who.isascii():
        return re.search(rf"\b{re.escape(who)}", title) is not None
    return any(pair in title for pair in map("".join, pairwise(who)))


def _receivers(piece: Piece) -> Set[str]:
    """Who got it, nobody where that is the reader, everybody or a place; `_PERSON` stands for whom the mail names."""
    found: set[str] = set()
    run, leads, given = "", False, False
    for token in piece.tokens:
        named = leads and token.within(_WHO) and not token.of("day") and (given or not token.of("mention"))
        if token.within(HAPPENED) or token.text in _LEADS:
            leads = not token.text.isascii() or any(word in _LEADS for word in token.text.split())
            given = token.text.isascii() or token.text.endswith(_LEADS)
        elif named and not token.text.isascii():
            run += token.text
            found.update((_PERSON,) if token.of("person", "third") else ())
            continue
        elif named:
            words = (word.removesuffix("s") for word in _WORD.findall(token.text) if word not in _words().nobody)
            found.update(words, (_PERSON,) if token.of("person", "third") else ())
        elif not token.of("perfect", "filler") or token.of("mention"):
            leads = False
        found.add(_somebody(run))
        run = ""
    return frozenset(found | {_somebody(run)}) - {""}


def _somebody(run: str) -> str:
    for word in _words().nobody_han:
        run = run.replace(word, "")
    return run


def is_there_as_asked(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """Roster is ready, of `prepare the roster`: what was to be made is there, though not what was to be sent. The site
    is online, of `update the site`; readers are in place, of `install the readers`."""
    states = piece.of("state")
    called = any(one.how == "title" for one in piece.mentions)  # 1 is ready: perhaps to be begun
    if not (called and refs and states):
        return False
    asked = [_title_operations(own.title(ref)) for ref in refs]
    words = _words()
    return any(
        all(bool(one) and one <= operations for one in asked) and all(token.text in listed for token in states)
        for listed, operations in ((words.ready, _MADE_ALONE), (words.online, _ONLINE), (words.running, _RUNNING))
    )


def is_plainly_done(text: str) -> bool:
    """Whether it says so in words that are of no operation."""
    return _plainly().stand_in(text)


@cache
def _plainly() -> SoughtWords:
    return SoughtWords(_words().plain)


def is_only_a_step(text: str, title: str) -> bool:
    """Whether all operations of a text are steps towards the item: 已付款给印刷厂, printed and ready to post."""
    asked = _title_operations(title)
    latin = (_words().latin.get(word, "") for word in _WORD.findall(text))
    han = (operation for word, operation in _words().han if len(word) > _ONE and word in text and word not in title)
    stated = frozenset(filter(None, (*latin, *han)))
    given = stated == {_SEND} and _GIVES.search(text)
    if given:
        receivers = set(_WORD.findall(text[given.end() :])) - _words().nobody
        named = any(_stands_in(word, title) for word in receivers)
        return not named and bool(asked & (_STEPS_OF_GIVING | ({_SEND} if _NAMES_WHO.search(title) else set())))
    if asked == {_SIGN} and _SENT_OFF.search(text):
        return True
    return bool(asked and stated) and all(_is_step({operation}, asked, title) for operation in stated)
