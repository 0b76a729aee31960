"""The rules on actions that wait for each other: a circle is refused before it is closed, and days may not fit."""

from collections.abc import Callable, Iterable, Mapping

from collabtui.domain.action import Action
from collabtui.errors import Refused


def cycle(
    ref: str, depends_on: Iterable[str], edges: Mapping[str, Iterable[str]] | Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """The way from `ref` back to itself that `depends_on` would close, or () when there is none.

    `edges` gives what an action already depends on.
    """
    lookup = edges if callable(edges) else lambda node: edges.get(node, ())
    stack: list[tuple[str, tuple[str, ...]]] = [(first, (ref, first)) for first in depends_on]
    seen: set[str] = set()
    while stack:
        node, path = stack.pop()
        if node == ref:
            return path
        if node in seen:
            continue
        seen.add(node)
        stack.extend((following, (*path, following)) for following in lookup(node))
    return ()


def refuse_cycle(ref: str, depends_on: Iterable[str], edges: Callable[[str], Iterable[str]]) -> None:
    """Raises `Refused` (action.cycle: ref, way) where `ref` would wait for itself; rows of a table: `import_table`."""
    if way := cycle(ref, [one.upper() for one in depends_on], edges):
        raise Refused("action.cycle", ref=ref, way=" → ".join(way))


def comes_too_late(awaited: Action, waiting: Action) -> bool:
    """Whether what is waited for is due after the other should begin, or where it has no beginning, be done."""
    needed = waiting.planned_start or waiting.due
    return bool(awaited.due and needed and awaited.due > needed)
