"""All that the rules on the steps of a matter read, for commands and screens alike."""

from collabtui.domain.matters.step_requirements import MatterFacts
from collabtui.language.measures.measured_facts import with_measures
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.matters.change_requests.asked_of_whom import with_unspoken


def whole_facts(acting: Acting, facts: MatterFacts) -> MatterFacts:
    """`facts`: those that the database has, with what the criteria measure, and of each approval that waits the
    departments that nobody was asked for."""
    return with_unspoken(acting.store, acting, with_measures(facts))
