"""The first start with mistakes in it: each is said where it was made, and nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collabtui.app import CollabApp
from collabtui.config_file import read_config
from collabtui.domain.people import Person
from collabtui.home import Home
from screens.setup.test_setup import ME, at_you, fill, home, started
from support.player import Player, Stage
from support.scripted_server import CERTIFICATE

__all__ = ["home", "started"]  # fixtures


async def at_servers(player: Player) -> None:
    """On the form of the mail servers, with the first one done."""
    await at_you(player)
    await fill(player, "Alice Zhang", ME)
    await player.press("enter")
    await player.see("Sending (SMTP)")


async def test_who_one_is_has_to_be_an_address_and_a_zone_before_the_next_step(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Alice Zhang", "alice")
        await player.press("enter")
        await player.see("alice is not a mail address.", "name@example.com.")
        await player.press("ctrl+u")
        await player.type(ME)
        await player.press("tab", "tab")
        await fill(player, "Peking")
        await player.press("enter")
        await player.see("Peking is not a time zone", "Alice Zhang", ME)
        await player.press("ctrl+u")
        await player.until(lambda: "Peking" not in player.screen)
        await player.type("北京时间")
        await player.press("enter")
        await player.see("Sending (SMTP)")
        await player.press("escape")
        await player.see(f"✓ 1  You                 Alice Zhang <{ME}>")


async def test_a_provider_that_wants_something_else_than_the_password_says_so_where_it_is_typed(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Li Ming", "liming@qq.com")
        await player.press("enter")
        await player.see("✓ 2  Mail servers        smtp.qq.com:465")
        await player.see("Or a command", "The password here is an authorization")


async def test_what_a_certificate_and_plus_addresses_are_for_is_said_beside_them(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(110, 50)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Alice Zhang", ME)
        await player.press("enter")
        await player.see("for a company's own certificates", "Replies go to name+code@…")


async def test_a_certificate_of_an_own_ca_is_named_once_for_both_servers(
    home: Home, started: Callable[[], CollabApp], tmp_path: Path
) -> None:
    ca, broken = Path(CERTIFICATE), tmp_path / "ca.pem"
    broken.write_text("-----BEGIN CERTIFICATE-----\n")
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Alice Zhang", ME)
        await player.press("enter")
        await player.see("Certificate file")
        await fill(player, "smtp.example.test", "", "", "", "imap.example.test", "", "", "", "")
        await player.press("tab")
        await fill(player, str(tmp_path / "nope.pem"))
        await player.press("f2")
        await player.see("There is no file", "nope.pem")
        await player.press("ctrl+u")
        await player.type(str(broken))
        await player.press("f2")
        await player.see("cannot be used", "PEM")
        await player.press("ctrl+u")
        await player.type(str(ca))
        await player.press("f2")
        await player.see("✓ 2  Mail servers")
        config = read_config(home)
        assert (config.smtp.ca_file, config.imap.ca_file) == (str(ca), str(ca))


async def test_people_are_typed_with_whichever_comma_the_keyboard_gives(stage: Stage) -> None:
    async with stage.play("zh") as player:
        await player.press("7")
        await player.see("5  人员")
        await player.press("home", "down", "down", "down", "down", "enter")
        await player.see("手工输入")
        await player.press("enter")
        await player.see("每人一行")
        await player.type("周敏,zhou@example.test,市场部\n孙磊，sun@example.test，市场部\n吴凡, wu@@example，市场部")
        await player.press("f2")
        await player.see("第 4 行：wu@@example 不是邮箱", "周敏", "孙磊")
        await player.press("end", *["backspace"] * 15)
        await player.type("wu@example.test")
        await player.press("f2")
        await player.see("新增 3 人")
        added = stage.workspace.store.find(Person, department="市场部")
        assert {"周敏", "孙磊"} <= {one.name for one in added}


async def test_what_is_left_out_is_said_where_it_belongs_and_the_cursor_goes_there(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_servers(player)
        await player.press("tab", "f2")
        await player.see("No SMTP server was found under example.test")
        await player.until(lambda: player.app.focused is not None and player.app.focused.id == "field-smtp-host")


@pytest.mark.parametrize(
    ("typed", "smtp", "imap"),
    [
        ("mail.example.test", ("mail.example.test", 587), ("mail.example.test", 993)),
        ("smtp.example.test", ("smtp.example.test", 587), ("imap.example.test", 993)),
        ("smtp.example.test:2525", ("smtp.example.test", 2525), ("imap.example.test", 993)),
    ],
)
async def test_one_server_is_enough_where_the_other_follows_from_it(
    home: Home, started: Callable[[], CollabApp], typed: str, smtp: tuple[str, int], imap: tuple[str, int]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_servers(player)
        await player.type(typed)
        await player.press("enter")
        await player.see("✓ 2  Mail servers")
        config = read_config(home)
        assert (config.smtp.host, config.smtp.port) == smtp
        assert (config.imap.host, config.imap.port) == imap
