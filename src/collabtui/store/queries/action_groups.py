"""A list of actions in groups: by owner, department, matter or the week in which they are due."""

from array import array
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias, Unpack

from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter, Order, selection

Group: TypeAlias = Literal["owner", "department", "matter", "week"]
_COLUMN: dict[Group, str] = {"owner": "owner", "department": "owner", "matter": "matter", "week": "due"}


class Grouped(NamedTuple):
    """One group: a ref, a department or the ISO date of a Monday; empty for what belongs to none, which comes last."""

    name: str
    ids: "array[int]"


def grouped_ids(
    reader: Connection, group: Group, *, today: date, order: Order | None = None, **wanted: Unpack[ActionFilter]
) -> list[Grouped]:
    """The list as `actions.action_ids` has it, dealt out: each group keeps its order. Owners and departments by name,
    matters by ref, weeks as they come. Dealing takes a tenth of the time in which SQLite sorts the whole list."""
    chosen = selection(reader, today, order, wanted)
    named, ranked = _naming(reader, group)
    piles: dict[str, array[int]] = {}
    pile_of: dict[str | None, array[int]] = {}
    for identity, value in reader.run(f"SELECT a.id, a.{_COLUMN[group]} {chosen.rest}", chosen.values):
        pile = pile_of.get(value)
        if pile is None:
            pile = pile_of[value] = piles.setdefault(named(value), array("q"))
        pile.append(identity)
    return [Grouped(name, piles[name]) for name in sorted(piles, key=lambda name: (not name, ranked(name), name))]


def _naming(reader: Connection, group: Group) -> tuple[Callable[[str | None], str], Callable[[str], str]]:
    """What group a value of the column falls into, and what the groups are sorted by."""
    if group == "week":
        return _monday, str
    if group == "matter":
        return lambda ref: ref or "", str
    people = {
        ref: (name, department) for ref, name, department in reader.rows("SELECT ref, name, department FROM person")
    }
    if group == "owner":
        return lambda ref: ref or "", lambda ref: people[ref][0] if ref in people else ref
    return lambda ref: people[ref][1] if ref in people else "", str


def _monday(day: str | None) -> str:
    if not day:
        return ""
    due = date.fromisoformat(day)
    return (due - timedelta(days=due.weekday())).isoformat()
