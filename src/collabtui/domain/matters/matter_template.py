"""Templates of matters: the parts of a matter without people, and with days counted back from the wanted one."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, MatterKind, Milestone, Rhythm
from collabtui.domain.model import Label, Value


class TemplateRequest(Value):
    """The part of one department."""

    department: str
    what: str


class TemplateMilestone(Value):
    """A result, so many calendar days before the wanted date."""

    text: Label
    days_before: int
    deliverable: Label = ""


class TemplateTask(Value):
    """An action that nobody owns yet."""

    title: Label
    department: str = ""
    """Whose task it is."""
    deliverable: Label = ""
    checks: tuple[str, ...] = ()
    """The lines that what it delivers is checked by."""
    days_before: int | None = None
    """Calendar days before the wanted date; None: it has no due date."""


class MatterTemplate(Value):
    """The next matter of a kind, as far as it is the same each time."""

    kind: MatterKind | None = None
    initiator: str = ""
    lead: str = ""
    supervising: str = ""
    background: str = ""
    goal: str = ""
    scope_in: str = ""
    scope_out: str = ""
    rules: str = ""
    rhythm: Rhythm = "none"
    criteria: tuple[Label, ...] = ()
    milestones: tuple[TemplateMilestone, ...] = ()
    asked: tuple[TemplateRequest, ...] = ()
    tasks: tuple[TemplateTask, ...] = ()

    @property
    def has_days(self) -> bool:
        """Whether anything in it is counted back from the wanted date."""
        return bool(self.milestones) or any(one.days_before is not None for one in self.tasks)


def milestones_until(
    wanted: date | None, milestones: Iterable[TemplateMilestone], today: date
) -> tuple[Milestone, ...]:
    """By day; without a wanted date none, and none that would be past."""
    days = [(one, day_before(wanted, one.days_before, today)) for one in milestones]
    found = [Milestone(text=one.text, day=day, deliverable=one.deliverable) for one, day in days if day is not None]
    return tuple(sorted(found, key=lambda one: one.day))


def day_before(wanted: date | None, days: int | None, today: date) -> date | None:
    """So many calendar days before the wanted date; None without it, and where that would be past."""
    if wanted is None or days is None or days > (wanted - today).days:
        return None
    return wanted - timedelta(days=days)


def template_of(matter: Matter, actions: Iterable[Action], departments: Mapping[str, str]) -> MatterTemplate:
    """Takes of a matter all that can be used again: no answer, state or person. `departments` are those of the owners,
    by ref. Days are counted back from the wanted date, without one from the last due date or milestone."""
    tasks = [action for action in actions if action.status != "cancelled"]
    days = [one.due for one in tasks if one.due] + [one.day for one in matter.milestones]
    wanted = matter.wanted or max(days, default=None)
    return MatterTemplate(
        kind=matter.kind,
        initiator=matter.initiator,
        lead=matter.lead,
        supervising=matter.supervising,
        background=matter.background,
        goal=matter.goal,
        scope_in=matter.scope_in,
        scope_out=matter.scope_out,
        rules=matter.rules,
        rhythm=matter.rhythm,
        criteria=tuple(one.text for one in matter.criteria),
        milestones=tuple(
            TemplateMilestone(text=one.text, days_before=(wanted - one.day).days, deliverable=one.deliverable)
            for one in matter.milestones
            if wanted
        ),
        asked=tuple(TemplateRequest(department=one.department, what=one.what) for one in matter.asked),
        tasks=tuple(
            TemplateTask(
                title=one.title,
                department=departments.get(one.owner or "", ""),
                deliverable=one.deliverable or "",
                checks=tuple(check.text for check in one.checks),
                days_before=(wanted - one.due).days if wanted and one.due else None,
            )
            for one in tasks
        ),
    )
