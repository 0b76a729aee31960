"""Whoever quits, or stops a trial, waits for no server."""

from pathlib import Path

import pytest

from collabtui.app import CollabApp
from collabtui.check_step import CheckStep
from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.mail.transport.secrets import Secret
from collabtui.screens.setup.connection_test import Trial
from collabtui.session.services import Services
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue
from collabtui.text.width import cells
from support.player import Player
from support.scripted_server import Line, Scripted
from support.world import Clock


def started(home: Home, clock: Clock, port: int) -> CollabApp:
    """With both servers at that port."""
    server = {"host": "127.0.0.1", "port": port, "security": "none", "username": "li"}
    config = Config(
        organiser=Organiser(name="Li", email="li@example.test", locale="en"),
        smtp=Smtp.model_validate(server),
        imap=Imap.model_validate(server),
    )
    write_config(home, config)
    with open_workspace(home, config, clock):
        pass
    return CollabApp(Services(home, clock, Catalogue("en")), lambda _server, _which: Secret("secret"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


async def test_who_quits_while_a_server_is_silent_leaves_nothing_running(home: Home, clock: Clock) -> None:
    with Scripted(Line.freeze) as server:
        app = started(home, clock, server.port)
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await player.until(lambda: bool(server.lines))
        assert app._worker.thread is not None
        assert not app._worker.thread.is_alive()


async def test_a_trial_that_is_stopped_is_over_at_once(home: Home, clock: Clock) -> None:
    with Scripted(Line.freeze) as server:
        app = started(home, clock, server.port)
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await player.press("7", "c")
            await player.see("Esc stops")
            await player.press("escape")
            await player.see("stopped")
            assert "Esc stops" not in player.screen


def test_why_a_step_failed_fills_its_lines_and_stands_below_the_step(home: Home, clock: Clock) -> None:
    trial = Trial(Session(home, clock), Catalogue("zh"))
    error = Unreachable("smtp.timeout", host="127.0.0.1", port=4003, why="timed out")
    trial.steps = [CheckStep("check.smtp.connect", {"host": "127.0.0.1", "port": 4003}, error)]
    _, *said = (line.plain for line in trial.lines(74))
    assert len(said) == 2
    assert all(line.startswith("   ") for line in said)
    assert all(cells(line) <= 74 for line in said)
    assert cells(said[0]) > 60
