"""Mutants of a module: one small change each, inside a function or of a constant of the module."""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

Kind = str
"""What was changed: comparison, boolean, condition, arithmetic, constant, return, statement."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Mutant(NamedTuple):
    path: Path
    function: str
    """Its name in the module, without that of its class; empty: a constant of the module."""
    number: int
    """Which change of the module this is, counted from its top."""
    kind: Kind
    first: int
    last: int
    """Lines of the statement, or of the condition, that is changed."""
    change: str
    """`old → new`, as source."""


class _Change(NamedTuple):
    node: ast.AST
    lines: tuple[int, int]
    function: str
    kind: Kind
    new: ast.AST


def mutants(path: Path, functions: tuple[str, ...] = ()) -> list[Mutant]:
    """All of a module, or of these functions of it only."""
    tree = ast.parse(_text(path))
    return [
        Mutant(path, one.function, number, one.kind, *one.lines, f"{_source(one.node)} → {_source(one.new)}")
        for number, one in enumerate(_changes(tree))
        if not functions or one.function in functions
    ]


def mutated(mutant: Mutant) -> ast.Module:
    """The module with that one change; lines keep their numbers."""
    tree = ast.parse(_text(mutant.path))
    change = next(one for number, one in enumerate(_changes(tree)) if number == mutant.number)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is change.node:
                setattr(parent, field, change.new)
            elif isinstance(value, list):
                value[:] = [change.new if one is change.node else one for one in value]
    return ast.fix_missing_locations(tree)


@cache
def _text(path: Path) -> str:
    """Read once: who works on the module meanwhile changes no mutant."""
    return path.read_text(encoding="utf-8")


def _source(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _changes(tree: ast.Module) -> Iterator[_Change]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            yield from _in_expressions(statement.value, _lines(statement), "")
        elif isinstance(statement, ast.ClassDef):
            for method in statement.body:
                if isinstance(method, _Function):
                    yield from _in_block(method.body, method.name)
        elif isinstance(statement, _Function):
            yield from _in_block(statement.body, statement.name)


def _lines(node: ast.stmt | ast.expr) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _in_block(block: list[ast.stmt], function: str) -> Iterator[_Change]:
    for statement in block:
        if _says_nothing(statement):
            continue
        yield from _of_statement(statement, function)
        for _, value in ast.iter_fields(statement):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield from _in_block(value, function)
        for handler in getattr(statement, "handlers", []):
            yield from _in_block(handler.body, function)
        for case in getattr(statement, "cases", []):
            yield from _in_block(case.body, function)


def _says_nothing(statement: ast.stmt) -> bool:
    """A docstring, an import, or a line for the log, whose words no test compares."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
        return True
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Call) and _source(value.func).startswith("log."))


def _of_statement(statement: ast.stmt, function: str) -> Iterator[_Change]:
    simple = not hasattr(statement, "body") and not hasattr(statement, "cases")
    if _may_go(statement):
        yield _Change(statement, _lines(statement), function, "statement", ast.Pass())
    # a condition takes None for False; that it is True instead is a change of the constant
    if isinstance(statement, ast.Return) and statement.value and _source(statement.value) not in ("None", "False"):
        yield _Change(statement.value, _lines(statement), function, "return", ast.Constant(None))
    for field, value in ast.iter_fields(statement):
        if field == "annotation":
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.expr):
                yield from _in_expressions(node, _lines(statement) if simple else _lines(node), function)
            elif isinstance(node, ast.withitem):
                yield from _in_expressions(node.context_expr, _lines(node.context_expr), function)
            elif isinstance(node, ast.match_case) and node.guard:
                yield from _in_expressions(node.guard, _lines(node.guard), function)
    if isinstance(statement, ast.If | ast.While):
        yield from _negated(statement.test, _lines(statement.test), function)


def _may_go(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return all(isinstance(target, ast.Attribute | ast.Subscript) for target in statement.targets)
    return isinstance(statement, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break | ast.Delete)


def _in_expressions(top: ast.expr, lines: tuple[int, int], function: str) -> Iterator[_Change]:
    for node in ast.walk(top):
        if isinstance(node, ast.JoinedStr | ast.FormattedValue):
            continue
        if isinstance(node, ast.IfExp):
            yield from _negated(node.test, lines, function)
        elif isinstance(node, ast.comprehension):
            for condition in node.ifs:
                yield from _negated(condition, lines, function)
        for kind, new in _replacements(node):
            yield _Change(node, lines, function, kind, new)


def _negated(test: ast.expr, lines: tuple[int, int], function: str) -> Iterator[_Change]:
    """Where no other mutant turns the condition round already."""
    if not isinstance(test, ast.Compare | ast.UnaryOp):
        yield _Change(test, lines, function, "condition", ast.UnaryOp(ast.Not(), copy.copy(test)))


def _replacements(node: ast.AST) -> Iterator[tuple[Kind, ast.AST]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            ops = [*node.ops[:place], _COMPARED[type(operator)](), *node.ops[place + 1 :]]
            yield "comparison", ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield "boolean", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "boolean", node.operand
    elif isinstance(node, ast.BinOp) and (other := _CALCULATED.get(type(node.op))):
        yield "arithmetic", ast.BinOp(node.left, other(), node.right)
    elif isinstance(node, ast.Constant) and (changed := _CONSTANTS.get(type(node.value))):
        yield "constant", ast.Constant(changed(node.value))


_CONSTANTS: dict[type, Callable[..., bool | int | float | str]] = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    float: lambda value: value + 1.0,
    str: lambda value: value + "x",
}
