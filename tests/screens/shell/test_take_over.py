"""Two sit at one database, and one of them does the mail: when he quits, the other one goes on with it."""

from functools import partial

import pytest

from collabtui.app import CollabApp
from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import password
from collabtui.screens.shell import worker_reports
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from collabtui.worker.lease import NAME, SECONDS
from collabtui.worker.real_clock import wall_clock
from screens.setup.test_setup import ME, home
from support.player import Player
from support.world import Clock

__all__ = ["home"]  # a fixture


async def test_who_stays_takes_the_mail_over(
    home: Home, clock: Clock, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_reports, "TAKE_OVER", 0.05)
    server = {"host": mail_server.host, "security": "none", "username": ME}
    config = Config(
        organiser=Organiser(name="Alice Zhang", email=ME, locale="en"),
        smtp=Smtp.model_validate(server | {"port": mail_server.smtp_port}),
        imap=Imap.model_validate(server | {"port": mail_server.imap_port}),
    )
    write_config(home, config)
    ask = partial(password, environ={"COLLABTUI_SMTP_PASSWORD": "secret", "COLLABTUI_IMAP_PASSWORD": "secret"})
    with open_workspace(home, config, clock) as workspace:
        other = "another-machine:7:1"
        assert workspace.store.acquire_lease(NAME, other, now=wall_clock(), seconds=SECONDS)
        app = CollabApp(Services(home, clock, Catalogue("en")), ask)
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await player.until(lambda: app._worker.thread is not None)
            first = app._worker.thread
            await player.until(lambda: app._worker.thread is not first)  # it has looked again
            assert app.services.mail.heard is None
            assert app.services.mail.trouble == ""
            workspace.store.release_lease(NAME, other)
            await player.until(lambda: app.services.mail.heard is not None)
