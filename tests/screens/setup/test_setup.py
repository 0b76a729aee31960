"""The first start: from nothing to a working configuration and a first meeting, on real servers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from collabtui.app import CollabApp
from collabtui.config_file import read_config
from collabtui.demo.server import MailServer
from collabtui.domain.people import Locale
from collabtui.encryption_required import is_loopback
from collabtui.home import Home
from collabtui.mail.transport.find_server import Candidate, FoundServer, Trusted, find_server
from collabtui.mail.transport.secrets import Which
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from support.player import Player, Stage
from support.world import Clock

ME = "alice@example.test"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Nothing in it, and no keyring to be asked."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return Home(tmp_path / "home")


@pytest.fixture
def started(home: Home, clock: Clock) -> Callable[[], CollabApp]:
    """No name is looked up: where a test's server is this machine it is found, and nothing else is."""

    def app() -> CollabApp:
        services = Services(home, clock, Catalogue("en"))
        services.mail.find_server = on_this_machine
        return CollabApp(services, None)

    return app


def on_this_machine(which: Which, candidates: Sequence[Candidate], trusted: Trusted) -> FoundServer | None:
    return find_server(which, [one for one in candidates if is_loopback(one.host)], trusted)


async def at_you(player: Player) -> None:
    """The first step's form."""
    await player.see("1  You")
    await player.press("enter")
    await player.see("Time zone")


async def fill(player: Player, *texts: str) -> None:
    """One field after the other; an empty text leaves its field as it is."""
    for place, text in enumerate(texts):
        if place:
            await player.press("tab")
        if text:
            await player.press("ctrl+u")
            await player.type(text)


async def told_about(player: Player, server: MailServer) -> None:
    """The first two steps, by hand."""
    await player.see("1  You", "name, mail address, language")
    await player.press("enter")
    await player.see("Time zone", "there now")
    await fill(player, "Alice Zhang", ME)
    await player.press("enter")
    await player.see("Sending (SMTP)")
    await fill(player, server.host, str(server.smtp_port), "", "", server.host, str(server.imap_port))
    await player.press("f2")
    await player.see(f"✓ 2  Mail servers        127.0.0.1:{server.smtp_port}")


