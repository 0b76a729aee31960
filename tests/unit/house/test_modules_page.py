"""docs/modules.md is made of the modules' own first sentences, and these say what a module has."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from support.paths import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "modules.md").read_text("utf-8")
LINES = re.findall(r"^- `(\w+)\.py` (.+)$", PAGE, re.MULTILINE)
LEAST_WORDS = 4
"""Beside the words of its name; a Chinese character counts as one."""


def script(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / "_modules.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own script


def test_the_index_says_what_the_modules_say() -> None:
    """After a module came, went or says something else: `scripts/modules --write`."""
    done = script("--check")
    assert (done.stdout, done.returncode) == ("", 0)


def test_every_module_and_every_room_stands_there_once() -> None:
    rooms = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert len(LINES) == sum(path.name != "__init__.py" for path in PACKAGE.rglob("*.py"))
    assert len(rooms) == len({*rooms}) == sum(1 for _ in PACKAGE.rglob("__init__.py"))


def test_a_module_that_says_something_else_is_named(tmp_path: Path) -> None:
    for place in ("scripts", "src/collabtui", "docs"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "scripts/_modules.py").write_bytes((ROOT / "scripts/_modules.py").read_bytes())
    (tmp_path / "src/collabtui/__init__.py").write_text('"""A package."""\n')
    module = tmp_path / "src/collabtui/rule.py"
    module.write_text('"""The two-days rule of `a. B`: first. What is\nmore."""\n')
    assert script("--check", root=tmp_path).returncode == 1
    script("--write", root=tmp_path)
    assert "\n- `rule.py` The two-days rule of `a. B`: first.\n" in (tmp_path / "docs/modules.md").read_text()
    assert script("--check", root=tmp_path).returncode == 0
    module.write_text('"""Another rule."""\n')
    done = script("--check", root=tmp_path)
    assert done.returncode == 1
    assert "- `rule.py` Another rule.\n" in done.stdout


def words(text: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in re.findall(r"[A-Za-z]+|[\u4e00-\u9fff]", text)}


@pytest.mark.parametrize(("name", "sentence"), LINES)
def test_a_first_sentence_says_more_than_the_name_of_its_module(name: str, sentence: str) -> None:
    assert len(words(sentence) - words(name.replace("_", " "))) >= LEAST_WORDS, sentence


def test_no_two_modules_say_the_same() -> None:
    assert [sentence for sentence, count in Counter(sentence for _, sentence in LINES).items() if count > 1] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_the_index_is_linked_from_where_one_begins(page: str) -> None:
    assert "modules.md" in (ROOT / page).read_text("utf-8")
