"""Dependencies of an action, all the way, in both directions: as two trees."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import looked_up, marks
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.actions import actions_by_id

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow

MOST = 400
"""Actions that a tree shows; nobody reads more, and a tangle of thousands must not stop a key."""
_AT_ONCE = 400


class DependencyBranch(NamedTuple):
    """One line of a tree."""

    ref: str
    depth: int
    """1 for what is next to the action itself."""
    again: bool
    """It stands in the tree above already, with all that follows from it."""


class Tree(NamedTuple):
    rows: "dict[str, ActionRow]"
    """All actions in either tree, by ref; the one in the middle too."""
    needs: list[DependencyBranch]
    waiting: list[DependencyBranch]


def dependency_tree(reader: Connection, ref: str, *, today: date) -> Tree:
    """Done ones are there too: what was waited for explains the dates. Raises `Unknown` (key `action.unknown`)."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    rows = _rows(reader, [ref], today)
    if not rows:
        from collabtui.errors import Unknown

        raise Unknown("action.unknown", ref=ref)
    middle = next(iter(rows))
    frontier = [middle]
    while frontier and len(rows) < MOST:
        found = _rows(reader, [one for each in frontier for one in rows[each]["depends_on"] if one not in rows], today)
        before |= {each: rows[each]["depends_on"] for each in frontier}
        rows |= found
        frontier = list(found)
    frontier = [middle]
    while frontier and len(rows) < MOST:
        after |= _waiting(reader, frontier)
        named = dict.fromkeys(one for each in frontier for one in after.get(each, ()))
        rows |= _rows(reader, [one for one in named if one not in rows], today)
        frontier = [one for one in named if one not in after and one in rows]
    return Tree(rows, _branches(middle, before, rows), _branches(middle, after, rows))


def _rows(reader: Connection, refs: list[str], today: date) -> "dict[str, ActionRow]":
    wanted, ids = [kept_ref(one) for one in dict.fromkeys(refs)], list[int]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        bound = marks(len(some))
        ids += [identity for (identity,) in reader.rows(f"SELECT id FROM action WHERE ref IN ({bound})", some)]
    return {row["ref"]: row for row in actions_by_id(reader, ids, today=today)}


def _waiting(reader: Connection, refs: list[str]) -> dict[str, list[str]]:
    """Who names each of these; by due date."""
    found: dict[str, list[str]] = {ref: [] for ref in refs}
    for start in range(0, len(refs), _AT_ONCE):
        some = refs[start : start + _AT_ONCE]
        sql = f"""SELECT m.value, a.ref FROM member AS m {looked_up("action AS a", "a.id = m.id")}
                  WHERE m.kind = 'action' AND m.field = 'depends_on' AND m.value IN ({marks(len(some))})
                  ORDER BY a.due ASC NULLS LAST, a.id"""
        for value, ref in reader.rows(sql, some):
            found[value].append(ref)
    return found


def _branches(middle: str, edges: dict[str, list[str]], rows: "dict[str, ActionRow]") -> list[DependencyBranch]:
    """Depth first, each action's own following only once."""
    branches: list[DependencyBranch] = []
    shown = {middle}
    stack = [(ref, 1) for ref in reversed(edges.get(middle, ())) if ref in rows]
    while stack and len(branches) < MOST:
        ref, depth = stack.pop()
        branches.append(DependencyBranch(ref, depth, ref in shown and bool(edges.get(ref))))
        if ref not in shown:
            shown.add(ref)
            stack += [(one, depth + 1) for one in reversed(edges.get(ref, ())) if one in rows]
    return branches
