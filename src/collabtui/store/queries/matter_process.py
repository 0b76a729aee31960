"""The steps of the process that a matter changes, with the names of those who answer for them."""

from typing import NamedTuple

from collabtui.domain.matters.process_step import ProcessStep
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import select, unfold

_STEPS = {name: f"coalesce({name}, '[]')" for name in ("old_steps", "new_steps")}


class StepRow(NamedTuple):
    number: int
    """From 1, among the old ones or among the new ones."""
    is_new: bool
    step: ProcessStep
    owner: str
    """The name; empty where the step names nobody."""


def process_steps(reader: Connection, ref: str) -> list[StepRow]:
    """The old ones first, each in order; none for a matter that is not there."""
    found = []
    for row in unfold(select(reader, _STEPS, "FROM matter WHERE ref = ?", (ref,)), *_STEPS):
        for name in _STEPS:
            steps = map(ProcessStep.model_validate, row[name])
            found += [StepRow(number, name == "new_steps", step, "") for number, step in enumerate(steps, 1)]
    owners = list(dict.fromkeys(one.step.owner for one in found if one.step.owner))
    if not owners:
        return found
    asked = f"FROM person WHERE ref IN ({', '.join('?' * len(owners))}) ORDER BY id"
    names = {one["ref"]: one["name"] for one in select(reader, {"ref": "ref", "name": "name"}, asked, owners)}
    return [one._replace(owner=names.get(one.step.owner or "", "")) for one in found]
