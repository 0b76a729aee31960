"""The facts of a matter with what the words of its criteria say: which nothing measures, which values miss them."""

from collections.abc import Callable

from collabtui.domain.matters.matter import Criterion
from collabtui.domain.matters.step_requirements import MatterFacts, Measures
from collabtui.language.measures.against_criterion import misses
from collabtui.language.measures.bounds import bounds_of
from collabtui.language.measures.nothing_to_measure import is_measurable


def with_measures(facts: MatterFacts) -> MatterFacts:
    """The same facts, with `measures` filled in."""
    criteria = facts.matter.criteria

    def numbers(holds: Callable[[Criterion], object]) -> tuple[int, ...]:
        return tuple(number for number, one in enumerate(criteria, 1) if holds(one))

    return facts._replace(
        measures=Measures(
            vague=numbers(lambda one: not is_measurable(one.text)),
            missed=numbers(lambda one: one.met and not one.opinion and misses(one.text, one.measured)),
            unproved=numbers(lambda one: one.met and not one.measured and bounds_of(one.text)),
        )
    )
