"""The sections of a matter's page, in their order. Another one is a module and a line here."""

from typing import Any

from collabtui.screens.matters.sections.matter_changes import CHANGES
from collabtui.screens.matters.sections.matter_contacts import CONTACTS
from collabtui.screens.matters.sections.matter_departments import ASKED
from collabtui.screens.matters.sections.matter_documents import FORMS
from collabtui.screens.matters.sections.matter_meetings import DECISIONS, MEETINGS, QUESTIONS
from collabtui.screens.matters.sections.matter_milestones import CRITERIA, MILESTONES
from collabtui.screens.matters.sections.matter_post import DAYS, MAILS
from collabtui.screens.matters.sections.matter_process import NEW_STEPS, OLD_STEPS
from collabtui.screens.matters.sections.matter_resources import RESOURCES
from collabtui.screens.matters.sections.matter_risks import MATRIX, RISKS
from collabtui.screens.matters.sections.matter_steps import STEPS_OF_IT
from collabtui.screens.matters.sections.matter_tasks import TASKS
from collabtui.screens.matters.sections.matter_votes import VOTES
from collabtui.screens.matters.sections.section_kind import Section

SECTIONS: tuple[Section[Any], ...] = (
    STEPS_OF_IT,
    ASKED,
    CONTACTS,
    CHANGES,
    RESOURCES,
    NEW_STEPS,
    OLD_STEPS,
    MILESTONES,
    MEETINGS,
    RISKS,
    QUESTIONS,
    VOTES,
    TASKS,
    CRITERIA,
    DECISIONS,
    FORMS,
)
TABS: dict[str, tuple[Section[Any], ...]] = {
    "all": SECTIONS,
    "steps": (STEPS_OF_IT, NEW_STEPS, OLD_STEPS, CRITERIA),
    "tasks": (TASKS,),
    "days": (DAYS,),
    "risks": (RISKS, MATRIX, QUESTIONS),
    "departments": (ASKED, CONTACTS, CHANGES, RESOURCES),
    "decisions": (DECISIONS, VOTES, MEETINGS),
    "mails": (MAILS,),
    "papers": (FORMS,),
}
"""By the name of each tab: the sections that it shows."""
READ: tuple[Section[Any], ...] = (*SECTIONS, MAILS, DAYS, MATRIX)
"""All sections that any tab shows."""
