"""What belongs to a matter, kind by kind, in the order of the page. Another kind is a module and a line here."""

from collabtui.screens.matters.sections.matter_changes import CHANGES
from collabtui.screens.matters.sections.matter_contacts import CONTACTS
from collabtui.screens.matters.sections.matter_departments import ASKED
from collabtui.screens.matters.sections.matter_documents import FORMS
from collabtui.screens.matters.sections.matter_meetings import DECISIONS, MEETINGS, QUESTIONS
from collabtui.screens.matters.sections.matter_milestones import CRITERIA, MILESTONES
from collabtui.screens.matters.sections.matter_risks import RISKS
from collabtui.screens.matters.sections.matter_steps import STEPS_OF_IT
from collabtui.screens.matters.sections.matter_tasks import TASKS
from collabtui.screens.matters.sections.section_kind import Adding, Kind

KINDS: tuple[Kind, ...] = (
    STEPS_OF_IT,
    ASKED,
    CONTACTS,
    CHANGES,
    MILESTONES,
    MEETINGS,
    RISKS,
    QUESTIONS,
    TASKS,
    CRITERIA,
    DECISIONS,
    FORMS,
)
ADDING: dict[str, Adding] = {name: adding for kind in KINDS for name, adding in kind.adding.items()}
"""By name: whatever kind it adds to."""
