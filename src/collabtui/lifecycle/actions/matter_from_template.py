"""A matter opened from a template, with its actions, and a template made of a matter."""

from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.matters.matter_template import (
    MatterTemplate,
    TemplateTask,
    day_before,
    milestones_until,
    template_of,
)
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import is_known_department
from collabtui.lifecycle.base.directory import current_name
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live.captured_things import new_action
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter_in
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue


class MatterFromTemplate(NamedTuple):
    matter: Matter
    actions: tuple[Action, ...]
    unknown: tuple[str, ...]
    """Departments of the template that are not there, and so were left out."""


def template_from(reader: Reader, ref: str) -> MatterTemplate:
    """Raises `Unknown` (matter.unknown)."""
    matter = reader.get(Matter, ref)
    departments = {one.ref: one.department for one in reader.find(Person)}
    return template_of(matter, reader.find(Action, matter=matter.ref), departments)


@mails_ahead
def open_from_template(acting: Acting, template: MatterTemplate, draft: MatterDraft) -> MatterFromTemplate:
    """A matter with its actions, which nobody owns yet; due dates that would be past are left out. The draft goes
    before the template. Raises as `new_matter`."""
    with acting.transaction() as tx:
        asked = tuple((current_name(tx, one.department), one.what) for one in template.asked)
        lead = current_name(tx, draft.lead or template.lead)
        named = dict.fromkeys([*(department for department, _ in asked), *filter(None, [lead])])
        unknown = tuple(one for one in named if not is_known_department(tx, one) and one != draft.lead)
        matter = new_matter_in(
            tx,
            acting,
            draft._replace(
                kind=draft.kind or template.kind,
                initiator=draft.initiator or template.initiator,
                lead="" if lead in unknown else lead,
                background=draft.background or template.background,
                goal=draft.goal or template.goal,
            ),
            {
                "supervising": template.supervising,
                "scope_in": template.scope_in,
                "scope_out": template.scope_out,
                "rules": template.rules,
                "rhythm": template.rhythm,
                "criteria": tuple(Criterion(text=text) for text in template.criteria),
                "milestones": milestones_until(draft.wanted, template.milestones, acting.today),
                "asked": tuple(
                    DepartmentRequest(department=department, what=what)
                    for department, what in asked
                    if department not in unknown
                ),
            },
        )
        actions = tuple(_action(tx, acting, matter, task) for task in template.tasks)
        return MatterFromTemplate(matter, actions, unknown)


def _action(tx: Transaction, acting: Acting, matter: Matter, task: TemplateTask) -> Action:
    draft = ActionDraft(
        title=task.title,
        due=day_before(matter.wanted, task.days_before, acting.today),
        deliverable=task.deliverable,
        checks=task.checks,
    )
    made = new_action(tx, acting, draft, None, matter.ref)
    if not task.department:
        return tx.put(made)
    words = Catalogue(acting.config.organiser.locale)
    return tx.put(made.model_copy(update={"note": words("matter_template.of_department", department=task.department)}))
