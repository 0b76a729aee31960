"""The features of a passage: its words and how they follow each other, what the grammar knows of them, its shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from collabtui.language.replies.likely.passages import ATTENDANCE, Passage
from collabtui.language.replies.likely.senses import Sense, senses
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import Token

Place = tuple[int, int]
"""Start and end in the folded text of the block, of the words that a feature is made of."""
Features = Mapping[str, Place]
"""By name, each once; `NOWHERE` of one that is of no words."""
NOWHERE: Place = (0, 0)


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
_NEAR = 3
"""Words behind a negation that it may deny."""
_STEM = 5
_SHORTEST = 4
_ENDINGS = ("n't", "'ll", "'ve", "'re", "ing", "ed", "'s")


def features(passage: Passage) -> Features:
    """In a fixed order."""
    tokens = passage.tokens
    symbols = [symbol for token in tokens for symbol in _symbols(token)]
    found: dict[str, Place] = {}
    _add_words(found, symbols)
    _add_senses(found, symbols)
    _add_kinds(found, tokens)
    _add_days(found, passage)
    for name in _shape(passage, len(symbols)):
        found[name] = NOWHERE
    return found


def features_together(each: Iterable[Features]) -> Features:
    """Of the features of several passages those of any, which have no places together."""
    return dict.fromkeys(("s:together", *(name for found in each for name in found)), NOWHERE)


def _symbols(token: Token) -> Iterator[_Symbol]:
    mask = _mask(token.kinds)
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


@lru_cache(maxsize=4096)
def _mask(of_token: frozenset[str]) -> str:
    return next((mask for kind, mask in _MASKS if kind in of_token), "")


def _add_words(found: dict[str, Place], symbols: Sequence[_Symbol]) -> None:
    """Words and pairs of them; of Chinese one to three characters; what is first and last."""
    add = found.setdefault
    for at, (text, start, end, han) in enumerate(symbols):
        if text in _UNSAID:
            continue
        add(text, (start, end))
        if not han and len(text) >= _SHORTEST:
            for form in _forms(text):
                add(form, (start, end))
        if at + 1 < len(symbols):
            then, _, to, then_han = symbols[at + 1]
            pair = text + then if han and then_han else f"{text} {then}"
            add(pair, (start, to))
            if at + 2 < len(symbols):
                last, _, to, last_han = symbols[at + 2]
                if han and then_han and last_han:
                    add(pair + last, (start, to))
                elif han or then_han or last_han:
                    add(f"{text} {then} {last}", (start, to))
    if symbols:
        first, last_one = symbols[0], symbols[-1]
        add(f"^{first.text}", (first.start, first.end))
        add(f"{last_one.text}$", (last_one.start, last_one.end))


@lru_cache(maxsize=4096)
def _forms(text: str) -> tuple[str, ...]:
    """The stem of an English word, and the ending that tells what is over, goes on, or is denied."""
    ending = next((f"*{one}" for one in _ENDINGS if text.endswith(one)), "")
    stem = f"{text[:_STEM]}*" if text.isalpha() else ""
    return tuple(filter(None, (ending, stem)))


def _add_senses(found: dict[str, Place], symbols: Sequence[_Symbol]) -> None:
    """What the words are about, in which order, and behind a negation."""
    add = found.setdefault
    before: Sense | None = None
    denied = -_NEAR
    for one in senses([symbol.text for symbol in symbols]):
        start, end = symbols[one.first].start, symbols[one.end - 1].end
        add(f"c:{one.name}", (start, end))
        if one.name == "neg":
            denied = one.end
        elif one.first - denied < _NEAR:
            add(f"c:!{one.name}", (start, end))
        if before is not None and before.first != one.first:
            add(f"c:{before.name}>{one.name}", (symbols[before.first].start, end))
        before = one
    if before is not None:
        add(f"c:{before.name}$", NOWHERE)


def _add_kinds(found: dict[str, Place], tokens: Sequence[Token]) -> None:
    """The kinds of words; which follows which says less than it costs."""
    for token in tokens:
        for name in _names_of_kinds(token.kinds):
            found.setdefault(name, (token.start, token.end))


@lru_cache(maxsize=4096)
def _names_of_kinds(of_token: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"k:{kind}" for kind in sorted(of_token - _SAY_NOTHING))


def _shape(passage: Passage, length: int) -> Iterator[str]:
    yield "s:any"
    yield from (f"r:{one.rule}" for one in passage.readings if not one.idle)
    yield "s:named" if passage.named else "s:one" if passage.refs else "s:none"
    if length > _LONG:
        yield "s:long"
    if len(passage.refs) > 1:
        yield "s:many"
    if passage.may_say <= ATTENDANCE:
        yield "s:meeting"
    elif not passage.situation.minutes:
        yield "s:reminder"


def _add_days(found: dict[str, Place], passage: Passage) -> None:
    """Where the days that it names lie, and how they are named."""
    start, end = passage.start, passage.end
    days = [one for one in passage.marked.days if start <= one.start < end]
    if not days:
        return
    written = passage.situation.written
    due = max((one.due for one in passage.situation.items if one.ref in passage.refs and one.due), default=written)
    for one in days:
        place = "past" if one.reason == "past" else _ahead(one.day, written, due)
        found.setdefault(f"d:{place}", (one.start, one.end))
        found.setdefault(f"d:{place} {one.kind}", (one.start, one.end))


def _ahead(day: date | None, written: date, due: date) -> str:
    """Of a day that is not past, or of none: then it is how long something takes."""
    if day is None or day == written:
        return "today" if day else "length"
    return "in-time" if day <= due else "later"
