"""The level of a risk, for each likelihood and impact."""

import pytest

from collabtui.domain.matters.matter import Level
from collabtui.domain.matters.risk_level import RatedRisk, level_of, risk_matrix


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


def test_the_matrix_has_the_rated_ones_each_at_its_place() -> None:
    rated = [
        RatedRisk("R1", "high", "high"), RatedRisk("R2", "low", "medium"), RatedRisk("R3", None, "high"),
        RatedRisk("R4", "high", "high"), RatedRisk("R5", "low", None),
    ]  # fmt: skip
    assert risk_matrix(rated) == {("high", "high"): ("R1", "R4"), ("low", "medium"): ("R2",)}
