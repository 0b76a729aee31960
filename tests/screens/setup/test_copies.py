"""Copies of everything from the screens: what would be replaced is shown and kept before a copy takes its place, and an
archive is held against its manifest."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.matters.archive import archive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.meetings import plan
from collabtui.store.queries.archive_mails import mails_of
from collabtui.store.queries.row_reader import open_reader
from support.player import Player, Stage
from support.world import AGENDA


async def asked(player: Player, typed: str) -> None:
    await player.press("ctrl+p")
    await player.type(typed)
    await player.press("enter")


def copied(stage: Stage, path: Path) -> None:
    """The copy knows one meeting; a second one was made since."""
    write_copy(stage.acting.store, stage.home, path, stage.clock(), lambda _: None)
    stage.clock.now += timedelta(minutes=5)
    plan.new_meeting(stage.acting, AGENDA)


def meetings(stage: Stage) -> list[str]:
    with closing(open_reader(stage.home.database)) as reader:
        return [ref for (ref,) in reader.rows("SELECT ref FROM meeting ORDER BY ref")]


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_copy_takes_the_place_of_what_is_there(planned: Stage, tmp_path: Path, locale: Locale) -> None:
    path = tmp_path / "copy.zip"
    copied(planned, path)
    async with planned.play(locale, (100, 30)) as player:
        await asked(player, f"restore {path}")
        await player.see("1 次变更不在备份中" if locale == "zh" else "1 change made since is not in it")
        await player.see("现有：2 个会议" if locale == "zh" else "Here now: 2 meetings")
        await player.press("y")
        await player.see("已恢复到" if locale == "zh" else "Everything is as it was on")
        assert meetings(planned) == ["M1"]
        await player.press("2")
        await player.see("M1")
        assert "M2" not in player.screen


async def test_enter_replaces_nothing(planned: Stage, tmp_path: Path) -> None:
    copied(planned, tmp_path / "copy.zip")
    async with planned.play("en", (100, 30)) as player:
        await asked(player, f"restore {tmp_path / 'copy.zip'}")
        await player.see("Here now: 2 meetings")
        await player.press("enter")
    assert meetings(planned) == ["M1", "M2"]


async def test_what_was_there_is_among_the_copies_to_choose(planned: Stage, tmp_path: Path) -> None:
    copied(planned, tmp_path / "copy.zip")
    async with planned.play("en", (100, 40)) as player:
        await asked(player, f"restore {tmp_path / 'copy.zip'}")
        await player.see("Here now: 2 meetings")
        await player.press("y")
        await player.see("Everything is as it was on")
        await player.press("7", "b", "down", "enter")
        await player.see("before-restore-", "Another backup…")
        await player.press("enter")
        await player.see("Here now: 1 meeting,")
        await player.press("y")
        await player.see("Everything is as it was on")
    assert meetings(planned) == ["M1", "M2"]


async def test_an_export_is_imported(planned: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export_folder(planned.acting.store, planned.home, folder, planned.clock(), "", lambda _: None)
    plan.new_meeting(planned.acting, AGENDA)
    async with planned.play("en", (100, 30)) as player:
        await asked(player, f"import {folder}")
        await player.see("In it: 1 meeting,", "Here now: 2 meetings")
        await player.press("y")
        await player.see("Everything is as it was on")
    assert meetings(planned) == ["M1"]


async def test_what_was_written_after_the_look_is_not_lost(planned: Stage, tmp_path: Path) -> None:
    copied(planned, tmp_path / "copy.zip")
    async with planned.play("en", (100, 30)) as player:
        await asked(player, f"restore {tmp_path / 'copy.zip'}")
        await player.see("Here now: 2 meetings")
        plan.new_meeting(planned.acting, AGENDA)
        await player.press("y")
        await player.see("look at it once more")
    assert len(planned.acting.store.find(Meeting)) == 3


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_file_that_is_no_copy_is_refused_without_a_command(
    planned: Stage, tmp_path: Path, locale: Locale
) -> None:
    (tmp_path / "notes.zip").write_text("no archive")
    async with planned.play(locale, (100, 30)) as player:
        await asked(player, f"restore {tmp_path / 'notes.zip'}")
        await player.see("不是" if locale == "zh" else "is not a backup")
        assert "`collabtui" not in player.screen


async def test_an_archive_is_held_against_its_manifest(planned: Stage, tmp_path: Path) -> None:
    matter, folder = new_matter(planned.acting, MatterDraft(title="New ERP")), tmp_path / "archive"
    with closing(open_reader(planned.home.database)) as reader:
        archive(planned.acting, matter.ref, folder, mails_of(reader, matter.ref))
    async with planned.play("en", (100, 30)) as player:
        await asked(player, f"verify {folder}")
        await player.see("is intact")
        next(folder.glob("forms/*")).write_text("other words")
        await asked(player, f"verify {folder}")
        await player.see("The archive of", "changed  forms/")


async def test_the_newest_archive_stands_in_the_field_of_the_one_that_is_checked(planned: Stage) -> None:
    matter = new_matter(planned.acting, MatterDraft(title="New ERP"))
    for name in ("older", "newer"):
        with closing(open_reader(planned.home.database)) as reader:
            folder = planned.home.written("archives") / name
            archive(planned.acting, matter.ref, folder, mails_of(reader, matter.ref))
        os.utime(folder, (0, 0) if name == "older" else None)
    async with planned.play("en", (100, 30)) as player:
        await player.press("7", "b")
        await player.press(*["down"] * 4, "enter")
        await player.see("Check an archive", "newer")
        await player.press("enter")
        await player.see("is intact")


@pytest.mark.parametrize(("choice", "place"), [("import", 3), ("verify", 4)])
async def test_a_path_that_leads_nowhere_stays_in_its_form_with_why(
    planned: Stage, tmp_path: Path, choice: str, place: int
) -> None:
    wrong = tmp_path / "no-such-folder"
    async with planned.play("en", (100, 30)) as player:
        await player.press("7", "b")
        await player.press(*["down"] * place, "enter")
        await player.see("go on (⏎)")
        await player.type(str(wrong))
        await player.press("enter")
        await player.see("no-such-folder", "go on (⏎)")
        assert "no-such-folder" in player.screen, choice


async def test_the_answers_are_seen_on_a_telephone_and_the_question_scrolls(planned: Stage, tmp_path: Path) -> None:
    copied(planned, tmp_path / "copy.zip")
    async with planned.play("en", (40, 15)) as player:
        await asked(player, f"restore {tmp_path / 'copy.zip'}")
        await player.see("Replace everything here", "Replace (y)")
        await player.press("down", "down", "down")
        await player.see("Settings, keys, templates", "Replace (y)")


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh", "这类备份只保留最近 5 份"), ("en", "Of such backups")],
)
async def test_how_many_of_what_was_there_are_kept_is_said_and_done(
    planned: Stage, tmp_path: Path, locale: Locale, said: str
) -> None:
    copied(planned, tmp_path / "copy.zip")
    folder = planned.home.automatic_copies("")
    folder.mkdir(parents=True, exist_ok=True)
    for day in range(1, 8):
        (folder / f"before-restore-202501{day:02}T100000Z.zip").write_text("of before")
        (planned.home.database.parent / f"before-restore-202501{day:02}T100000Z").mkdir()
    async with planned.play(locale, (100, 30)) as player:
        await asked(player, f"restore {tmp_path / 'copy.zip'}")
        await player.see(said)
        await player.press("y")
        await player.see("已恢复到" if locale == "zh" else "Everything is as it was on")
    assert len(list(folder.glob("before-restore-*.zip"))) == 5
    assert len([path for path in planned.home.database.parent.glob("before-restore-*") if path.is_dir()]) == 5


@pytest.mark.parametrize(("choice", "title"), [("import", "Import an export"), ("verify", "Check an archive")])
async def test_what_is_only_looked_at_first_is_not_called_saving(planned: Stage, choice: str, title: str) -> None:
    """Next to `Restore a backup` a button that says save would be read as the opposite."""
    async with planned.play("en", (100, 30)) as player:
        await player.press("7", "b")
        await player.see(title)
        await player.press(*["down"] * (3 if choice == "import" else 4), "enter")
        await player.see("go on (⏎)")
        assert "save (" not in player.screen
