"""The answer to an open question, on the shell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from collabtui.home import Home

Type = Callable[..., Any]


def test_a_question_gets_its_answer_and_the_next_minutes_name_it(published: Home, typed: Type, tmp_path: Path) -> None:
    """`tests/unit/lifecycle/meetings/test_follow_up.py` has the minutes of the next meeting."""
    (tmp_path / "notes.txt").write_text("q: 谁出预算\n", encoding="utf-8")
    typed(["meeting", "record", "M1", "--file", str(tmp_path / "notes.txt")])
    assert "谁出预算" in typed(["meeting", "minutes", "M1"]).out
    shown = typed(["matter", "settle", "Q1", "市场部，三月内"])
    assert (shown.code, "谁出预算" in shown.out, "市场部，三月内" in shown.out) == (0, True, True)
    again = typed(["matter", "settle", "Q1", "研发部"])
    assert (again.code, "市场部，三月内" in again.err) == (1, True)
    typed(["undo", "--yes"])
    assert typed(["matter", "settle", "Q1", "研发部", "--json"]).json["answer"] == "研发部"
    assert typed(["matter", "settle", "Q99", "x"]).code == 1
