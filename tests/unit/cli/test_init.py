"""`collabtui init`: what flags, providers and answers make of the configuration."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from collabtui.config_file import read_config
from collabtui.home import Home
from collabtui.system import atomic_file
from support.command_line import Type
from support.paths import SOURCE

OWN = (
    "init", "--name", "李明", "--email", "li@corp.test", "--smtp-host", "smtp.corp.test", "--imap-host", "i.corp.test",
)  # fmt: skip


def test_every_flag_stands_in_the_file(home: Home, typed: Type, tmp_path: Path) -> None:
    flags = {
        "locale": "zh", "timezone": "Europe/Berlin", "smtp-port": "2525", "smtp-security": "tls", "smtp-username": "s",
        "smtp-password-command": "pass smtp", "smtp-ca-file": "/ca.pem", "imap-port": "1993",
        "imap-security": "starttls", "imap-username": "i", "imap-password-command": "pass imap",
        "imap-ca-file": "/ca2.pem", "imap-folder": "会议", "authserv-id": "mx.corp.test",
    }  # fmt: skip
    words = [word for name, value in flags.items() for word in (f"--{name}", value)]
    said = typed([*OWN, *words, "--no-subaddress"])
    assert (said.code, said.err) == (0, "")
    assert "collabtui doctor" in said.out
    config = read_config(home)
    organiser, smtp, imap = config.organiser, config.smtp, config.imap
    assert (organiser.name, organiser.email, organiser.locale) == ("李明", "li@corp.test", "zh")
    assert organiser.timezone == "Europe/Berlin"
    assert (smtp.host, smtp.port, smtp.security, smtp.username) == ("smtp.corp.test", 2525, "tls", "s")
    assert (smtp.password_command, smtp.ca_file) == ("pass smtp", "/ca.pem")
    assert (imap.host, imap.port, imap.security, imap.username) == ("i.corp.test", 1993, "starttls", "i")
    assert (imap.password_command, imap.ca_file, imap.folder) == ("pass imap", "/ca2.pem", "会议")
    assert (config.reply.subaddress, config.reply.authserv_id) == (False, "mx.corp.test")
    assert typed("action list --json").json == []
    assert [one["name"] for one in typed("person list --json").json] == ["李明"]


@pytest.mark.parametrize(
    ("zone", "calendar", "told"),
    [
        ("Asia/Shanghai", "CN", "CN"),
        ("Europe/London", "GB", "GB"),
        ("America/New_York", "US", "US"),
        ("PRC", "CN", "CN"),
        ("Etc/UTC", "", "Etc/UTC"),
    ],
)
def test_public_holidays_are_those_of_the_country_of_the_zone(
    home: Home, typed: Type, zone: str, calendar: str, told: str
) -> None:
    said = typed([*OWN, "--timezone", zone])
    assert (said.code, read_config(home).reminders.calendar) == (0, calendar)
    assert told in said.out


def test_of_two_at_once_one_is_done_and_the_other_is_refused(
    home: Home, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has looked, and found none, before the first has written."""
    write_new, others = atomic_file.write_new, []

    def written_late(path: Path, data: bytes, *, mode: int = 0o666) -> bool:
        monkeypatch.setattr(atomic_file, "write_new", write_new)
        others.append(typed([*OWN, "--timezone", "Europe/Berlin"]))
        return write_new(path, data, mode=mode)

    monkeypatch.setattr(atomic_file, "write_new", written_late)
    late = typed([*OWN, "--timezone", "Asia/Tokyo"])
    assert [one.code for one in others] == [0]
    assert (late.code, late.out) == (1, "")
    assert "config.toml" in late.err
    assert read_config(home).organiser.timezone == "Europe/Berlin"
    assert not list(home.root.glob(".config.toml.*"))
    assert typed([*OWN, "--timezone", "Asia/Tokyo", "--force"]).code == 0
    assert read_config(home).organiser.timezone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("words", "logins"),
    [
        ([], ("li@corp.test", "li@corp.test")),
        (["--imap-username", "li"], ("li", "li")),
        (["--smtp-username", ""], ("", "li@corp.test")),
    ],
)
def test_the_login_is_the_address_unless_a_flag_says_otherwise(
    home: Home, typed: Type, words: list[str], logins: tuple[str, str]
) -> None:
    assert typed([*OWN, *words]).code == 0
    config = read_config(home)
    assert (config.smtp.username, config.imap.username) == logins


