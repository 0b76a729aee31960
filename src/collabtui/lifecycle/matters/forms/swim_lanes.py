"""The process as it was and as it is to be: each in lanes of departments, in the order in which one step waits for
another; what has become less; and who has which duty at each node."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from collabtui.domain.action import Action
from collabtui.domain.refs import ref_order
from collabtui.formats.documents.document import Document, DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.forms.node_duties import duties_of_nodes
from collabtui.lifecycle.matters.forms.process_change import (
    changed_number,
    counted_changes,
    new_step_table,
    new_steps,
    old_step_table,
)

_Node = tuple[int, str, str]
"""The place in the order, from 1; the lane, a department; what stands there."""


def process(case: Case) -> Document:
    old, new = _old_nodes(case), _new_nodes(case)
    lanes = list(dict.fromkeys(lane for _, lane, _ in (*old, *new)))
    steps = new_steps(case, order_of)
    return case.document(
        "process",
        _drawn(case, "old_process", lanes, old),
        old_step_table(case, steps),
        _drawn(case, "new_process", lanes, new),
        new_step_table(case, steps),
        compared(case),
        duties_of_nodes(case, order_of(case.actions)),
    )


def compared(case: Case) -> DocumentTable:
    """Steps, departments, how often the work goes from one department to another, time, and what became of steps."""
    old, new, steps = _old_nodes(case), _new_nodes(case), new_steps(case, order_of)
    counts = {
        "steps_of_process": (len(old), len(new)),
        "lanes_of_process": (len({lane for _, lane, _ in old}), len({lane for _, lane, _ in new})),
        "turns_of_process": (_turns(old), _new_turns(case, new)),
    }
    rows = [
        (case.label(name), str(before), str(after), changed_number(case, before, after) if old and new else "")
        for name, (before, after) in counts.items()
    ]
    table_rows = (*rows, *counted_changes(case, steps)) if old or new else ()
    return case.table("measure old_process new_process change_of_process", table_rows, "comparison")


def order_of(actions: Iterable[Action]) -> Mapping[str, int]:
    """Ref → its place: 1 where it waits for nothing among these, else one behind the last that it waits for."""
    known = {one.ref: one for one in actions}
    places: dict[str, int] = {}
    left = dict.fromkeys(sorted(known, key=ref_order))
    while left:
        ready = [ref for ref in left if all(one not in left for one in known[ref].depends_on)]
        for ref in ready or list(left):  # what waits in a circle, which no command lets in, stands side by side
            before = [places[one] for one in known[ref].depends_on if one in places]
            places[ref] = 1 + max(before, default=0)
        left = {ref: None for ref in left if ref not in places}
    return places


def _old_nodes(case: Case) -> list[_Node]:
    return [(place, one.department, one.text) for place, one in enumerate(case.matter.old_steps, 1)]


def _new_nodes(case: Case) -> list[_Node]:
    """As they were typed; where they were not, the actions."""
    if case.matter.new_steps:
        return [(place, one.department, one.text) for place, one in enumerate(case.matter.new_steps, 1)]
    places = order_of(case.actions)
    follows = {one.ref: [other.ref for other in case.actions if one.ref in other.depends_on] for one in case.actions}
    return [
        (places[one.ref], _lane(case, one), _node_text(case, one, follows[one.ref]))
        for one in sorted(case.actions, key=lambda one: (places[one.ref], ref_order(one.ref)))
    ]


def _lane(case: Case, action: Action) -> str:
    return case.department(action.owner) or case.words("form.no_lane")


def _node_text(case: Case, action: Action, follows: Sequence[str]) -> str:
    """`A3 登记投诉（张伟）`, and what goes on from it below."""
    name = case.name(action.owner)
    text = f"{action.ref} {action.title}" + (case.words("form.within", text=name) if name else "")
    return f"{text}\n↓ {case.listed(sorted(follows, key=ref_order))}" if follows else text


def _drawn(case: Case, title: str, lanes: Sequence[str], nodes: Sequence[_Node]) -> DocumentTable:
    """A column a lane, a row a place in the order."""
    rows = []
    for place in sorted({place for place, _, _ in nodes}):
        cells = [
            "\n".join(text for at, where, text in nodes if (at, where) == (place, lane)) for lane in lanes
        ]  # fmt: skip
        rows.append((str(place), *cells))
    return DocumentTable((case.label("step"), *(lanes or [case.label("department")])), tuple(rows), case.label(title))


def _turns(nodes: Sequence[_Node]) -> int:
    return sum(one[1] != other[1] for one, other in pairwise(nodes))


def _new_turns(case: Case, new: Sequence[_Node]) -> int:
    if case.matter.new_steps:
        return _turns(new)
    lane_of = {one.ref: _lane(case, one) for one in case.actions}
    return sum(
        lane_of[before] != lane_of[one.ref] for one in case.actions for before in one.depends_on if before in lane_of
    )
