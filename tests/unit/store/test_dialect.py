"""Queries say plain SQL; what only SQLite says stands in `store.sqlite.dialect`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from collabtui.store import queries

OWN = re.compile(
    r"INDEXED BY|\bMATCH\b|\bGLOB\b|\bPRAGMA\b|\browid\b|_text AS|CROSS JOIN|\bIS \?|\?\d"
    r"|\b(?:json_\w+|group_concat|total|substr|instr|iif|ifnull|char|printf|typeof|unixepoch|julianday|strftime|date|time"
    r"|datetime)\(|\bsum\([^()]*[=<>]",
    re.IGNORECASE,
)
MODULES = sorted(Path(queries.__path__[0]).rglob("*.py"))


def texts(source: str) -> Iterator[str]:
    """The strings of a module, without those that are there for people."""
    tree = ast.parse(source)
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value


def own_words(source: str) -> list[str]:
    return [found[0] for text in texts(source) for found in OWN.finditer(text)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_query_names_nothing_that_only_sqlite_says(module: Path) -> None:
    assert own_words(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("SELECT json_extract(asked, '$.x')", "json_extract("),
        ("FROM action INDEXED BY action_open", "INDEXED BY"),
        ("WHERE action_text MATCH ?", "MATCH"),
        ("substr(at, 1, 10)", "substr("),
        ("FROM a CROSS JOIN b ON b.id = a.id", "CROSS JOIN"),
        ("WHERE matter = ?1", "?1"),
        ("SELECT sum(status = 'done')", "sum(status ="),
        ("ORDER BY datetime(at)", "datetime("),
    ],
)
def test_such_words_are_noticed(sql: str, word: str) -> None:
    assert own_words(f'"""json_each(x) is for people."""\nSQL = f"""{sql} {{x}}"""') == [word]
