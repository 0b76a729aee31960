"""Started without a password that was kept: it is asked for on Today, and mail goes on when it was typed."""

from functools import partial

import pytest

from collabtui.app import CollabApp
from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.errors import CollabError, LoginRefused, NoPassword, Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import password
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from screens.setup.test_setup import ME, fill, home
from support.player import Player
from support.world import Clock

__all__ = ["home"]  # a fixture


@pytest.fixture
def restarted(home: Home, clock: Clock, mail_server: MailServer) -> CollabApp:
    """Set up for that server in an earlier sitting."""
    server = {"host": mail_server.host, "security": "none", "username": ME}
    config = Config(
        organiser=Organiser(name="Alice Zhang", email=ME, locale="en"),
        smtp=Smtp.model_validate(server | {"port": mail_server.smtp_port}),
        imap=Imap.model_validate(server | {"port": mail_server.imap_port}),
    )
    write_config(home, config)
    with open_workspace(home, config, clock):
        pass
    return CollabApp(Services(home, clock, Catalogue("en")), partial(password, environ={}))


async def test_a_missing_password_is_named_above_and_enter_leads_to_where_it_is_typed(restarted: CollabApp) -> None:
    async with restarted.run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await player.see("⚠ no password", "✗ Mail is waiting for its password: p enters it", "p password")
        await player.press("p")
        await player.see("Or a command")
        await fill(player, "wrong")
        await player.press("enter")
        await player.see("⚠ password refused")
        await player.press("1")
        await player.see("The mail server refuses the password")
        await player.press("home", "enter")
        await player.see("Or a command")
        await fill(player, "secret")
        await player.press("enter")
        await player.until(lambda: restarted.services.mail.heard is not None)
        await player.press("1")
        await player.until(lambda: "password" not in player.screen)
        restarted.workers.cancel_all()


@pytest.mark.parametrize(
    ("error", "wanted"),
    [(NoPassword("secrets.missing"), "password"), (LoginRefused("imap.login"), "login"),
     (Unreachable("imap.gone"), ""), (Refused("worker.busy"), "")],
)  # fmt: skip
def test_an_error_says_what_typing_helps_against_it(error: CollabError, wanted: str) -> None:
    assert error.wants == wanted
