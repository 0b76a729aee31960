"""What belongs to a matter, kind by kind, in the order of the page. Another kind is a module and a line here."""

from collabtui.screens.matter_agreed import CRITERIA, MILESTONES
from collabtui.screens.matter_asked import ASKED
from collabtui.screens.matter_changes import CHANGES
from collabtui.screens.matter_contacts import CONTACTS
from collabtui.screens.matter_forms import FORMS
from collabtui.screens.matter_kind import Adding, Kind
from collabtui.screens.matter_meetings import DECISIONS, MEETINGS, QUESTIONS
from collabtui.screens.matter_risks import RISKS
from collabtui.screens.matter_steps import STEPS_OF_IT
from collabtui.screens.matter_tasks import TASKS

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
