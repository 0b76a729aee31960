"""Which tests a change can reach, the nearest first, as many as there is time for.

    _reach.py [BASE]      test files, a line each, for what differs from BASE and what git does not know yet

Near is: a test that was changed itself; one named after a changed module; one in the folder that mirrors the module's;
one that imports the module, or what imports it. Of data: a test that names the file. Runs on the bare standard library,
in the top folder of the checkout.
"""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

SOURCE, TESTS = Path("src"), Path("tests")
SECONDS = 30.0
"""Of wall-clock time for the tests; the rest of the minute is for lint, types and contracts."""
SECONDS_A_TEST = {"screens": 0.6, "snapshots": 1.5, "integration": 1.5, "end_to_end": 8.0, "cli": 0.25}
"""Of a processor, by the folder that is in the path; what is in none of them takes OTHERWISE."""
OTHERWISE = 0.05
NOT_HERE = {"mailbed", "pgbed"}
"""Folders whose tests need servers that scripts/test sets up."""
HOUSE = TESTS / "unit" / "house"
"""Tests of what holds everywhere: words, names, packaging. A change of data reaches them."""


def changed(base: str) -> list[Path]:
    listed = _git("diff", "--name-only", base) + _git("ls-files", "--others", "--exclude-standard")
    return [Path(name) for name in dict.fromkeys(listed)]


def base_of_branch() -> str:
    """Where this branch left main; on main itself the last commit."""
    fork = _git("merge-base", "HEAD", "main") if _git("branch", "--list", "main") else []
    return fork[0] if fork else "HEAD"


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607  # git itself
    return done.stdout.splitlines()


def test_files() -> list[Path]:
    found = (path for path in TESTS.rglob("test_*.py") if NOT_HERE.isdisjoint(path.parts))
    return sorted(found)


def module_of(path: Path) -> str:
    top = SOURCE if path.is_relative_to(SOURCE) else TESTS
    return ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file may import, also inside functions: `from a import b` may mean a or a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@cache
def importers() -> dict[str, set[Path]]:
    """Of each module the files that import it themselves."""
    found: dict[str, set[Path]] = defaultdict(set)
    for path in (*SOURCE.rglob("*.py"), *TESTS.rglob("*.py")):
        for name in imported(path):
            found[name].add(path)
    return found


def ranked(changes: Iterable[Path]) -> list[Path]:
    """Test files by nearness; those that nothing leads to are not among them."""
    tests, imports = test_files(), importers()
    near: dict[Path, int] = {}

    def reach(rank: int, found: Iterable[Path]) -> None:
        for path in found:
            if path in known:
                near[path] = min(rank, near.get(path, rank))

    known = set(tests)
    for change in changes:
        reach(0, [change])
        reach(2, (test for test in tests if test.parent == _mirror(change)))
        if change.suffix == ".py" and change.parts[0] in ("src", "tests"):
            reach(1, (test for test in tests if test.stem == f"test_{change.stem}"))
            direct = imports[module_of(change)]
            reach(3, direct)
            reach(4, (path for module in direct for path in imports[module_of(module)]))
        else:
            reach(1, (test for test in tests if change.name in test.read_text(encoding="utf-8")))
            if change.suffix != ".md":
                reach(3, (test for test in tests if test.is_relative_to(HOUSE)))
    return sorted(near, key=lambda path: (near[path], str(path)))


def _mirror(change: Path) -> Path | None:
    """`src/collabtui/mail/parse/x.py` → `tests/unit/mail/parse`; a page's → `tests/screens/<page>`."""
    if change.parts[:2] != ("src", "collabtui"):
        return None
    rooms = change.parts[2:-1]
    top = TESTS if rooms[:1] == ("screens",) else TESTS / "unit"
    return top.joinpath(*rooms)


def seconds(test: Path) -> float:
    text = test.read_text(encoding="utf-8")
    each = next((cost for folder, cost in SECONDS_A_TEST.items() if folder in test.parts), OTHERWISE)
    return each * max(1, text.count("def test_") + text.count("\n        (") / 2)


def budget(processors: int, load: float) -> float:
    """Seconds of a processor that the tests may take, one process on each, beside `load` processes of others."""
    return SECONDS * processors * processors / (processors + load)


def main(arguments: list[str]) -> None:
    found = ranked(changed(arguments[0] if arguments else base_of_branch()))
    may_take = budget(os.cpu_count() or 1, os.getloadavg()[0])
    spent, left = 0.0, 0
    for test in found:
        cost = seconds(test)
        if spent and spent + cost > may_take:
            left += 1
            continue
        spent += cost
        print(test)
    if left:
        print(f"{left} files of tests that the change may reach as well are left to scripts/test", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
