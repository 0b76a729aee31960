"""All shapes of a date phrase. The longest that fits at a place wins, among equals the first."""

from functools import cache

from collabtui.language.dates.calendar_rules import CALENDAR_RULES
from collabtui.language.dates.day_meaning import VAGUE, Rule, Rules, always
from collabtui.language.dates.length_rules import LENGTH_RULES
from collabtui.language.dates.patterns import Pattern, may_fit, pattern_starts, read_pattern
from collabtui.language.dates.period_rules import PERIOD_RULES
from collabtui.language.dates.weekday_rules import WEEKDAY_RULES

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
