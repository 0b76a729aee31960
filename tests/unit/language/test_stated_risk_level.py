import pytest

from collabtui.domain.matters.matter import Level
from collabtui.language.stated_risk_level import stated_level, stated_rating, without_level


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("供应商可能晚两周，高风险", "high"),
        ("风险较高，供应商可能晚", "high"),
        ("风险等级：低，先观察", "low"),
        ("中风险：人手不够", "medium"),
        ("the supplier may be late, high risk", "high"),
        ("High-risk: the supplier may be late", "high"),
        ("risk is low", "low"),
        ("Risk level: medium", "medium"),
        ("供应商可能晚两周", None),
        ("不是高风险，但要看着", None),
        ("this is not a high risk", None),
        ("产量高，风险待评估", None),
        ("higher risks lie elsewhere", None),
        ("高风险还是低风险说不准", None),
        ("the risk that the highway closes", None),
        ("风险：供应商可能断供，高", "high"),
        ("risk: the supplier may fail, high", "high"),
        ("高风险：供应商可能断供", "high"),
        ("供应商可能断供（中）", "medium"),
        ("the supplier may fail, m", None),
        ("low risk: paper, high", None),
    ],
)
def test_the_level_that_is_stated(text: str, wanted: Level | None) -> None:
    assert stated_level(text) == wanted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("供应商延期，高风险", "供应商延期"),
        ("supplier late (high risk)", "supplier late"),
        ("供应商延期，风险较高，要换", "供应商延期，风险较高，要换"),
        ("high risk", "high risk"),
        ("supplier late", "supplier late"),
        ("供应商可能断供，高", "供应商可能断供"),
        ("supplier may fail, high", "supplier may fail"),
        ("供应商可能断供，可能性高，影响大", "供应商可能断供"),
        ("supplier may fail, likelihood high, impact is low", "supplier may fail"),
    ],
)
def test_a_last_part_that_states_the_level_alone_is_left_out(text: str, left: str) -> None:
    assert without_level(text) == left


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("供应商可能断供，可能性高，影响大", ("high", "high", "high")),
        ("断供：概率较低，影响严重", ("medium", "low", "high")),
        ("supplier may fail, high likelihood, low impact", ("medium", "high", "low")),
        ("supplier may fail; likelihood: medium", (None, "medium", None)),
        ("可能性不大，影响大", (None, None, "high")),
        ("影响大局", (None, None, None)),
        ("高风险：供应商可能断供", ("high", None, None)),
    ],
)
def test_likelihood_and_impact_give_the_level(text: str, rating: tuple[Level | None, ...]) -> None:
    assert stated_rating(text) == rating
