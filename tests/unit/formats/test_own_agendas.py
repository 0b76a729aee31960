"""The user's own usual agendas: what planning would refuse is known before, with the line of the file."""

from datetime import date
from pathlib import Path

import pytest

from collabtui.formats.agenda.own_agendas import own_agendas

TODAY = date(2026, 3, 2)
GOOD = "## 议程\n- 10m 开场\n"


def written(home: Path, **files: str) -> Path:
    folder = home / "agendas"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return home


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert own_agendas(tmp_path, TODAY) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("colour: red\n---\n", None),
        ("---\ntitle: x\ncolour: red\n---\n" + GOOD, 3),
        ("---\nplace: hall\ntitle: x\nstart: 2026-01-01 10:00\ncolour: red\n---\n" + GOOD, 5),
        ("\n\n---\ncolour: red\n---\n" + GOOD, 4),
        (GOOD + "- 0m nothing\n", 3),
    ],
)
def test_a_fault_names_the_line_of_the_file(tmp_path: Path, text: str, line: int | None) -> None:
    (found,) = own_agendas(written(tmp_path, weekly=text), TODAY)
    if line is not None:
        assert found.fault is not None
        assert found.fault.values["line"] == line


def test_the_others_are_read_all_the_same(tmp_path: Path) -> None:
    found = own_agendas(written(tmp_path, bad="---\ncolour: red\n---\n", good=GOOD), TODAY)
    assert [(one.path.stem, one.fault is None) for one in found] == [("bad", False), ("good", True)]


def test_what_is_no_text_is_a_fault(tmp_path: Path) -> None:
    home = written(tmp_path, good=GOOD)
    (home / "agendas" / "raw.md").write_bytes(b"\x00\xff\xfe\x00\x81")
    assert [one.fault is None for one in own_agendas(home, TODAY)] == [True, False]
