"""Criteria of a matter held against what was measured, by their numbers."""

from datetime import date

from collabtui.domain.matters.matter import Criterion
from collabtui.domain.matters.step_requirements import Counts, Described, MatterFacts, Measures
from collabtui.language.measures.measured_facts import with_measures

CRITERIA = (
    Criterion(text="做得好", met=True, measured="很好"),
    Criterion(text="通过率 ≥ 95%", met=True, measured="93%"),
    Criterion(text="通过率 ≥ 95%", met=True, measured="93%", opinion="样本太小，仍算通过"),
    Criterion(text="error rate < 2 %", met=True),
    Criterion(text="error rate < 2 %", met=False, measured="3 %"),
    Criterion(text="error rate < 2 %"),
    Criterion(text="3天内答复", met=True, measured="2天"),
)


def measures(*criteria: Criterion) -> Measures:
    described = Described(
        kind=None, owner=None, goal="", background="", wanted=None, lead="", asked=(), contacts=(), scope_in="",
        scope_out="", rules="", supervising="", initiator="", milestones=0, criteria=criteria, accepted_at=None,
        retrospective_by=None, result="", went_well="", to_improve="", to_standardise="", archive_head="",
    )  # fmt: skip
    counts = Counts.model_validate(dict.fromkeys(Counts.model_fields, 0))
    return with_measures(MatterFacts(described, counts, date(2026, 3, 4))).measures


def test_the_numbers_of_those_that_need_a_second_look() -> None:
    found = measures(*CRITERIA)
    assert found.vague == (1,)
    assert found.missed == (2,), "who has given his reasons, or said himself that it is not met, has looked"
    assert found.unproved == (4,)


def test_a_matter_without_criteria_has_none() -> None:
    assert measures() == Measures(vague=(), missed=(), unproved=())
