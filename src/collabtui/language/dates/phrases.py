"""Date phrases, found among the tokens of a text by the tables of rules."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from collabtui.language.dates.adjacent_dates import join
from collabtui.language.dates.calendar_rules import CALENDAR_RULES
from collabtui.language.dates.date_lookalikes import has_enough, may_go_on
from collabtui.language.dates.date_vetoes import weigh
from collabtui.language.dates.day_meaning import VAGUE, DateContext, Meaning, Rule, Rules, always
from collabtui.language.dates.extent import Phrase, extend
from collabtui.language.dates.patterns import Pattern, fit, may_fit, pattern_starts, read_pattern
from collabtui.language.dates.period_rules import PERIOD_RULES
from collabtui.language.dates.relative_day_rules import LENGTH_RULES
from collabtui.language.dates.tokens import DateToken
from collabtui.language.dates.weekday_rules import WEEKDAY_RULES
from collabtui.language.levelling import level
from collabtui.language.lexicon import date_lexicon
from collabtui.language.numbers import CHINESE_NUMERALS

_LATIN_WORD = re.compile(r"[a-z][a-z0-9_\u00c0-\u024f]*")
_EVERYDAY = frozenset({"hyphen", "plus", "to", "the", "article", "be", "by", "in", "or"})
_ALONE = always(VAGUE._replace(needs="phrase"))
_VAGUE_RULES: Rules = (
    ("delay|more|plus? vague", always(VAGUE)),
    ("holiday", always(VAGUE)),
    ("later", _ALONE),
    ("after", _ALONE),
)
_RULES: Rules = (*CALENDAR_RULES, *PERIOD_RULES, *WEEKDAY_RULES, *LENGTH_RULES, *_VAGUE_RULES)


@cache
def first_kinds() -> frozenset[str]:
    """The kinds of token a date phrase can start with."""
    return frozenset().union(*(pattern_starts(pattern) for pattern, _ in _rules()))


@cache
def rules_for(kind: str, following: str) -> tuple[tuple[Pattern, Rule], ...]:
    """The rules that can fit where a token of `kind` has one of `following` behind it ("" at the end)."""
    return tuple((pattern, rule) for pattern, rule in _rules() if may_fit(pattern, kind, following))


@cache
def _rules() -> tuple[tuple[Pattern, Rule], ...]:
    return tuple((read_pattern(pattern), rule) for pattern, rule in _RULES)


def may_name_day(text: str, language: str = "") -> bool:
    """Whether a text has a number or a word without which no date phrase is one: asking that is cheaper than reading
    it."""
    plain = level(text)
    characters, words = _telling_words(language)
    return not (characters.isdisjoint(plain) and words.isdisjoint(_LATIN_WORD.findall(plain)))


@cache
def _telling_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Digits and the first characters of Chinese words, and the first words of Latin ones."""
    telling, lexicon = frozenset(_telling_kinds()), date_lexicon(language)
    han = {one.surface[0] for found in lexicon.chinese.values() for one in found if one.kind in telling}
    latin = {word for word, found in lexicon.latin.items() if any(one.kind in telling for one in found)}
    return frozenset({*"0123456789", *CHINESE_NUMERALS, *han}), frozenset(latin)


def _telling_kinds() -> Iterator[str]:
    """Of each rule the kinds of a step that it cannot do without, one that says more of time than `the` where it has
    such a step."""
    for pattern, _ in _rules():
        needed = [step.kinds for step in pattern if not step.optional]
        yield from next((each for each in needed if each.isdisjoint(_EVERYDAY)), needed[0])


def phrases(tokens: Sequence[DateToken], frame: DateContext, *, asked: bool) -> list[Phrase]:
    """The date phrases, from the left. `asked`: the text was said to be one, so shapes need less to bear them out."""
    candidates: list[Phrase] = []
    for meaning, first, last in _meanings(tokens, frame):
        phrase = weigh(extend(meaning, first, last, tokens), tokens)
        if phrase is None:
            continue
        if not _can_be_one(phrase, tokens, asked=asked):
            if not (candidates and _is_linked(candidates[-1], phrase, tokens)):
                continue
            phrase = phrase._replace(loose=True)
        if candidates and phrase.core < candidates[-1].last:
            continue  # a time of day that the phrase before has taken in
        _give_way(candidates, phrase)
        first = max(phrase.first, candidates[-1].last if candidates else 0)
        candidates.append(phrase._replace(first=first))
    return [phrase for phrase in join(candidates, tokens) if has_enough(phrase, tokens, asked=asked)]


def _can_be_one(phrase: Phrase, tokens: Sequence[DateToken], *, asked: bool) -> bool:
    if phrase.meaning.needs in ("company", "lead"):
        return may_go_on(phrase, tokens)
    return has_enough(phrase, tokens, asked=asked)


def _is_linked(one: Phrase, two: Phrase, tokens: Sequence[DateToken]) -> bool:
    """周五或3.20: beside a day, a shape says more than alone."""
    return one.last == two.core - 1 and tokens[one.last].kind in ("or", "to", "hyphen", "list")


def _give_way(candidates: list[Phrase], phrase: Phrase) -> None:
    """A time of day, or `early`, that turns out to lead to a day is no phrase of its own."""
    if candidates and candidates[-1].core >= phrase.first:
        candidates.pop()


def _meanings(tokens: Sequence[DateToken], frame: DateContext) -> Iterator[tuple[Meaning, int, int]]:
    """The longest meaning at each place, from the left, none inside another."""
    starts, last = first_kinds(), 0
    for at, token in enumerate(tokens):
        if at < last or token.kind not in starts:
            continue
        meaning, last = _longest(at, tokens, frame)
        if meaning is not None:
            yield meaning, at, last


def _longest(at: int, tokens: Sequence[DateToken], frame: DateContext) -> tuple[Meaning | None, int]:
    best: tuple[Meaning | None, int] = (None, at)
    following = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    for pattern, rule in rules_for(tokens[at].kind, following):
        found = fit(pattern, tokens, at)
        if found is not None and found.last > best[1]:
            meaning = rule(found, frame)
            if meaning is not None:
                best = (meaning, found.last)
    return best
