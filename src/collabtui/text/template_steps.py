"""The steps that one filling of a template may take: counted and not timed, so that it ends on every machine where it
ends on one.

A step is a part of a template that is gone through, or a piece of what a filter, a method or a comparison looks at: a
loop within loops takes as many as it goes round, whether it writes anything or not. What counts is put into each
template as it is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.visitor import NodeTransformer

MOST_STEPS = 5_000_000
"""A mail of a million characters, about 10 000 actions, takes less than half of them."""
CHARACTERS = 64
"""Of a text that is only compared or copied, so many are a step."""
STEPS, LOOKED_AT, PUT_TOGETHER = "steps", "looked at", "put together"
"""Names of filters that a template may call, too: that takes steps and gives none back."""

_left = ContextVar[int]("steps that are left")


@contextmanager
def counted_steps() -> Iterator[None]:
    """One filling, with all that its template includes and imports."""
    token = _left.set(MOST_STEPS)
    try:
        yield
    finally:
        _left.reset(token)


def take_steps(number: int) -> None:
    """Raises `SecurityError` where no more are left."""
    left = _left.get() - abs(number)
    _left.set(left)
    if left < 0:
        raise SecurityError("too many steps")


def look_at(value: Any, times: int = 1) -> Any:
    """The value, of which all may be compared, or copied so many times."""
    size = len(value) // CHARACTERS if isinstance(value, str) else size_of(value)
    take_steps(size * times)
    return value


def counting(function: Any) -> Callable[..., Any]:
    """A filter or a test that takes steps by what it is given: Jinja2 hands some of them itself or its state first."""

    @wraps(function)  # also the mark that tells Jinja2 what to hand them
    def filled(*values: Any, **named: Any) -> Any:
        take_steps(1 + sum(map(size_of, values)))
        return function(*values, **named)

    return filled


def count_owner(method: object) -> None:
    """A step for a call, and of a text's or a mapping's own method those of its owner."""
    take_steps(1 + size_of(getattr(method, "__self__", None)))


def size_of(value: object) -> int:
    """The length of a text, or of a list with all that is in it; of more than there may be steps only that it is
    more."""
    if isinstance(value, str | range):
        return len(value)
    size, left = 0, [value]
    while left and size <= MOST_STEPS:
        one = left.pop()
        if isinstance(one, list | tuple | dict):
            size += len(one)
            left += one.values() if isinstance(one, dict) else one
        elif isinstance(one, str):
            size += len(one)
    return size


class StepCounter(NodeTransformer):
    """Puts into a template what counts its steps."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802  # as Jinja2 calls it
        counted: nodes.Node = self._counted(node)
        return counted

    visit_For = visit_Macro = visit_CallBlock = visit_Block = visit_Template  # noqa: N815  # as Jinja2 calls them

    def visit_List(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:  # noqa: N802  # as Jinja2 calls it
        """One that is of itself twice, and so on, has more in it than it looks."""
        self.generic_visit(node)
        is_read = getattr(node, "ctx", "load") == "load"
        return _filter(node, LOOKED_AT) if is_read else node

    visit_Tuple = visit_Dict = visit_List  # noqa: N815  # as Jinja2 calls them

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # as Jinja2 calls it
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), PUT_TOGETHER)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802  # as Jinja2 calls it
        """With a constant of the template nothing long is compared, unless it is looked for in something."""
        self.generic_visit(node)
        sides = [node.expr, *(one.expr for one in node.ops)]
        if not any(isinstance(side, nodes.Const) for side in sides) or any("in" in one.op for one in node.ops):
            for one in node.ops:
                one.expr = _filter(one.expr, LOOKED_AT)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802  # as Jinja2 calls it
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filter(node.node, LOOKED_AT)
        return node

    def _counted(self, node: Any) -> Any:
        parts = sum(1 for part in node.body for _ in part.find_all(nodes.Node))
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_filter(nodes.Const(1 + parts, lineno=node.lineno), STEPS)))
        node.body[0].lineno = node.lineno
        return node


def _filter(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
