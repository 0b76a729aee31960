"""What a test has worked out once, before a mutant was put in, does not hide the mutant."""

import os
import subprocess
import sys
from pathlib import Path

from support.paths import TESTS

MODULE = """
from functools import cache

def double(number):
    return number * 2

@cache
def quadruple(number):
    return double(double(number))
"""
TEST = """
from functools import cache

from doubling import double, quadruple

@cache
def found():
    return [double(3), quadruple(3)]

def test_that_keeps_what_it_worked_out():
    assert found() == [6, 12]
"""

CAMPAIGN = """
from pathlib import Path
from mutation import mutation_run
from mutation.mutation_rooms import MutationRoom

mutation_run.ROOT = mutation_run.SOURCE = Path.cwd()
score = mutation_run.run_room(MutationRoom("doubling", ("doubling.py",), ("tests",)), seed=1, sample=100)
print("fates", len(score.fates), sorted({one.fate for one in score.fates}), score.failing)
"""
"""In a process of its own: pytest does not run within pytest."""


def test_what_was_cached_without_the_mutant_is_worked_out_anew(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "doubling.py").write_text(MODULE)
    (tmp_path / "tests" / "test_doubling.py").write_text(TEST)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(TESTS), *sys.path])}
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", CAMPAIGN], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "fates 4 ['killed'] ()"
