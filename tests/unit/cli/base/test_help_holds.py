"""What the help says of filters and formats, tried."""

from pathlib import Path

import pytest

from collabtui.home import Home
from collabtui.system import pdf_printer
from support.command_line import Type

LATER = "2026-03-08T10:00+08:00"


def refs(typed: Type, line: str) -> set[str]:
    return {one.get("ref") or f"A{one['id']}" for one in typed(f"{line} --json", now=LATER).json}


def test_filters_of_actions_list_what_they_say(published: Home, typed: Type) -> None:
    assert typed("action update A3 --status done", now=LATER).code == 0
    everything = refs(typed, "action list")
    assert everything == {"A1", "A2", "A3"}
    assert refs(typed, "action list --open") == {"A1", "A2"}
    assert refs(typed, "action list --overdue") == {"A1"}
    assert refs(typed, "action list --due-before 2026-03-10") == {"A1"}
    assert refs(typed, "action list --search 测试报告") == {"A2"}
    assert refs(typed, "action list --search contract") == {"A3"}
    assert refs(typed, "action list --owner bob@example.test") == refs(typed, "action list --owner Bob") == {"A3"}
    assert refs(typed, "action list --department 法务部") == {"A3"}


def test_waiting_lists_only_what_waits_and_all_what_is_over(published: Home, typed: Type) -> None:
    assert typed("inbox list --waiting --json").json == []
    added = typed(["risk", "add", "supplier late", "--matter", "新品上线", "--level", "low", "--json"])
    assert added.code == 0, added.err
    ref = added.json["ref"]
    assert typed(f"risk update {ref} --state closed").code == 0
    assert ref not in {one["ref"] for one in typed("risk list --json").json}
    assert ref in {one["ref"] for one in typed("risk list --all --json").json}


@pytest.mark.parametrize("kind", ["md", "html", "txt", "ics", "json", "docx"])
def test_a_meeting_is_written_in_each_format(published: Home, typed: Type, tmp_path: Path, kind: str) -> None:
    said = typed(["meeting", "export", "M1", "--format", kind, "--out", str(tmp_path / f"m.{kind}")])
    assert said.code == 0, said.err
    assert (tmp_path / f"m.{kind}").stat().st_size > 100


@pytest.mark.parametrize("name", ["week", "department", "load", "promises", "answers"])
@pytest.mark.parametrize("kind", ["md", "html", "docx", "pdf"])
def test_a_report_is_written_in_each_format(
    published: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    monkeypatch.setattr(pdf_printer, "printed", lambda page: b"%PDF-1.7 " + page)
    said = typed(["report", name, "--format", kind, "--out", str(tmp_path / f"r.{kind}")])
    assert said.code == 0, said.err
    assert (tmp_path / f"r.{kind}").stat().st_size > 50


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "md", "todo.txt", "taskwarrior", "ics", "org"])
def test_actions_are_written_in_each_format(published: Home, typed: Type, tmp_path: Path, kind: str) -> None:
    assert typed(["action", "export", "--format", kind, "--out", str(tmp_path / "a")]).code == 0
    assert (tmp_path / "a").stat().st_size > 100


@pytest.mark.parametrize(("likely", "bad", "level"), [("high", "high", "high"), ("low", "low", "low")])
def test_likelihood_and_impact_give_the_level(published: Home, typed: Type, likely: str, bad: str, level: str) -> None:
    line = ["risk", "add", "late", "--matter", "新品上线", "--likelihood", likely, "--impact", bad, "--json"]
    assert typed(line).json["level"] == level


def test_every_day_that_the_help_names_is_a_day(published: Home, typed: Type) -> None:
    for day in ("2026-03-10", "friday", "下周三"):
        assert typed(["action", "add", f"By {day}", "--owner", "Bob", "--due", day]).code == 0


def test_so_many_changes_are_listed_as_the_limit_says(published: Home, typed: Type) -> None:
    for number in range(25):
        typed(["action", "update", "A1", "--note", f"note {number}"])
    assert len(typed("undo --list --json").json) == 20
    assert len(typed("undo --list --limit 3 --json").json) == 3
