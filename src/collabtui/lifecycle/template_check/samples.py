"""Sample data for each kind of mail: one of everything that a template may read, in the reader's language."""

from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples_of_actions import of_actions
from collabtui.lifecycle.template_check.samples_of_matters import of_matters
from collabtui.lifecycle.template_check.samples_of_meetings import of_meetings
from collabtui.lifecycle.template_check.samples_of_people import of_people
from collabtui.lifecycle.template_check.samples_of_questions import of_questions
from collabtui.lifecycle.template_check.samples_of_replies import of_replies
from collabtui.text.templates import TemplateContext


def contexts(samples: Samples) -> dict[str, TemplateContext]:
    """By kind of mail, the name of its template, what stands beside `Samples.common`."""
    return {
        **of_meetings(samples),
        **of_actions(samples),
        **of_matters(samples),
        **of_replies(samples),
        **of_people(samples),
        **of_questions(samples),
    }


def kinds() -> tuple[str, ...]:
    return tuple(contexts(Samples("en")))
