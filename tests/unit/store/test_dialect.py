"""What only one engine says stands in its room or in `store.common_sql`: others say plain SQL, or none at all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import collabtui
from collabtui import store

OWN = re.compile(
    r"INDEXED BY|NOT INDEXED|WITHOUT ROWID|INSERT OR |BEGIN IMMEDIATE|sqlite_|x''|\bfts5|_text_content"
    r"|\bMATCH\b|\bGLOB\b|\bPRAGMA\b|\browid\b|_text AS|CROSS JOIN|\bIS \?|\?\d"
    r"|\b(?:json_\w+|group_concat|total|substr|instr|iif|ifnull|char|printf|typeof|unixepoch|julianday|strftime|date|time"
    r"|datetime)\(|\bsum\([^()]*[=<>]",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\bPRAGMA\b|sqlite_(?:master|schema)|INDEXED BY|\bfts5|_text (?:AS|MATCH)|\bjson_(?:each|extract)\(", re.I
)
"""What stands in no sentence for people either."""
ENGINE = re.compile(r"^\s*(?:import|from) (?:sqlite3|sqlite_utils|psycopg|psycopg_pool)\b", re.MULTILINE)
SOURCE, STORE = Path(collabtui.__path__[0]), Path(store.__path__[0])
ENGINES = tuple(STORE / name for name in ("sqlite", "postgresql", "common_sql"))
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if not any(path.is_relative_to(one) for one in ENGINES)]


def texts(source: str) -> Iterator[str]:
    """The strings of a module, without those that are there for people."""
    tree = ast.parse(source)
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value


def own_words(source: str, words: re.Pattern[str] = OWN) -> list[str]:
    return [found[0] for text in texts(source) for found in words.finditer(text)]


@pytest.mark.parametrize("module", [path for path in MODULES if path.is_relative_to(STORE)], ids=lambda path: path.stem)
def test_the_rest_of_the_store_names_nothing_that_only_sqlite_says(module: Path) -> None:
    assert own_words(module.read_text(encoding="utf-8")) == []


def test_no_module_elsewhere_speaks_to_the_engine() -> None:
    found = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}
    assert {name: words for name, source in found.items() if (words := own_words(source, NEVER))} == {}
    assert [name for name, source in found.items() if ENGINE.search(source)] == []


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("SELECT json_extract(asked, '$.x')", "json_extract("),
        ("FROM action INDEXED BY action_open", "INDEXED BY"),
        ("WHERE action_text MATCH ?", "MATCH"),
        ("FROM action NOT INDEXED", "NOT INDEXED"),
        ("SELECT name FROM sqlite_master", "sqlite_"),
        ("PRAGMA integrity_check", "PRAGMA"),
        ("substr(at, 1, 10)", "substr("),
        ("FROM a CROSS JOIN b ON b.id = a.id", "CROSS JOIN"),
        ("WHERE matter = ?1", "?1"),
        ("SELECT sum(status = 'done')", "sum(status ="),
        ("ORDER BY datetime(at)", "datetime("),
    ],
)
def test_such_words_are_noticed(sql: str, word: str) -> None:
    assert own_words(f'"""json_each(x) is for people."""\nSQL = f"""{sql} {{x}}"""') == [word]
