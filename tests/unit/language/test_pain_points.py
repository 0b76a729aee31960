"""Pain points as people tell them in interviews."""

import pytest

from collabtui.domain.matters.matter import Level
from collabtui.language.pain_point_grammar import PainPoint, level_alone, pain_point_in


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "痛点：登记要抄三遍（环节：登记；影响大；每天10次）",
            PainPoint("登记要抄三遍", where="登记", level="high", often="每天10次"),
        ),
        (
            "pain point: the form is copied twice (step: registration, high, daily)",
            PainPoint("the form is copied twice", where="registration", level="high", often="daily"),
        ),
        ("痛点：登记慢，在审批环节", PainPoint("登记慢", where="审批")),
        ("Pain: it is slow, at the approval step", PainPoint("it is slow", where="approval")),
        (
            "痛点：登记慢；原因：表太长；建议：缩短；谁：客服部；频次：每天3次；影响：客户等",
            PainPoint("登记慢", weight="客户等", often="每天3次", cause="表太长", wish="缩短", who="客服部"),
        ),
        ("痛点：登记慢，影响：高", PainPoint("登记慢", level="high")),
        ("pain: slow; how bad: customers wait; low", PainPoint("slow", weight="customers wait; low")),
        ("痛点：登记慢，高，低", PainPoint("登记慢，高", level="low")),  # the last word is the one on all of it
        ("痛点：登记慢，要等", PainPoint("登记慢，要等")),
    ],
)
def test_a_pain_point_is_taken_apart(told: str, found: PainPoint) -> None:
    assert pain_point_in(told) == found


@pytest.mark.parametrize("told", ["登记慢", "痛点：", "痛点很多", "the form is slow", "痛点：（环节：登记）"])
def test_a_view_that_calls_itself_none_or_says_nothing_is_none(told: str) -> None:
    assert pain_point_in(told) is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("高", "high"),
        ("很大", "high"),
        ("影响大", "high"),
        ("!high", "high"),
        ("high impact", "high"),
        ("very severe", "high"),
        ("客户等", None),
        ("a", None),  # a letter of a list
    ],
)
def test_how_bad_something_is_and_nothing_else(text: str, level: Level | None) -> None:
    assert level_alone(text) == level
