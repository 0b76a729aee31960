"""What was worked out once, before a mutant was put in, does not hide the mutant."""

import os
import subprocess
import sys
from pathlib import Path

from support.paths import TESTS

MODULE = """
from functools import cache, lru_cache

def double(number):
    return number * 2

@cache
def quadruple(number):
    return double(double(number))

@lru_cache(maxsize=9)
def octuple(number):
    return double(quadruple(number))
"""
TEST = """
from functools import cache

from doubling import double, octuple, quadruple

@cache
def found():
    return [double(3), quadruple(3)]

def test_before_it_that_looks_at_nothing():
    quadruple(3)
    octuple(3)

def test_that_keeps_what_it_worked_out():
    assert octuple(3) == 24
    assert found() == [6, 12]
"""
AT_IMPORT = """
FACTORS = ("2", "3")

def number(text):
    return int(text)

def never(text):
    return 1 if len(text) > 100 else number(text)
"""
USER = """
from functools import cache

from factors import FACTORS, number

PRODUCT = number(FACTORS[0]) * number(FACTORS[1])

@cache
def product():
    return PRODUCT
"""
TEST_OF_USER = """
from products import product

import pytest

@pytest.mark.parametrize("said", ["3 and 2", "others"])
def test_of_another_module(said):
    assert product() == 6
"""

CAMPAIGN = """
import sys
from pathlib import Path
from mutation import mutation_run
from mutation.mutation_rooms import MutationRoom

mutation_run.ROOT = mutation_run.SOURCE = Path.cwd()
if __name__ == "__main__":
    room = MutationRoom("numbers", (sys.argv[1],), ("tests",))
    score = mutation_run.run_room(room, seed=1, sample=100)
    for one in score.fates:
        print("fate", one.mutant.function, one.fate)
    print("failing", score.failing)
"""
"""In a process of its own: pytest does not run within pytest."""


def fates(folder: Path, module: str, **files: str) -> list[str]:
    (folder / "tests").mkdir()
    for name, text in files.items():
        (folder / ("tests" if name.startswith("test_") else "") / f"{name}.py").write_text(text)
    (folder / "campaign.py").write_text(CAMPAIGN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(TESTS), *sys.path])}
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "campaign.py", module], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "failing ()"
    return [line.removeprefix("fate ") for line in done.stdout.splitlines() if line.startswith("fate ")]


def test_what_was_cached_without_the_mutant_is_worked_out_anew(tmp_path: Path) -> None:
    found = fates(tmp_path, "doubling.py", doubling=MODULE, test_doubling=TEST)
    assert len(found) == 5
    assert {one.split()[-1] for one in found} == {"killed"}


def test_what_another_module_made_of_it_at_its_import_is_made_with_the_mutant(tmp_path: Path) -> None:
    """A constant, and a function that runs then; what no test runs is named."""
    found = fates(tmp_path, "factors.py", factors=AT_IMPORT, products=USER, test_products=TEST_OF_USER)
    assert {one for one in found if not one.startswith("never")} == {" killed", "number killed"}
    assert {one for one in found if one.startswith("never")} == {"never unreached"}
