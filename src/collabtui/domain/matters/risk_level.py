"""The level of a risk: how likely it is times how bad it would be.

likelihood ╲ impact   low      medium   high
low                   low      low      medium
medium                low      medium   high
high                  medium   high     high
"""

from collabtui.domain.matters.matter import Level

_SCORES: dict[Level, int] = {"low": 1, "medium": 2, "high": 3}
_HIGH, _MEDIUM = 6, 3
HIGH_FIRST: dict[Level, int] = {"high": 0, "medium": 1, "low": 2}
"""To sort risks by."""


def level_of(likelihood: Level, impact: Level) -> Level:
    score = _SCORES[likelihood] * _SCORES[impact]
    return "high" if score >= _HIGH else "medium" if score >= _MEDIUM else "low"
