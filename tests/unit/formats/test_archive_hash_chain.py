"""The chain of an archive names whatever was changed since, the manifest itself among it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.errors import CollabError, Refused
from collabtui.formats.archive_hash_chain import (
    NAME,
    ManifestFinding,
    differences,
    entry_of,
    read_manifest,
    write_manifest,
)
from collabtui.formats.mbox import Mail, read_mbox, write_mbox

AT = datetime(2026, 4, 20, 2, tzinfo=UTC)
FILES = {"a.md": "eins", "b/c.json": "[]\n", "b/d.txt": ""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    text, _ = write_manifest("X-2026-001", AT, (entry_of(tmp_path, path) for path in FILES))
    (tmp_path / NAME).write_text(text)
    return tmp_path


def found(folder: Path) -> list[ManifestFinding]:
    manifest = read_manifest(folder)
    return [*manifest.broken, *differences(folder, manifest)]


def test_what_nobody_touched_is_as_it_was(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert (manifest.matter, manifest.at, len(manifest.entries)) == ("X-2026-001", "2026-04-20T02:00:00+00:00", 3)
    assert manifest.head == (folder / NAME).read_text().splitlines()[-1][:64]
    assert found(folder) == []


def test_each_file_that_was_touched_is_named(folder: Path) -> None:
    (folder / "a.md").write_text("zwei")
    (folder / "b/d.txt").unlink()
    (folder / "b/e").write_text("")
    (folder / ".hidden").write_text("")
    assert found(folder) == [
        ManifestFinding("added", ".hidden"), ManifestFinding("changed", "a.md"),
        ManifestFinding("removed", "b/d.txt"), ManifestFinding("added", "b/e"),
    ]  # fmt: skip


def test_a_file_that_was_changed_and_is_as_long_as_before_is_named(folder: Path) -> None:
    (folder / "a.md").write_text("zwei")
    assert [one.path for one in found(folder)] == ["a.md"]


def test_a_link_in_the_place_of_a_folder_is_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (folder / "elsewhere").symlink_to(tmp_path_factory.mktemp("other"))
    assert found(folder) == [ManifestFinding("added", "elsewhere")]


def test_what_is_no_plain_file_any_more_is_named_and_not_waited_for(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "same.md"
    elsewhere.write_text(FILES["a.md"])
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(elsewhere)
    (folder / "b/c.json").unlink()
    os.mkfifo(folder / "b/c.json")
    assert found(folder) == [ManifestFinding("changed", "a.md"), ManifestFinding("changed", "b/c.json")]


def test_a_manifest_that_is_a_link_is_named(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / NAME
    (folder / NAME).rename(elsewhere)
    (folder / NAME).symlink_to(elsewhere)
    assert found(folder) == [ManifestFinding("changed", NAME)]


@pytest.mark.parametrize("place", ["a device", "a pipe"])
def test_a_manifest_without_end_is_none(folder: Path, place: str) -> None:
    (folder / NAME).unlink()
    if place == "a pipe":
        os.mkfifo(folder / NAME)
    else:
        (folder / NAME).symlink_to("/dev/zero")
    with pytest.raises(CollabError, match=r"file\.no_file"):
        read_manifest(folder)


@pytest.mark.parametrize("number", range(4, 7))
def test_a_line_of_the_manifest_that_was_rewritten_is_named(folder: Path, number: int) -> None:
    lines = (folder / NAME).read_text().splitlines()
    lines[number - 1] = lines[number - 1].replace(lines[number - 1][65:129], "0" * 64)
    (folder / NAME).write_text("\n".join(lines) + "\n")
    assert ManifestFinding("manifest", f"{NAME}:{number}") in found(folder)


def test_a_line_that_was_taken_out_is_noticed_at_the_next_one(folder: Path) -> None:
    lines = (folder / NAME).read_text().splitlines()
    (folder / NAME).write_text("\n".join([*lines[:4], *lines[5:]]) + "\n")
    assert found(folder) == [ManifestFinding("manifest", f"{NAME}:5"), ManifestFinding("added", "b/c.json")]


def test_a_manifest_that_was_written_anew_has_another_head(folder: Path) -> None:
    before = read_manifest(folder).head
    (folder / "a.md").write_text("zwei")
    text, head = write_manifest("X-2026-001", AT, (entry_of(folder, path) for path in FILES))
    (folder / NAME).write_text(text)
    assert found(folder) == []
    assert read_manifest(folder).head == head != before


def test_the_head_covers_what_the_manifest_says_of_itself(folder: Path) -> None:
    text = (folder / NAME).read_text()
    (folder / NAME).write_text(text.replace("X-2026-001", "X-2026-002"))
    assert found(folder) == [ManifestFinding("manifest", f"{NAME}:4")]


@pytest.mark.parametrize("text", ["", "hello\n", "collabtui archive 1\n", "collabtui archive 2\nmatter X\nat 1\n"])
def test_another_folder_is_no_archive(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(Refused, match=r"archive\.no_manifest"):
        read_manifest(tmp_path)


def test_a_folder_that_is_not_there_is_said_not_to_exist(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"archive\.no_folder"):
        read_manifest(tmp_path / "nowhere")


def test_a_manifest_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    text = (folder / NAME).read_text()
    (folder / NAME).write_text(text.replace(" a.md", " ../secret"))
    assert ManifestFinding("manifest", f"{NAME}:4") in found(folder)
    assert all(entry.path != "../secret" for entry in read_manifest(folder).entries)


@given(st.lists(st.binary(), max_size=4))
def test_mails_come_back_out_of_the_mailbox(raws: list[bytes]) -> None:
    lines = (raw + b"\r\nFrom me\r\n>From you\r\n" for raw in raws)
    mails = [Mail("li@example.test", AT, raw) for raw in lines]
    back = read_mbox(b"".join(write_mbox(mails)))
    assert back == [mail.raw.replace(b"\r\n", b"\n") for mail in mails]


def test_the_line_before_a_mail_is_as_rfc_4155_says() -> None:
    written = b"".join(write_mbox([Mail("", AT, b"Subject: x\r\n\r\nFrom here\r\n")]))
    assert written == b"From MAILER-DAEMON Mon Apr 20 02:00:00 2026\nSubject: x\n\n>From here\n\n"
