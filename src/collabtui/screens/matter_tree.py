"""The tasks of a matter as a tree: department, task, and below a task those of the department that wait for it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Row = dict[str, Any]
CLOSED = ("done", "cancelled")


class Task(NamedTuple):
    row: Row
    depth: int
    """0 directly below the department."""
    waits_for: tuple[Row, ...]
    """Unfinished tasks that it does not stand below: of other departments, or a second one."""


class Branch(NamedTuple):
    department: str
    """Empty where nobody owns the tasks, or the owners have none."""
    tasks: tuple[Task, ...]


def tree(rows: Sequence[Row]) -> tuple[Branch, ...]:
    """Departments by name, without one last; tasks in the order of `rows`, each exactly once."""
    by_ref = {row["ref"]: row for row in rows}
    departments = sorted({_department(row) for row in rows}, key=lambda name: (not name, name))
    return tuple(Branch(name, tuple(_tasks(name, rows, by_ref))) for name in departments)


def _department(row: Row) -> str:
    return (row["owner"] or {}).get("department") or ""


def _tasks(department: str, rows: Sequence[Row], by_ref: Mapping[str, Row]) -> Iterator[Task]:
    own = [row for row in rows if _department(row) == department]
    parents = {row["ref"]: _parent(row, department, by_ref) for row in own}
    below: dict[str, list[Row]] = {}
    for row in own:
        below.setdefault(parents[row["ref"]], []).append(row)
    stack = [(row, 0) for row in reversed(below.get("", []))]
    while stack:
        row, depth = stack.pop()
        waits_for = (by_ref[ref] for ref in row["depends_on"] if ref in by_ref and ref != parents[row["ref"]])
        yield Task(row, depth, tuple(one for one in waits_for if one["status"] not in CLOSED))
        stack += [(child, depth + 1) for child in reversed(below.get(row["ref"], []))]


def _parent(row: Row, department: str, by_ref: Mapping[str, Row]) -> str:
    """The first task of the same department that it waits for; empty when there is none."""
    needed = (ref for ref in row["depends_on"] if ref in by_ref)
    return next((ref for ref in needed if _department(by_ref[ref]) == department), "")
