"""A matter becomes a folder that anybody can read, and that says what was changed in it."""

import json
import mailbox
from contextlib import closing
from datetime import datetime
from pathlib import Path

import icalendar
import pytest

from collabtui.formats.archive_hash_chain import NAME, entry_of, read_manifest, write_manifest
from collabtui.home import Home
from collabtui.lifecycle.matters import archived_files
from support.command_line import Type

X1 = "X-2026-001"


@pytest.fixture
def archive(published: Home, typed: Type, tmp_path: Path) -> Path:
    folder = tmp_path / "存档"
    said = typed(["matter", "archive", X1, "--to", str(folder)], now="2026-04-20T10:00+08:00")
    assert said.code == 0, said.err
    assert str(folder) in said.out
    return folder


def test_everything_is_there_in_plain_formats(archive: Path, typed: Type) -> None:
    assert sorted(one.name for one in archive.iterdir()) == [
        "MANIFEST", "README.md", "forms", "mail", "meetings", "minutes", "records",
    ]  # fmt: skip
    assert len(list((archive / "forms").glob("*.md"))) == 22
    assert "接口冻结日" in (archive / "minutes/M1.md").read_text(encoding="utf-8")
    assert icalendar.Calendar.from_ical((archive / "meetings/M1.ics").read_bytes()).walk("VEVENT")
    with closing(mailbox.mbox(archive / "mail/mail.mbox", create=False)) as box:
        subjects = [str(mail["Subject"]) for mail in box]
    outbox = [one["subject"] for one in reversed(typed("outbox list --json").json)]
    assert len(subjects) == len(outbox) > 0
    records = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in (archive / "records").iterdir()}
    assert [one["ref"] for one in records["action"]] == ["A1", "A2", "A3"]
    assert {one["name"] for one in records["person"]} == {"Lead", "Alice", "Bob", "Carol"}
    assert {"A1", "M1", X1} <= {one["ref"] for one in records["trail"]}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", f"{X1} 归档时还没有走完：没有验收标准"),
        ("en", f"{X1} was not finished when it was archived: no acceptance criteria"),
    ],
)
def test_what_a_matter_lacks_that_is_archived_is_said(
    published: Home, typed: Type, tmp_path: Path, language: str, words: str
) -> None:
    said = typed(["matter", "archive", X1, "--to", str(tmp_path / "one"), "--lang", language])
    assert words in said.err
    again = typed(["matter", "archive", X1, "--to", str(tmp_path / "two"), "--json"])
    assert len(again.json["lacks"]) > 1


def test_the_step_of_the_matter_is_the_archive_and_the_trail_has_its_head(archive: Path, typed: Type) -> None:
    assert typed(f"matter show {X1} --json").json["step"] == "archive"
    heads = [one["new"] for one in typed(f"trail {X1} --json").json if one["field"] == "archive_head"]
    assert heads == [(archive / "MANIFEST").read_text().splitlines()[-1][:64]]


def test_an_archive_that_nobody_touched_is_verified(archive: Path, typed: Type) -> None:
    found = typed(["matter", "verify", str(archive), "--json"])
    assert (found.code, found.json["intact"], found.json["trail"], found.json["findings"]) == (0, True, "same", [])
    assert X1 in typed(["matter", "verify", str(archive)]).out


def test_what_was_changed_since_is_named(archive: Path, typed: Type) -> None:
    (archive / "minutes/M1.md").write_text("nothing was decided", encoding="utf-8")
    (archive / "forms/09-risks.md").unlink()
    (archive / "new.txt").write_text("x")
    said = typed(["matter", "verify", str(archive)])
    assert said.code == 1
    assert said.out.splitlines() == ["removed  forms/09-risks.md", "changed  minutes/M1.md", "added    new.txt"]
    assert "minutes/M1.md" in said.err
    assert said.err.strip().count("\n") == 0


def test_a_manifest_that_was_written_anew_is_told_by_the_trail(archive: Path, typed: Type, tmp_path: Path) -> None:
    (archive / "minutes/M1.md").write_text("nothing was decided", encoding="utf-8")
    before = read_manifest(archive)
    entries = [entry_of(archive, entry.path) for entry in before.entries]
    (archive / NAME).write_text(write_manifest(before.matter, datetime.fromisoformat(before.at), entries)[0])
    said = typed(["matter", "verify", str(archive)])
    assert (said.code, said.out) == (1, "")
    assert X1 in said.err
    elsewhere = typed(["matter", "verify", str(archive), "--home", str(tmp_path / "elsewhere")])
    assert elsewhere.code == 0, "another machine knows nothing of it"


def test_a_folder_with_something_in_it_is_left_alone(archive: Path, typed: Type, tmp_path: Path) -> None:
    said = typed(["matter", "archive", X1, "--to", str(archive)])
    assert (said.code, str(archive) in said.err) == (1, True)
    file = tmp_path / "file"
    file.write_text("mine")
    assert typed(["matter", "archive", X1, "--to", str(file)]).code == 1
    assert file.read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert typed(["matter", "archive", X1, "--to", str(tmp_path / "empty")]).code == 0
    assert typed(["matter", "verify", str(archive)]).code == 0, "the trail knows every archive that was written"


def test_an_archive_that_breaks_off_leaves_nothing(
    published: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archived_files, "write_mbox", full)
    said = typed(["matter", "archive", X1, "--to", str(tmp_path / "archive")])
    assert (said.code, "No space left" in said.err) == (1, True)
    assert [one.name for one in tmp_path.iterdir() if "archive" in one.name] == []
    assert typed(f"matter show {X1} --json").json["step"] == "request"


def test_another_folder_is_no_archive(published: Home, typed: Type, tmp_path: Path) -> None:
    said = typed(["matter", "verify", str(tmp_path)])
    assert (said.code, str(tmp_path) in said.err) == (1, True)


def test_archives_that_lie_elsewhere_are_searched(archive: Path, typed: Type, tmp_path: Path) -> None:
    found = typed(["matter", "search", "接口冻结日", str(tmp_path)])
    assert found.code == 0, found.err
    assert f"{X1}  {archive}" in found.out
    assert "minutes/M1.md:" in found.out
    assert "mail/mail.mbox:" in found.out
    rows = typed(["matter", "search", "接口冻结日", str(archive), "--json"]).json
    assert {one["matter"] for one in rows} == {X1}
    assert all("接口冻结日" in one["text"] for one in rows)
    few = typed(["matter", "search", "接口冻结日", str(archive), "--most", "1"])
    assert (few.out.count(":"), "还有" in few.out or "more" in few.out) == (1, True)
    assert "minutes/M1.md" not in typed(["matter", "search", "接口冻结日 nobody-wrote-this", str(archive)]).out


def test_a_search_without_an_archive_or_a_word_is_refused(archive: Path, typed: Type, tmp_path: Path) -> None:
    empty = tmp_path / "leer"
    empty.mkdir()
    for line in (["x", str(empty)], ["  ", str(archive)], ["x", str(archive), "--most", "0"]):
        refused = typed(["matter", "search", *line])
        assert (refused.code, bool(refused.err)) == (1, True)


def test_a_search_follows_no_link_and_reads_no_file_that_left_the_archive(archive: Path, typed: Type) -> None:
    (archive / "loop").symlink_to(archive.parent, target_is_directory=True)
    (archive / "minutes/M1.md").unlink()
    (archive / "minutes/M1.md").symlink_to(archive / "README.md")
    found = typed(["matter", "search", "冻结", str(archive.parent), "--json"])
    assert (found.code, [one for one in found.json if one["path"] == "minutes/M1.md"]) == (0, [])
