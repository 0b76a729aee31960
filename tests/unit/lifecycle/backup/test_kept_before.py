"""What was there before a restore stays for a while: the last times, and never what is restored now."""

from pathlib import Path

from collabtui.lifecycle.backup.kept_before import KEPT, keep_last_copies, keep_last_folders


def copies(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"before-restore-202603{day:02}T100000Z.zip" for day in range(1, count + 1)]
    for path in paths:
        path.write_text("copy")
    return paths


def test_the_last_copies_stay_and_the_one_that_was_restored(tmp_path: Path) -> None:
    paths = copies(tmp_path, KEPT + 3)
    keep_last_copies(tmp_path, needed=paths[1])
    assert sorted(tmp_path.iterdir()) == sorted([paths[1], *paths[3:]])


def test_what_is_no_copy_of_before_is_never_taken_away(tmp_path: Path) -> None:
    other = [tmp_path / name for name in ("collabtui-20260301T100000Z.zip", "before-restore-mine.zip")]
    for path in other:
        path.write_text("own")
    copies(tmp_path, KEPT + 1)
    keep_last_copies(tmp_path, needed=tmp_path / "gone.zip")
    assert all(path.exists() for path in other)
    assert len(list(tmp_path.iterdir())) == KEPT + len(other)


def test_the_last_folders_stay_by_their_day_and_number(tmp_path: Path) -> None:
    names = [f"before-restore-20260301T100000Z{end}" for end in ("", *(f"-{n}" for n in range(2, KEPT + 7)))]
    for name in names:
        (tmp_path / name / "templates").mkdir(parents=True)
    (tmp_path / "before-restore-own").mkdir()
    keep_last_folders(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*names[-KEPT:], "before-restore-own"}


def test_a_link_to_a_folder_elsewhere_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "paper").write_text("kept")
    home = tmp_path / "home"
    home.mkdir()
    (home / "before-restore-20250101T100000Z").symlink_to(elsewhere)
    for day in range(1, KEPT + 2):
        (home / f"before-restore-202603{day:02}T100000Z").mkdir()
    keep_last_folders(home)
    assert (elsewhere / "paper").exists()
    assert len(list(home.iterdir())) == KEPT + 1
