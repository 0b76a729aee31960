"""Paths are gone on with as shells do it."""

from pathlib import Path

import pytest

from collabtui.system.path_completion import PathEntry, completed_path, listed_folder, short_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("reports", "results", ".hidden", "空 文件夹"):
        (tmp_path / name).mkdir()
    for name in ("readme", "plan.csv", "a\x1b[2Jb.csv", "Zoe.vcf"):
        (tmp_path / name).write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_all_that_begins_so_have_in_common_is_gone_on_with(folder: Path) -> None:
    assert completed_path(f"{folder}/rep", "file").text == f"{folder}/reports/"
    assert completed_path(f"{folder}/re", "folder").text == f"{folder}/re"
    assert [one.name for one in completed_path(f"{folder}/re", "folder").entries] == ["reports", "results"]
    assert completed_path(f"{folder}/r", "file").text == f"{folder}/re"
    assert completed_path("~/pl", "file").text == "~/plan.csv"
    assert completed_path("pl", "file").text == "plan.csv"
    assert completed_path("空", "new").text == "空 文件夹/"
    assert completed_path("zo", "file").text == "Zoe.vcf"
    assert completed_path("~", "file").text == "~/"
    assert completed_path("/nowhere/x", "file") == ("/nowhere/x", ())
    assert completed_path("pl", "folder") == ("pl", ())


def test_a_folder_lists_folders_first_and_nothing_that_hides_or_harms(folder: Path) -> None:
    names = [one.name for one in listed_folder(folder, "file")]
    assert names == ["reports", "results", "空 文件夹", "plan.csv", "readme", "Zoe.vcf"]
    assert PathEntry(".hidden", is_folder=True) in listed_folder(folder, "file", ".")
    assert [one.name for one in listed_folder(folder, "folder")] == ["reports", "results", "空 文件夹"]


def test_what_may_not_be_read_is_not_offered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _mode: not str(path).endswith("plan.csv"))
    assert "plan.csv" not in [one.name for one in listed_folder(folder, "file")]


def test_the_home_folder_is_shown_as_it_is_typed(folder: Path) -> None:
    assert (short_path(folder), short_path(folder / "x" / "y"), short_path(Path("/"))) == ("~", "~/x/y", "/")