@pytest.mark.parametrize(
    ("address", "host", "hint"),
    [
        ("li@gmail.com", "imap.gmail.com", "apppasswords"),
        ("li@qq.com", "imap.qq.com", "授权码"),
        ("li@163.com", "imap.163.com", "授权码"),
        ("li@126.com", "imap.126.com", "授权码"),
        ("li@outlook.com", "outlook.office365.com", "password_command"),
    ],
)
def test_a_known_provider_needs_no_servers(home: Home, typed: Type, address: str, host: str, hint: str) -> None:
    said = typed(["init", "--name", "Li", "--email", address, "--locale", "zh"])
    assert (said.code, said.err) == (0, "")
    assert hint in said.out
    config = read_config(home)
    assert (config.imap.host, config.imap.username, config.imap.security) == (host, address, "tls")


def test_a_domain_of_ones_own_may_be_with_a_known_provider(home: Home, typed: Type) -> None:
    assert typed(["init", "--name", "Li", "--email", "li@corp.test", "--provider", "exmail"]).code == 0
    assert read_config(home).imap.host == "imap.exmail.qq.com"


def test_what_is_there_is_replaced_only_with_force(home: Home, typed: Type) -> None:
    assert typed([*OWN]).code == 0
    before = home.config_path.read_bytes()
    refused = typed([*OWN[:2], "Other", *OWN[3:]])
    assert refused.code == 1
    assert str(home.config_path) in refused.err
    assert "--force" in refused.err
    assert home.config_path.read_bytes() == before
    assert typed([*OWN[:2], "Other", *OWN[3:], "--force"]).code == 0
    assert read_config(home).organiser.name == "Other"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["--email", "nonsense"], "nonsense"),
        (["--provider", "nobody"], "nobody"),
        (["--timezone", "Mars/Base"], "Mars/Base"),
        (["--smtp-port", "99999"], "65536"),
        (["--smtp-security", "none"], "smtp.corp.test"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(
    home: Home, typed: Type, words: list[str], wanted: str
) -> None:
    own = [*OWN[:3], *OWN[5:]] if words[0] == "--email" else OWN
    said = typed([*own, *words])
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert wanted in said.err
    assert not home.root.exists()


@pytest.mark.parametrize(("given", "flag"), [(2, "--email"), (4, "--smtp-host"), (6, "--imap-host")])
def test_without_a_terminal_the_flag_that_is_missing_is_named(typed: Type, given: int, flag: str) -> None:
    words = [*OWN[:1], *OWN[1 : given + 1]]
    said = typed(words)
    assert said.code == 1
    assert flag in said.err


def test_a_file_in_the_place_of_the_home_is_named(home: Home, typed: Type) -> None:
    home.root.touch()
    for words in (list(OWN), ["action", "list"], ["sync"]):
        said = typed(words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert str(home.root) in said.err


class Terminal:
    """The program at a terminal of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        environ = {"PATH": os.environ["PATH"], "COLLABTUI_HOME": str(folder), "PYTHONPATH": str(SOURCE), "TZ": ""}
        self._keys, theirs = pty.openpty()
        command = [sys.executable, "-m", "collabtui", *words]
        self.process = subprocess.Popen(  # noqa: S603  # ours
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
        )
        os.close(theirs)
        self.shown = ""

    def answer(self, question: str, typed: str) -> None:
        """Wait for the question, then type."""
        while question not in self.shown:
            self.shown += os.read(self._keys, 4096).decode()
        self.shown = ""
        os.write(self._keys, typed.encode())

    def end(self) -> int:
        try:
            while chunk := os.read(self._keys, 4096):
                self.shown += chunk.decode()
        except OSError:  # the other side is closed
            pass
        finally:
            os.close(self._keys)
        return self.process.wait(10)


def test_at_a_terminal_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", "init", "--lang", "zh")
    terminal.answer("你的邮箱：", "li@corp.test\n")
    terminal.answer("你的姓名", "李明\n")
    terminal.answer("SMTP", "smtp.corp.test\n")
    terminal.answer("IMAP", "imap.corp.test\n")
    assert terminal.end() == 0
    config = read_config(Home(tmp_path / "home"))
    assert (config.organiser.name, config.smtp.host, config.imap.host) == ("李明", "smtp.corp.test", "imap.corp.test")
    assert config.imap.username == "li@corp.test"


def test_at_a_terminal_one_may_stop(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", "init", "--lang", "zh")
    terminal.answer("你的邮箱：", "\x04")
    assert terminal.end() == 1
    assert "--email" in terminal.shown
    assert not (tmp_path / "home").exists()
