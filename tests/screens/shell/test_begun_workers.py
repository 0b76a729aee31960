"""Work for a worker is handed over as a function: a coroutine that was made for a worker which never begins, because
its page went down first, is never awaited, and Python warns of it in whatever runs next."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import ROOT


def _made_beforehand(source: str) -> Iterator[int]:
    """The lines on which `run_worker` gets what a call returned, but for a `partial`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "run_worker" and node.args:
            work = node.args[0]
            if isinstance(work, ast.Call) and ast.unparse(work.func) != "partial":
                yield node.lineno


def test_no_coroutine_is_made_before_its_worker_begins() -> None:
    screens = [path for path in sorted((ROOT / "src").rglob("*.py")) if "run_worker" in path.read_text("utf-8")]
    assert screens
    assert not {
        path.name: lines for path in screens if (lines := list(_made_beforehand(Path(path).read_text("utf-8"))))
    }


@pytest.mark.parametrize(
    ("line", "made"),
    [("self.run_worker(self.ask())", [1]), ("run_worker(partial(ask, 1))", []), ("page.run_worker(ask)", [])],
)
def test_only_a_call_that_makes_a_coroutine_is_refused(line: str, made: list[int]) -> None:
    assert list(_made_beforehand(line)) == made
