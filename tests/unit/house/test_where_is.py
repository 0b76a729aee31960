"""The map's answers to "where is …?" lead to the line."""

import re

import pytest

from support.paths import PACKAGE, ROOT

_ROW = re.compile(r"\| ([^|]*\?) \| `([^`]+)` \| `([^`]+)` \|")
QUESTIONS = _ROW.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))


def test_forty_questions_are_answered() -> None:
    assert len(QUESTIONS) >= 40
    assert len({question for question, _, _ in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize(("question", "file", "looked_for"), QUESTIONS)
def test_the_answer_stands_in_the_file_that_is_named(question: str, file: str, looked_for: str) -> None:
    assert looked_for in (PACKAGE / file).read_text("utf-8"), question


def test_the_map_names_no_module_that_is_gone() -> None:
    """Backticked names of modules, `lifecycle.base.queue`, with or without a name in it."""
    rooms = {folder.name for folder in PACKAGE.iterdir() if folder.is_dir()}
    named = re.findall(r"`((?:[a-z_]+\.)+\w+)`", (ROOT / "docs" / "architecture.md").read_text("utf-8"))
    gone = []
    for name in (one for one in named if one.partition(".")[0] in rooms):
        parts = name.split(".")
        whole, without_last = PACKAGE.joinpath(*parts), PACKAGE.joinpath(*parts[:-1])
        if not any(path.with_suffix(".py").is_file() or path.is_dir() for path in (whole, without_last)):
            gone.append(name)
    assert gone == []
