"""Actions in from tables and out to them, by command."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from collabtui.cli.action import action_import_command
from collabtui.home import Home
from support.command_line import Type

TABLE = "子任务,负责人,计划完成,心情\n写说明书,Alice,2026-03-20,好\n付印,Bob,2026-03-27,\n"


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    file = tmp_path / "任务.csv"
    file.write_bytes(TABLE.encode("gb18030"))
    return file


def test_a_table_is_shown_line_by_line_and_imported(published: Home, typed: Type, tasks: Path) -> None:
    line = ["action", "import", str(tasks), "--matter", "新品上线", "--lang", "zh"]
    shown = typed(line)
    assert "第 2 行  新增" in shown.out
    assert "负责人：Alice" in shown.out
    assert "--yes" in shown.out
    assert "心情" in shown.err
    assert typed([*line, "--json"]).json[0] == {
        "row": 2, "sheet": None, "kind": "new", "ref": None, "title": "写说明书", "changes": {
            "title": {"old": None, "new": "写说明书"}, "owner": {"old": None, "new": "Alice"},
            "due": {"old": None, "new": "2026-03-20"}, "matter": {"old": None, "new": "X-2026-001"},
        },
        "risks": [], "remarks": [],
    }  # fmt: skip
    assert len(typed("action list --json").json) == 3, "without --yes it only shows"
    assert "新增 2 项" in typed([*line, "--yes"]).out
    assert "A5" in typed("action list").out
    again = typed([*line, "--yes", "--json"]).json
    assert [(one["row"], one["kind"], one["ref"]) for one in again] == [(2, "same", "A4"), (3, "same", "A5")]


def test_a_dry_run_shows_it_and_does_nothing(
    published: Home, typed: Type, tasks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_import_command, "_asks", lambda *_: True)
    shown = typed(["action", "import", str(tasks), "--dry-run", "--yes"])
    assert all(title in shown.out for title in ("写说明书", "付印"))
    assert len(typed("action list --json").json) == 3


def test_what_is_wrong_is_one_sentence_that_names_the_cell(published: Home, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("subtask,due\nprint,40 March\n", encoding="utf-8")
    said = typed(["action", "import", str(file)])
    assert (said.code, said.out, said.err.strip().count("\n")) == (1, "", 0)
    assert all(part in said.err for part in ("B2 (due)", "40 March"))


def test_whom_nobody_knows_is_named_with_whom_he_may_be(published: Home, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("subtask,owner\nprint,Alise\n", encoding="utf-8")
    shown = typed(["action", "import", str(file), "--lang", "en"])
    assert "“Alise” (owner) is not in the address book" in shown.out
    assert "Did you mean Alice" in shown.out
    assert '--column "@Alise=NAME"' in shown.err
    done = typed(["action", "import", str(file), "--column", "@Alise=Alice", "--yes", "--json"]).json
    assert done[0]["changes"]["owner"]["new"] == "Alice"
    assert ("@alise", "Alice") in [(one["name"], one["field"]) for one in typed("action columns --json").json]
    assert "@alise" in typed("action columns").out


def workbook(path: Path) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, head, row in (
        ("三月", ("任务", "负责人"), ("搬家", "Alise")),
        ("四月", ("事项", "承办人", "办理情况"), ("布线", "Bob", "看样")),
    ):
        sheet = book.create_sheet(name)
        sheet.append(head)
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("answers", "rows"),
    [
        (("*", "Alice"), [("搬家", "Alice"), ("布线", "Bob")]),
        (("9", "四月"), [("布线", "Bob")]),
        (("1", "Nobody", "Alice"), [("搬家", "Alice")]),
        (("", ""), [("搬家", None)]),
    ],
    ids=["all", "by-name", "by-number", "first"],
)
def test_at_a_terminal_it_asks_which_sheet_and_who_somebody_is(
    published: Home,
    typed: Type,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    rows: list[tuple[str, str | None]],
) -> None:
    left = list(answers)

    def answer(question: str) -> str:
        if "[y/N]" in question:
            return "y"
        return left.pop(0) if "Which one" in question or "Who is" in question else ""

    monkeypatch.setattr(action_import_command, "_asks", lambda *_: True)
    monkeypatch.setattr("builtins.input", answer)
    assert typed(["action", "import", str(workbook(tmp_path / "b.xlsx")), "--lang", "en"]).code == 0
    found = typed("action list --json").json
    titles = {one["title"]: (one["owner"] or {}).get("name") for one in found}
    assert [(title, titles[title]) for title in ("搬家", "布线") if title in titles] == rows
    assert left == []


@pytest.mark.parametrize(("answers", "due"), [(("7", "2"), "2026-04-12"), (("mm/dd",), "2026-12-04")])
def test_at_a_terminal_it_asks_how_a_column_writes_its_days(
    published: Home,
    typed: Type,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    due: str,
) -> None:
    file, left = tmp_path / "tasks.csv", list(answers)
    file.write_text("Task,Owner,Due\nPrint,Bob,12/04/2026\n", encoding="utf-8")
    refused = typed(["action", "import", str(file), "--lang", "en"])
    assert (refused.code, '--column "Due=mm/dd" or --column "Due=dd/mm"' in refused.err) == (1, True)
    monkeypatch.setattr(action_import_command, "_asks", lambda *_: True)
    monkeypatch.setattr("builtins.input", lambda question: "y" if "[y/N]" in question else left.pop(0))
    assert typed(["action", "import", str(file), "--lang", "en"]).code == 0
    assert [one["due"] for one in typed("action list --json").json if one["title"] == "Print"] == [due]
    assert typed(["action", "import", str(file)]).code == 0, "the answer is remembered"
    assert "days with the" in typed(["action", "columns", "--lang", "en"]).out
    assert left == []


@pytest.mark.parametrize(("answer", "there"), [("y", 5), ("是", 5), ("", 3), ("n", 3)])
def test_at_a_terminal_it_asks_first(
    published: Home, typed: Type, tasks: Path, monkeypatch: pytest.MonkeyPatch, answer: str, there: int
) -> None:
    monkeypatch.setattr(action_import_command, "_asks", lambda *_: True)
    monkeypatch.setattr("builtins.input", lambda question: answer if "[y/N]" in question or "吗" in question else "")
    assert typed(["action", "import", str(tasks), "--matter", "新品上线"]).code == 0
    assert len(typed("action list --json").json) == there


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "md", "todo.txt", "taskwarrior", "ics", "org"])
def test_every_format_holds_what_is_let_through(published: Home, typed: Type, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "out"
    said = typed(["action", "export", "--format", kind, "--owner", "Bob", "--out", str(file)])
    assert (said.code, str(file) in said.out) == (0, True)
    if kind != "xlsx":
        text = file.read_text(encoding="utf-8")
        assert "Review the contract" in text
        assert "压力测试" not in text


def test_an_export_that_was_edited_comes_back(published: Home, typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "actions.csv"
    assert typed(["action", "export", "--out", str(file)]).code == 0
    file.write_bytes(file.read_bytes().replace(b"2026-03-13", b"2026-03-18"))
    changed = typed(["action", "import", str(file), "--yes", "--json"]).json
    assert [(one["ref"], one["kind"]) for one in changed] == [("A1", "same"), ("A3", "same"), ("A2", "changed")]
    assert changed[2]["changes"] == {"due": {"old": "2026-03-13", "new": "2026-03-18"}}


def test_json_has_the_keys_of_the_contract_first(published: Home, typed: Type) -> None:
    exported = json.loads(typed("action export --format json").out)
    listed = typed("action list --json").json
    assert [{key: one[key] for key in listed[0]} for one in exported] == listed


def test_an_ending_that_says_otherwise_is_refused(published: Home, typed: Type, tmp_path: Path) -> None:
    said = typed(["action", "export", "--format", "csv", "--out", str(tmp_path / "list.xlsx")])
    assert (said.code, "list.xlsx" in said.err) == (1, True)
    assert typed(["action", "export", "--format", "taskwarrior", "--out", str(tmp_path / "tasks.json")]).code == 0


def test_an_ending_that_says_nothing_is_refused(published: Home, typed: Type) -> None:
    said = typed("action export --out list.pdf")
    assert said.code == 1
    assert "list.pdf" in said.err


def test_what_a_table_has_no_more_is_named_and_stays(published: Home, typed: Type, tmp_path: Path) -> None:
    typed(["matter", "new", "新品上线二"])
    first, few, later = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    rows = ["任务,负责人,截止\n", "接口,Alice,2026-03-12\n", "话术,Alice,2026-03-13\n", "海报,Alice,2026-03-17\n"]
    first.write_text("".join(rows), encoding="utf-8")
    few.write_text("".join(rows[:2]), encoding="utf-8")
    later.write_text("".join([*rows[:3], "包装,Alice,2026-03-19\n"]), encoding="utf-8")
    imported = ["action", "import", "--matter", "X-2026-002", "--yes"]
    assert "海报" not in typed([*imported, str(first)]).err
    assert "海报" not in typed([*imported, str(few)]).err, "of a few rows nothing is said"
    said = typed([*imported, str(later)]).err
    assert ("海报" in said, "接口" in said, "包装" in said) == (True, False, False)
    assert "海报" in typed("action list --open").out
