"""Docstrings begin with what a thing is or does: a noun or a verb, no relative clause in the place of a name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import PACKAGE

CLAUSE = re.compile(
    r"(?:(?:Of|To|From|In|On|Until|Since|By) )?(?:what|who|whom|whose|which|where|when|why|how|whatever|whoever)\b",
    re.IGNORECASE,
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def documented(path: Path) -> Iterator[tuple[str, str, str]]:
    """Name, first line and annotation of the result, of a module and of everything public in it."""

    def within(node: ast.AST, name: str) -> Iterator[tuple[str, str, str]]:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            returns = getattr(node, "returns", None)
            yield name, (ast.get_docstring(node) or "").partition("\n")[0], ast.unparse(returns) if returns else ""
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and child.name
            if named and not named.startswith("_"):
                yield from within(child, f"{name}.{named}")

    return within(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(PACKAGE).as_posix())


def is_clause(opening: str, returns: str) -> bool:
    """`Whether` is for what is true or false."""
    if opening.startswith("Whether "):
        return returns not in ("bool", "") and not returns.startswith("TypeGuard")
    return CLAUSE.match(opening) is not None


@pytest.mark.parametrize(
    ("opening", "returns", "clause"),
    [
        ("What the mail says.", "str", True),
        ("Who acts, and when.", "", True),
        ("Until when it is due.", "datetime", True),
        ("Whether it is due.", "datetime", True),
        ("Whether it is due.", "bool", False),
        ("Whatever can be wrong is a verdict.", "Verdict", True),
        ("The day on which it is due.", "date", False),
        ("Whole phrases only.", "", False),
    ],
)
def test_a_clause_is_told_from_a_name(opening: str, returns: str, clause: bool) -> None:
    assert is_clause(opening, returns) == clause


def test_docstrings_begin_with_what_a_thing_is_or_does() -> None:
    found = [one for path in MODULES for one in documented(path)]
    assert len(found) > 2000
    assert [(name, opening) for name, opening, returns in found if is_clause(opening, returns)] == []
