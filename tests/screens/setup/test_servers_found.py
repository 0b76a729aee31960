"""Servers that need not be named whole: ports and encryption are found, and a certificate is seen before it is
trusted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest

from collabtui.app import CollabApp
from collabtui.config_file import read_config
from collabtui.home import Home
from collabtui.mail.transport.find_server import Candidate, FoundServer, ServerCertificate, Trusted
from collabtui.mail.transport.secrets import Which
from screens.setup.test_setup import at_you, fill, home, started
from support.player import Player

__all__ = ["home", "started"]  # fixtures

SEEN = ServerCertificate("mail.corp.test", "Corp CA", date(2030, 1, 1), ":".join(["AB"] * 32), "AAAA")
OTHER = SEEN._replace(fingerprint=":".join(["CD"] * 32), encoded="BBBB")


class Office:
    """The servers of an office: what of `usual_candidates` answers there."""

    def __init__(self) -> None:
        self.listens = {("mail.corp.test", 465), ("mail.corp.test", 143)}
        self.certificate: ServerCertificate | None = None
        self.asked: list[tuple[str, int]] = []

    def find(self, _: Which, candidates: Sequence[Candidate], trusted: Trusted) -> FoundServer | None:
        self.asked += [one[:2] for one in candidates]
        found = next((one for one in candidates if one[:2] in self.listens), None)
        if found is None:
            return None
        needed = self.certificate if self.certificate and self.certificate.encoded != trusted.certificate else None
        return FoundServer(*found, is_trusted=needed is None, certificate=needed)


@pytest.fixture
def office() -> Office:
    return Office()


@contextmanager
def at_servers(started: Callable[[], CollabApp], office: Office) -> Iterator[CollabApp]:
    app = started()
    app.services.mail.find_server = office.find
    yield app


async def to_servers(player: Player) -> None:
    await at_you(player)
    await fill(player, "Alice Zhang", "alice@corp.test")
    await player.press("enter")
    await player.see("Sending (SMTP)", "empty: looked for under corp.test")


async def test_one_enter_finds_them_by_the_address(
    home: Home, started: Callable[[], CollabApp], office: Office
) -> None:
    with at_servers(started, office) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await to_servers(player)
            await player.press("enter")
            await player.see("✓ 2  Mail servers        mail.corp.test:465 · mail.corp.test:143")
    config = read_config(home)
    assert (config.smtp.security, config.imap.security) == ("tls", "starttls")
    assert ("smtp.corp.test", 587) in office.asked


async def test_the_port_that_answers_is_taken_for_a_host_that_is_typed(
    home: Home, started: Callable[[], CollabApp], office: Office
) -> None:
    with at_servers(started, office) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await to_servers(player)
            await player.type("mail.corp.test")
            await player.press("enter")
            await player.see("✓ 2  Mail servers        mail.corp.test:465 · mail.corp.test:143")
    assert {host for host, _ in office.asked} == {"mail.corp.test"}


async def test_where_no_name_answers_the_host_is_asked_for(
    home: Home, started: Callable[[], CollabApp], office: Office
) -> None:
    office.listens.clear()
    with at_servers(started, office) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await to_servers(player)
            await player.press("enter")
            await player.see("No SMTP server was found under corp.test")
            assert player.app.services.notices.shown is None, "nothing is looked for any more"
            assert not home.config_path.exists()
            await player.type("relay.corp.test")
            await player.press("enter")
            await player.see("relay.corp.test:587 · relay.corp.test:993")
            await player.see("Nothing answers at relay.corp.test")


async def test_a_certificate_that_nobody_vouches_for_is_shown_once_and_trusted_by_one_key(
    home: Home, started: Callable[[], CollabApp], office: Office
) -> None:
    office.certificate = SEEN
    with at_servers(started, office) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await to_servers(player)
            await player.press("enter")
            await player.see("No authority vouches", "mail.corp.test:465", "Corp CA", "2030", "AB:AB:AB", "(y)")
            await player.press("enter")  # pressed for going on: what has to be compared first is not trusted so
            await player.see("The certificate of mail.corp.test is not trusted", "nothing was saved")
            assert not home.config_path.exists()
            await player.press("enter")
            await player.see("No authority vouches")
            await player.press("y")
            await player.see("✓ 2  Mail servers        mail.corp.test:465")
            config = read_config(home)
            assert (config.smtp.certificate, config.imap.certificate) == ("AAAA", "AAAA")
            office.certificate = OTHER
            await player.press("escape", "home", "down", "enter")
            await player.see("Sending (SMTP)")
            await player.press("enter")
            await player.see("has another certificate than the one", "CD:CD:CD", "Trust the new")
            await player.press("n", "escape", "escape")
    assert read_config(home).smtp.certificate == "AAAA"


async def test_that_of_another_host_is_forgotten_with_it(
    home: Home, started: Callable[[], CollabApp], office: Office
) -> None:
    office.certificate = SEEN
    with at_servers(started, office) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            player = Player(pilot)
            await to_servers(player)
            await player.press("enter")
            await player.see("No authority vouches")
            await player.press("y")
            await player.see("✓ 2  Mail servers")
            office.certificate = None
            office.listens = {("new.corp.test", 465), ("mail.corp.test", 143)}
            await player.press("escape", "home", "down", "enter")
            await player.see("Sending (SMTP)")
            await player.press("ctrl+u")
            await player.type("new.corp.test")
            await player.press("enter")
            await player.see("✓ 2  Mail servers        new.corp.test:465")
    assert (read_config(home).smtp.certificate, read_config(home).imap.certificate) == ("", "AAAA")
