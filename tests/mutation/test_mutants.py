"""The small changes that scripts/mutate makes."""

import ast
from pathlib import Path

import pytest

from mutation.mutants import mutants, mutated
from mutation.mutation_rooms import ROOMS, ROOT, SOURCE

MODULE = '''"""Not changed."""
LIMIT = 5


def outer(a: int = 3) -> bool:
    """Not changed either."""
    log.warning("nor this")
    %s


class Other:
    def method(self) -> int:
        return 7
'''


def changes(path: Path, statement: str) -> list[str]:
    path.write_text(MODULE % statement)
    return [one.change for one in mutants(path, ("outer",))]


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        ("return a < LIMIT", ["a < LIMIT → None", "a < LIMIT → a <= LIMIT"]),
        ("return a in b and c", [
            "a in b and c → None", "a in b and c → a in b or c", "a in b → a not in b",
        ]),
        ("return not a", ["not a → None", "not a → a"]),
        ("return None", []),
        ("return False", ["False → True"]),
        ("return True", ["True → None", "True → False"]),
        ("a.b = c - 1", ["a.b = c - 1 → pass", "c - 1 → c + 1", "1 → 2"]),
        ("b = 'x'", ["'x' → 'xx'"]),
        ("b = True", ["True → False"]),
        ("raise b", ["raise b → pass"]),
        ("b()", ["b() → pass"]),
        ("while a: break", ["break → pass", "a → not a"]),
        ("b = [c for c in d if c]", ["c → not c"]),
        ("b = c if d else e", ["d → not d"]),
        ("b: Literal['x'] = c", []),
    ],
)  # fmt: skip
def test_each_part_of_a_statement_is_changed_once(tmp_path: Path, statement: str, changed: list[str]) -> None:
    assert sorted(changes(tmp_path / "m.py", statement)) == sorted(changed)


def test_a_mutant_is_the_module_with_one_change_on_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text(MODULE % "return a < LIMIT")
    found = mutants(path)
    assert {(one.function, one.first) for one in found} == {("", 2), ("outer", 8), ("method", 13)}
    original = ast.unparse(ast.parse(path.read_text())).splitlines()
    for one in found:
        after = ast.unparse(mutated(one)).splitlines()
        assert sum(before != now for before, now in zip(original, after, strict=True)) == 1


def test_each_room_names_modules_and_tests_that_are_there() -> None:
    assert [module for room in ROOMS for module in room.modules if not any(SOURCE.glob(module))] == []
    assert [test for room in ROOMS for test in room.tests if not (ROOT / test).exists()] == []
