"""The level of a risk: how likely it is times how bad it would be.

likelihood ╲ impact   low      medium   high
low                   low      low      medium
medium                low      medium   high
high                  medium   high     high
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from collabtui.domain.matters.matter import Level

_SCORES: dict[Level, int] = {"low": 1, "medium": 2, "high": 3}
_HIGH, _MEDIUM = 6, 3
HIGH_FIRST: dict[Level, int] = {"high": 0, "medium": 1, "low": 2}
"""To sort risks by."""


def level_of(likelihood: Level, impact: Level) -> Level:
    score = _SCORES[likelihood] * _SCORES[impact]
    return "high" if score >= _HIGH else "medium" if score >= _MEDIUM else "low"


class RatedRisk(NamedTuple):
    ref: str
    likelihood: Level | None
    impact: Level | None
    """How bad it would be."""


def risk_matrix(risks: Iterable[RatedRisk]) -> Mapping[tuple[Level, Level], tuple[str, ...]]:
    """(Likelihood, impact) → the refs of the risks that are rated so, in their order. What is not rated is in none."""
    found: dict[tuple[Level, Level], tuple[str, ...]] = {}
    for risk in risks:
        if risk.likelihood and risk.impact:
            place = risk.likelihood, risk.impact
            found[place] = (*found.get(place, ()), risk.ref)
    return found
