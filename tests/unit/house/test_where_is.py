"""The map's answers to "where is …?" lead to the line."""

import re
from collections.abc import Iterable

import pytest

from support.paths import PACKAGE, ROOT

_ROW = re.compile(r"\| ([^|]*\?) \| `([^`]+)` \| `([^`]+)` \|")
QUESTIONS = _ROW.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))


def test_forty_questions_are_answered() -> None:
    assert len(QUESTIONS) >= 40
    assert len({question for question, _, _ in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize(("question", "file", "looked_for"), QUESTIONS)
def test_the_answer_stands_in_the_file_that_is_named(question: str, file: str, looked_for: str) -> None:
    place = PACKAGE / file
    assert looked_for in (place if place.is_file() else ROOT / file).read_text("utf-8"), question


MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
FILES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in PACKAGE.rglob("*.py")}
FOLDERS = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_dir()}


def stands_for(name: str) -> bool:
    """Whether `queue.queue` or `lifecycle.base.queue` ends the path of a module, or of a module and a name in it."""

    def found(path: str, places: Iterable[str]) -> list[str]:
        return [place for place in places if f"/{place}".endswith(f"/{path}")]

    whole = name.replace(".", "/")
    module, _, last = whole.rpartition("/")
    return bool(found(whole, {*FILES, *FOLDERS})) or any(
        re.search(rf"\b{last}\b", FILES[place].read_text("utf-8")) for place in found(module, FILES)
    )


def named(text: str) -> set[str]:
    """Dotted names that are written small, save names of files."""
    names = re.findall(r"(?<![\w/.*])(?:[a-z_]+\.)+[a-zA-Z_]+\b(?![/*(])", text)
    return {name for name in names if not name.endswith((".py", ".md", ".json", ".txt", ".html", ".toml"))}


def test_the_map_names_no_module_that_is_gone() -> None:
    """In backticks, and in the figures, which stand four columns in."""
    figures = "\n".join(line for line in MAP.split("\n") if line.startswith("    "))
    quoted = "\n".join(re.findall(r"`([^`]+)`", MAP))
    names = named(figures) | named(quoted)
    assert len(names) > 80
    assert {name for name in names if not stands_for(name)} == set()


@pytest.mark.parametrize("name", ["lifecycle.shaping", "lifecycle.base.queue.dequeue", "domain.concern"])
def test_a_module_that_is_gone_is_noticed(name: str) -> None:
    assert not stands_for(name)
