"""The level of a risk, for each likelihood and impact."""

import pytest

from collabtui.domain.matters.matter import Level
from collabtui.domain.matters.risk_level import level_of


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        ("low", "low", "low"), ("low", "medium", "low"), ("low", "high", "medium"), ("medium", "low", "low"),
        ("medium", "medium", "medium"), ("medium", "high", "high"), ("high", "low", "medium"),
        ("high", "medium", "high"), ("high", "high", "high"),
    ],
)  # fmt: skip
def test_the_level_is_likelihood_times_impact(likelihood: Level, impact: Level, level: Level) -> None:
    assert level_of(likelihood, impact) == level