async def test_a_first_start_leads_to_a_working_connection(
    home: Home, started: Callable[[], CollabApp], mail_server: MailServer
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await told_about(player, mail_server)
        await player.see("Or a command")
        await fill(player, "", "echo secret")
        await player.press("enter")
        await player.see("✓ 3  Password")
        config = read_config(home)
        assert (config.organiser.email, config.organiser.locale) == (ME, "en")
        assert (config.smtp.port, config.imap.security) == (mail_server.smtp_port, "none")
        assert config.smtp.password_command == config.imap.password_command == "echo secret"
        await player.see("● 5  People              1 person · add participants")
        assert "secret" not in config.smtp.model_dump(exclude={"password_command"}).values()
        await player.see("✓ 4  Connection test     works", f"Test mail to {ME} arrived")


async def test_a_password_that_nothing_keeps_has_no_tick_and_says_so(
    started: Callable[[], CollabApp], mail_server: MailServer
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await told_about(player, mail_server)
        await player.see("Or a command")
        await fill(player, "secret")
        await player.press("enter")
        await player.see("▲ 3  Password", "until you quit")
        assert "✓ 3" not in player.screen


async def test_a_step_that_fails_says_what_to_do(started: Callable[[], CollabApp], mail_server: MailServer) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await told_about(player, mail_server)
        await player.see("Or a command")
        await fill(player, "", "echo wrong")
        await player.press("enter")
        await player.see("✓ 3  Password")
        await player.see("failed: see below", "refuses the login of alice@example.test", "authorization code")
        with mail_server.outage():
            await player.press("c")
            await player.see("cannot be reached", "it will be tried again")


async def test_what_is_mended_after_a_failed_test_is_tested_again(
    started: Callable[[], CollabApp], mail_server: MailServer
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await told_about(player, mail_server)
        await player.see("Or a command")
        await fill(player, "", "echo wrong")
        await player.press("enter")
        await player.see("failed: see below", "refuses the login of alice@example.test")
        await player.press("home", "down", "down", "enter")
        await player.see("Or a command")
        await fill(player, "", "echo secret")
        await player.press("enter")
        await player.see("✓ 4  Connection test     works")


async def test_the_address_may_say_everything_and_what_stands_in_for_the_password(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "李明", "liming@qq.com")
        await player.see("qq: servers known")
        await player.press("enter")
        await player.see("✓ 2  Mail servers        smtp.qq.com:465 · imap.qq.com:993", "授权码", "● 3  Password")
        config = read_config(home)
        assert (config.smtp.username, config.smtp.security, config.reply.subaddress) == ("liming@qq.com", "tls", False)
        await player.see("Or a command")
        await player.type("typed")
        await player.press("enter")
        await player.see("▲ 3  Password            until you quit; to keep it, give a command")
        assert "it is used until you quit" in player.notices.told[-1]
        assert b"typed" not in home.config_path.read_bytes()


async def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(
    home: Home, started: Callable[[], CollabApp]
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Alice", "alice@company.test")
        await player.press("enter")
        await player.see("Sending (SMTP)")
        await fill(player, "mail.company.test", "many")
        await player.press("f2")
        await player.see("many is not a port")
        await fill(player, "587")
        await player.press("tab", "left")
        await player.press("f2")
        await player.see("smtp.security", "mail.company.test")
        assert not home.config_path.exists()
        await player.press("escape", "escape", "3")
        await player.see("3 Actions")


async def test_the_language_changes_at_once_and_for_good(stage: Stage) -> None:
    async with stage.play("zh") as player:
        await player.press("7")
        await player.see("✓ 1  你", "语言")
        await player.press("end", "up", "up", "up", "up", "up", "up", "enter")
        await player.see("Today · Meetings · Actions", "今天 · 会议 · 行动项")
        await player.press("down", "enter")
        await player.see("设置")
        assert read_config(stage.home).organiser.locale == "zh", "a look alone changes nothing"
        await player.press("enter", "enter")
        await player.see("Settings", "Mail servers")
        await player.until(lambda: read_config(stage.home).organiser.locale == "en")
        await player.press("3")
        await player.see("No open actions")


async def test_people_and_the_first_meeting_come_next(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nCarol,carol@example.test\n")
    async with stage.play("en") as player:
        await player.press("7")
        await player.see("✓ 5  People              5 people", "6  First meeting       ⏎ starts with an agenda, m")
        await player.press("home", *["down"] * 4)
        await player.press("enter")
        await player.see("Type them", "Import a file")
        await player.press("enter")
        await player.type("nobody")
        await player.press("f2")
        await player.see("Line 2: nobody without an address")
        await player.press("shift+home")
        await player.type("Dan, dan@example.test, Legal")
        await player.press("f2")
        await player.see("6 people")
        await player.press("enter", "down", "enter")
        await player.see("Import people from a file")
        await player.type(str(file))
        await player.press("enter")
        await player.see("7 people")
        await player.press("down", "enter")
        await player.see("What kind of meeting?")
        await player.press("enter")
        await player.see("New meeting: Ordinary")
        await player.press("escape")


async def test_the_theme_is_there_at_the_next_start(stage: Stage) -> None:
    async with stage.play("en") as player:
        player.app.theme = "nord"
        await player.pilot.pause()
    async with stage.play("en") as player:
        assert player.app.theme == "nord"


@pytest.mark.parametrize(("locale", "name"), [("en", "You"), ("zh", "你")])
async def test_on_a_telephone_a_value_stands_whole_below_its_name(published: Stage, locale: Locale, name: str) -> None:
    async with published.play(locale, (40, 30)) as player:
        await player.press("7")
        await player.see("李明 <li@example.test>")
        lines = player.screen.splitlines()
        at = next(at for at, line in enumerate(lines) if "li@example.test" in line)
        assert name in lines[at - 1]


async def test_a_test_that_was_made_is_still_known_after_a_restart(
    started: Callable[[], CollabApp], mail_server: MailServer
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await told_about(player, mail_server)
        await player.see("Or a command")
        await fill(player, "", "echo wrong")
        await player.press("enter")
        await player.see("failed: see below · ")
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await player.press("7")
        await player.see("failed: see below · ", "refuses the login of alice@example.test", "app password")
        assert "not tested yet" not in player.screen


async def test_where_there_is_room_what_is_in_use_stands_beside_the_steps(stage: Stage) -> None:
    async with stage.play("en", (160, 48)) as player:
        await player.press("7")
        await player.see("In use", "Sending (SMTP)", "Reading (IMAP)", "minutes out within", "Backups")
        await player.pilot.resize_terminal(110, 32)
        await player.see("✓ 1  You                 ", "In use", "Notifications")
        await player.pilot.resize_terminal(100, 30)
        await player.until(lambda: "In use" not in player.screen)


@pytest.mark.parametrize(
    ("zone", "calendar", "told"),
    [("Europe/London", "GB", "Public holidays are those of GB"), ("UTC", "", "No calendar of public holidays")],
)
async def test_a_first_configuration_counts_the_holidays_of_its_zone(
    home: Home, started: Callable[[], CollabApp], mail_server: MailServer, zone: str, calendar: str, told: str
) -> None:
    async with started().run_test(size=(80, 24)) as pilot:
        player = Player(pilot)
        await at_you(player)
        await fill(player, "Alice Zhang", ME, "", zone)
        await player.press("enter")
        await player.see("Sending (SMTP)", told)
        await fill(player, mail_server.host, str(mail_server.smtp_port), "", "", mail_server.host)
        await player.press("f2")
        await player.see("✓ 2  Mail servers")
    assert read_config(home).reminders.calendar == calendar
