"""The duty at each node of the new process: which department leads it, who answers for it first, who does it and who
supports it."""

from collections.abc import Iterator, Mapping

from collabtui.domain.action import Action
from collabtui.domain.matters.process_step import ProcessStep, is_part_of_step
from collabtui.domain.refs import ref_order
from collabtui.formats.documents.document import Cell, DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.process_steps import duration_in_words

_WHO = "node leading_department supporting_departments first_responsible post done_by helpers"


def duties_of_nodes(case: Case, places: Mapping[str, int]) -> DocumentTable:
    """A row a step that was typed; where none was, a row an action. `places`: of actions (refs), in the order in which
    one waits for another."""
    if case.matter.new_steps:
        return case.table(f"{_WHO} gets gives takes", _of_steps(case), "duties_of_nodes")
    ordered = sorted(case.actions, key=lambda one: (places[one.ref], ref_order(one.ref)))
    rows = (
        (
            f"{one.ref} {one.title}",
            case.department(one.owner),
            case.listed(case.supporting(one)),
            case.name(one.owner),
            case.post(one.owner),
            *_hands(case, (one,)),
            case.listed(one.depends_on),
            one.deliverable,
        )
        for one in ordered
    )
    return case.table(f"{_WHO} depends_on deliverable", rows, "duties_of_nodes")


def _of_steps(case: Case) -> Iterator[tuple[Cell, ...]]:
    """The actions of a step say who answers for it where the step itself does not; other actions are no nodes."""
    people = {one.name for one in case.everybody.values()}
    for place, step in enumerate(case.matter.new_steps, 1):
        actions = [one for one in case.actions if is_part_of_step(one.task, one.title, place, step.text)]
        first = [step.owner] if step.owner else list(dict.fromkeys(one.owner for one in actions if one.owner))
        done_by, helpers = _hands(case, actions)
        yield (
            f"{place} {step.text}",
            step.department,
            case.listed(_supporting(case, step, actions, people)),
            case.listed(map(case.name, first)),
            case.listed(map(case.post, first)),
            done_by,
            case.listed((helpers, *(name for name in step.supporting if name in people))),
            step.gets,
            step.gives,
            duration_in_words(step.minutes, case.words),
        )


def _supporting(case: Case, step: ProcessStep, actions: list[Action], people: set[str]) -> list[str]:
    """The departments beside the one that leads the step."""
    named = [name for name in step.supporting if name not in people]
    helping = [case.department(one.owner) for one in actions]
    helping += [name for one in actions for name in case.supporting(one)]
    return [name for name in dict.fromkeys((*named, *helping)) if name and name != step.department]


def _hands(case: Case, actions: tuple[Action, ...] | list[Action]) -> tuple[str, str]:
    """Who does them, and who supports whoever does, each with his post."""
    doers = (case.with_post(ref) for one in actions for ref in one.doers)
    helpers = (case.with_post(each.person) for one in actions for each in one.collaborators if not each.does)
    return case.listed(doers), case.listed(helpers)
