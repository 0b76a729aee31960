"""Before anything is set up: each page says where to begin, and nothing is offered that could not be kept."""

from pathlib import Path

import pytest

from collabtui.app import CollabApp
from collabtui.config_file import write_config
from collabtui.home import Home
from collabtui.lifecycle.backup.copied_database import copied_of
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from support.player import Player, Stage
from support.world import CONFIG, Clock

FIRST = "Nothing is set up yet. 7 takes you through it"
REST = "first meeting."


async def test_every_page_leads_to_set_up_until_there_is_a_configuration(tmp_path: Path, clock: Clock) -> None:
    home = Home(tmp_path / "home")
    app = CollabApp(Services(home, clock, Catalogue("en")), None)
    async with app.run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await player.see("1  You")
        for page in "123456":
            await player.press(page)
            await player.see(FIRST)
        write_config(home, CONFIG)
        with open_workspace(home, CONFIG, clock):
            await player.press("1")
            await player.see("No meeting is planned.")
            assert FIRST not in player.screen


async def test_a_file_with_a_word_in_the_place_of_a_section_can_be_mended_here(tmp_path: Path, clock: Clock) -> None:
    home = Home(tmp_path / "home")
    home.config_path.parent.mkdir(parents=True)
    home.config_path.write_text('organiser = "Li"\nsmtp = 25\n', encoding="utf-8")
    async with CollabApp(Services(home, clock, Catalogue("en")), None).run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await player.press("7")
        await player.see("1  You")
        await player.press("enter")
        await player.see("Mail address")


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (160, 48)])
async def test_before_anything_is_set_up_each_page_says_so_once_and_whole(
    tmp_path: Path, clock: Clock, size: tuple[int, int]
) -> None:
    app = CollabApp(Services(Home(tmp_path / "home"), clock, Catalogue("en")), None)
    async with app.run_test(size=size) as pilot:
        player = Player(pilot)
        await player.see("1  You")
        for page in (*"123456", "O", "W", "B", "R"):
            await player.press(page)
            await player.see("Nothing is set up yet")
            assert player.screen.count("Nothing is set up yet") == 1, page
            said = " ".join(player.screen.replace("│", " ").split())
            assert REST in said, page
            assert "no database" not in said, page
            assert "Loading" not in said, page


@pytest.mark.parametrize("as_folder", [False, True])
async def test_a_backup_is_put_on_a_new_computer(published: Stage, tmp_path: Path, *, as_folder: bool) -> None:
    """A new computer has a backup, or an export, and nothing else."""
    copy = tmp_path / "old.zip"
    acting = published.acting
    if as_folder:
        copy = tmp_path / "old"
        export_folder(copied_of(acting), published.home, copy, acting.now, "")
    else:
        write_copy(copied_of(acting), published.home, copy, acting.now)
    home = Home(tmp_path / "new")
    app = CollabApp(Services(home, published.clock, Catalogue("en")), None)
    async with app.run_test(size=(100, 30)) as pilot:
        player = Player(pilot)
        await player.see("1  You", "b backups")
        await player.press("b")
        await player.see("Restore a backup")
        await player.press("escape")
        player.app.screen.use_copies("restore", str(copy))  # type: ignore[attr-defined]  # as the palette has it
        await player.see("computer yet.", "1 meeting")
        await player.press("y")
        await player.see("Give the password (3)", "李明 <li@example.test>")
        await player.press("2")
        await player.see("M1")


async def test_what_is_no_backup_is_said_to_be_none_where_nothing_is_set_up(tmp_path: Path, clock: Clock) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_text("hello", encoding="utf-8")
    app = CollabApp(Services(Home(tmp_path / "home"), clock, Catalogue("en")), None)
    async with app.run_test(size=(100, 24)) as pilot:
        player = Player(pilot)
        await player.see("1  You")
        player.app.screen.use_copies("restore", str(wrong))  # type: ignore[attr-defined]  # as the palette has it
        await player.see("is not a backup made by collabtui")
