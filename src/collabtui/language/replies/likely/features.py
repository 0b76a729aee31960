"""The features of a passage: its words and how they follow each other, what the grammar knows of them, its shape."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from collabtui.language.replies.likely.passages import ATTENDANCE, Passage
from collabtui.language.replies.likely.senses import Sense, senses
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import Token


class Feature(NamedTuple):
    """`start` and `end` are places in the folded text of the block: of the words that it is made of, or nothing."""

    name: str
    start: int = 0
    end: int = 0


class _Symbol(NamedTuple):
    text: str
    start: int
    end: int
    is_han: bool = False


_MASKS = (
    ("mention", "#i"), ("name", "#w"), ("person", "#w"), ("percent", "#p"), ("day", "#d"), ("quote", "#q"),
    ("figure", "#n"), ("number", "#n"), ("numeral", "#n"), ("amount", "#n"), ("address", "#a"),
)  # fmt: skip
"""Kind of a token and what stands for it, so that nothing is learnt of one title, day or number."""
_SAY_NOTHING = frozenset({"text", "mark", "filler", "mention", "number", "figure", "title", "neutral"})
_MARKS = frozenset(",.;:!?()")
_UNSAID = frozenset(",.;:()")
_LONG = 12
"""Words and characters of more than a bare statement."""
_GRAMS = 3
_NEAR = 3
"""Words behind a negation that it may deny."""
_STEM = 5
_SHORTEST = 4
_ENDINGS = ("n't", "'ll", "'ve", "'re", "ing", "ed", "'s")


def features(passage: Passage) -> list[Feature]:
    """Each name once, in a fixed order."""
    tokens = passage.tokens
    symbols = [symbol for token in tokens for symbol in _symbols(token)]
    found = [*_words(symbols), *_senses(symbols), *_kinds(tokens), *_days(passage), *_shape(passage, symbols)]
    return list({one.name: one for one in reversed(found)}.values())[::-1]


def features_together(each: Iterable[Sequence[Feature]]) -> list[Feature]:
    """Of the features of several passages those of any, which have no places together."""
    names = dict.fromkeys(one.name for found in each for one in found)
    return [Feature("s:together"), *map(Feature, names)]


def _symbols(token: Token) -> Iterator[_Symbol]:
    mask = next((mask for kind, mask in _MASKS if kind in token.kinds), None)
    if mask:
        yield _Symbol(mask, token.start, token.end)
    elif "mark" in token.kinds:
        if token.text in _MARKS:
            yield _Symbol(token.text, token.start, token.end)
    elif token.text.isascii():
        yield from (_Symbol(word, token.start, token.end) for word in token.text.split())
    else:
        for at, char in enumerate(token.text, token.start):
            if not char.isspace():
                yield _Symbol(char, at, at + 1, is_han(char))


def _words(symbols: Sequence[_Symbol]) -> Iterator[Feature]:
    """Words and pairs of them; of Chinese one to three characters; what is first and last."""
    for at, symbol in enumerate(symbols):
        if symbol.text in _UNSAID:
            continue
        yield Feature(symbol.text, symbol.start, symbol.end)
        yield from _forms(symbol)
        if at + 1 < len(symbols):
            yield _joined(symbols[at : at + 2])
        if at + 2 < len(symbols) and any(one.is_han for one in symbols[at : at + _GRAMS]):
            yield _joined(symbols[at : at + _GRAMS])
    if symbols:
        first, last = symbols[0], symbols[-1]
        yield Feature(f"^{first.text}", first.start, first.end)
        yield Feature(f"{last.text}$", last.start, last.end)


def _forms(symbol: _Symbol) -> Iterator[Feature]:
    """The stem of an English word, and the ending that tells what is over, goes on, or is denied."""
    text = symbol.text
    if symbol.is_han or len(text) < _SHORTEST:
        return
    ending = next((one for one in _ENDINGS if text.endswith(one)), "")
    if ending:
        yield Feature(f"*{ending}", symbol.start, symbol.end)
    if text.isalpha():
        yield Feature(f"{text[:_STEM]}*", symbol.start, symbol.end)


def _joined(symbols: Sequence[_Symbol]) -> Feature:
    between = "" if all(one.is_han for one in symbols) else " "
    return Feature(between.join(one.text for one in symbols), symbols[0].start, symbols[-1].end)


def _senses(symbols: Sequence[_Symbol]) -> Iterator[Feature]:
    """What the words are about, in which order, and behind a negation."""
    before: Sense | None = None
    denied = -_NEAR
    for one in senses([symbol.text for symbol in symbols]):
        start, end = symbols[one.first].start, symbols[one.end - 1].end
        yield Feature(f"c:{one.name}", start, end)
        if one.name == "neg":
            denied = one.end
        elif one.first - denied < _NEAR:
            yield Feature(f"c:!{one.name}", start, end)
        if before is not None and before.first != one.first:
            yield Feature(f"c:{before.name}>{one.name}", symbols[before.first].start, end)
        before = one
    if before is not None:
        yield Feature(f"c:{before.name}$")


def _kinds(tokens: Sequence[Token]) -> Iterator[Feature]:
    """The kinds of words; which follows which says less than it costs."""
    for token in tokens:
        yield from (Feature(f"k:{kind}", token.start, token.end) for kind in sorted(token.kinds - _SAY_NOTHING))


def _shape(passage: Passage, symbols: Sequence[_Symbol]) -> Iterator[Feature]:
    yield Feature("s:any")
    yield from (Feature(f"r:{one.rule}") for one in passage.readings if not one.idle)
    yield Feature("s:named" if passage.named else "s:one" if passage.refs else "s:none")
    if len(symbols) > _LONG:
        yield Feature("s:long")
    if len(passage.refs) > 1:
        yield Feature("s:many")
    if passage.may_say <= ATTENDANCE:
        yield Feature("s:meeting")
    elif not passage.situation.minutes:
        yield Feature("s:reminder")


def _days(passage: Passage) -> Iterator[Feature]:
    """Where the days that it names lie, and how they are named."""
    written = passage.situation.written
    due = max((one.due for one in passage.situation.items if one.ref in passage.refs and one.due), default=written)
    start, end = passage.start, passage.end
    for one in passage.marked.days:
        if start <= one.start < end:
            place = "past" if one.reason == "past" else _ahead(one.day, written, due)
            yield Feature(f"d:{place}", one.start, one.end)
            yield Feature(f"d:{place} {one.kind}", one.start, one.end)


def _ahead(day: date | None, written: date, due: date) -> str:
    """Of a day that is not past, or of none: then it is how long something takes."""
    if day is None or day == written:
        return "today" if day else "length"
    return "in-time" if day <= due else "later"
