"""Item numbers that stand alone behind a statement, and put right of which items it was: 1 and 2 done. Sorry, 1 and 3;
1和2完成。对不起，1和3. What was said before them is taken back, and asked about of the items that they name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import english_numbers, words_of_both
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.items.item_numbers import Numbered
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.taking_back.words_apart import taken_apart
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, kinds
from collabtui.language.word_patterns import one_whole

_SAYS = STATEMENTS | kinds("percent postpone shift")
_NAMED = ("number", "ref")
_JOIN = r"\s*(?:[,、/&+~-]|and\b|to\b|和|跟|与|及|到|至|以及|还有|\s)\s*"
_BEGINS = late_regex(r"(?:^|[\s.,;!?。、()\-–—…~])$")
_OPEN = late_regex(r"(?:^\W*|[.,;!?。()\-–—…~]\s*)$")
_HEADING = late_regex(r":\s*$")
_ROW = late_regex(r"\W*\d{1,2}[.)]")
_STARRED = late_regex(r"\s*\*\s?(?=[\d一二三四五六七八九十])")
_TICKS = "✅✔☑✓√❌✗✘×⏳🙈"
"""Behind a number they say how it stands: 1完成；3✅."""
_DENIES = ("不是", "not ")
"""Right before a number: 完成的是1，不是2 (not 2), which has nothing said of it."""
_LONGEST_LEAD = 120
"""Characters before the numbers in which words may lead to them."""


class Renumbering(NamedTuple):
    """The numbers, with the words before them, at `start` to `end` of the folded text."""

    block: Block
    start: int
    end: int
    refs: Refs
    is_regretted: bool
    """Words of regret or of a slip lead to them, so that they can only put right what stands before."""


def without_renumberings(lines: Sequence[Marked], marker: Marker) -> tuple[list[Marked], list[Renumbering]]:
    """The lines without such numbers, and these."""
    last = len(lines) - 1
    return taken_apart(lines, lambda at, above: _renumbering(lines[at], above, marker, is_last=at == last))


def with_renumbered(readings: Sequence[Reading], renumberings: Sequence[Renumbering]) -> list[Reading]:
    """The readings, of which those that were put right are taken back, and asked about of the other items."""
    found = list(readings)
    for one in renumberings:
        place = one.block.place(one.start)
        behind = next((at for at, other in enumerate(found) if other.block.place(other.start) > place), len(found))
        found[behind:behind] = _instead(one, found[:behind])
    return found


def _renumbering(line: Marked, above: Marked | None, marker: Marker, *, is_last: bool) -> Renumbering | None:
    for match in _numbers().finditer(line.text):
        end = _ends().match(line.text, match.end())
        if end is None:
            continue
        if not any(match.start() <= token.start < match.end() for token in line.tokens):
            continue
        start, is_regretted = _led_to(line.text, match.start())
        if not (is_regretted or _BEGINS.search(line.text[: match.start()])):
            continue
        before = [token for token in line.tokens if token.start < start]
        if not (_OPEN.search(line.text[:start]) and _follows(before, above)):
            continue
        refs = _refs(line.block.part(match.start(), match.end()), marker)
        place = slice(start, end.end())
        if refs and (is_regretted or _stands_there(line, place, above, refs, is_last=is_last)):
            return Renumbering(line.block, place.start, place.stop, refs, is_regretted)
    return None


def _follows(before: Sequence[Token], above: Marked | None) -> bool:
    """Whether something was said before it, in its line or in the one above, and no heading leads to it."""
    if any(not token.of("mark") for token in before):
        return any(token.within(_SAYS) for token in before)
    return above is not None and not _HEADING.search(above.text) and any(one.within(_SAYS) for one in above.tokens)


def _stands_there(line: Marked, place: slice, above: Marked | None, refs: Refs, *, is_last: bool) -> bool:
    """Whether numbers to which no word leads are no row of a list and no heading: behind a statement of their line, or
    below one, at the end, that names some of them."""
    if any(token.of("repair") for token in line.tokens):
        return False  # 1 done - no wait, 2
    before = [one for one in line.mentions if one.start < place.start]
    if before:
        rows = _ROW.match(line.text) is not None
        return len(refs) > 1 or (not rows and place.stop >= len(line.text.rstrip()))
    named = {ref for one in (above.mentions if above else ()) if one.how in _NAMED for ref in one.refs}
    return is_last and len(refs) > 1 and bool(named & set(refs))


def _refs(numbers: Block, marker: Marker) -> Refs:
    named = [one for one in marker.mark(numbers).mentions if one.how in _NAMED and not one.problem]
    if named:
        return tuple(dict.fromkeys(ref for one in named for ref in one.refs))
    by_number = Numbered.of(marker.situation).by_number
    alone = re.split(_JOIN, numbers.folded.text)
    values = [chinese_number(one) or english_numbers().get(one, 0) for one in alone]
    return tuple(by_number[one] for one in values) if all(one in by_number for one in values) else ()


def _led_to(text: str, start: int) -> tuple[int, bool]:
    """Where the words begin that lead to the numbers, and whether there are any."""
    starred = _STARRED.match(text)
    if starred and starred.end() == start:
        return 0, True
    led = _leads().search(text, max(0, start - _LONGEST_LEAD), start)
    if text.endswith(_DENIES, 0, start):
        return start, False
    return (led.start(), True) if led else (start, False)


def _instead(one: Renumbering, before: Sequence[Reading]) -> list[Reading]:
    stated = [other for other in before if _says(other)]
    last = stated[-1] if stated else None
    taken = [
        other for other in stated if last and _is_same(other, last) and (_is_near(other, last) or _names(other, one))
    ]
    again = {ref for other in taken for ref in other.refs}.intersection(one.refs)
    if last is None or not (one.is_regretted or again):
        waiting = Reading(one.block, one.start, one.end, "unknown", counts=False, refs=one.refs, waits=True, names=True)
        return [waiting]
    if {ref for other in taken for ref in other.refs} == set(one.refs):
        return []  # the same items once more
    found, withdrawn = [_of_item(last, one, ref) for ref in one.refs], set(map(id, taken))
    for other in stated:
        if id(other) in withdrawn:
            take_back(other, "repaired")
            other.proposed, other.denies = False, ""
        elif _is_near(other, last) and other.counts:
            other.propose("repaired")
    return found


def _is_near(one: Reading, other: Reading) -> bool:
    return one.block.source is other.block.source


def _names(one: Reading, renumbering: Renumbering) -> bool:
    return not set(one.refs).isdisjoint(renumbering.refs)


def _says(one: Reading) -> bool:
    return bool(one.refs) and (one.counts or one.proposed) and bool(one.status or one.ask == "postpone" or one.accept)


def _is_same(one: Reading, other: Reading) -> bool:
    return (one.status, one.percent, one.ask, one.due) == (other.status, other.percent, other.ask, other.due)


def _of_item(stated: Reading, one: Renumbering, ref: str) -> Reading:
    found = replace(stated, block=one.block, start=one.start, end=one.end, refs=(ref,), note=None, reason=None)
    found.named, found.names, found.counts = True, True, True
    found.propose("repaired")
    return found


@cache
def _numbers() -> re.Pattern[str]:
    words = "|".join(english_numbers())
    number = (
        rf"(?:第|items?\s|no\.?\s?|numbers?\s|#|a)?(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,2}}|(?:{words})\b)(?:[号项条])?"
    )
    return re.compile(rf"{number}(?:{_JOIN}{number})*(?! ?[{_TICKS}])(?![\w%/:])")


@cache
def _leads() -> re.Pattern[str]:
    """Words of regret, of hesitation, and of a slip, one behind another, at the end."""
    return re.compile(rf"(?:{one_whole(words_of_both('never', 'regrets'))}[\s,.:;!…~—–-]*)+$")


@cache
def _ends() -> re.Pattern[str]:
    """The end of the sentence, before it what only says again that it is these."""
    only = one_whole(words_of_both("never", "instead"))
    return re.compile(rf"(?:[\s,]*{only})*\s*(?:[.!;。)\]](?!\d)|\W*$)")
