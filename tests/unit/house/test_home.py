"""The folders, and the configuration file: what is refused, and in which words; what is written, and how safely."""

import errno
import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.config import Config, Imap, MeetingRules, Organiser, Reminders, Reply, Smtp
from collabtui.config_file import read_config, read_raw, write_config
from collabtui.encryption_required import is_loopback
from collabtui.errors import CollabError, Unreachable
from collabtui.home import Home, find_home
from collabtui.text.catalogue import Catalogue, parse_sentences

Tables = dict[str, dict[str, str]]
TABLES: Tables = {
    "organiser": {"name": '"李明"', "email": '"li@example.test"'},
    "smtp": {"host": '"mail.example.test"'},
    "imap": {"host": '"mail.example.test"'},
}


def toml(tables: Tables) -> str:
    return "".join(f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items()) for name, keys in tables.items())


def minimal_with(key: str, value: str) -> str:
    table, _, name = key.rpartition(".")
    if not table:
        return f"{name} = {value}\n{MINIMAL}"
    return toml({**TABLES, table: {**TABLES.get(table, {}), name: value}})


MINIMAL = toml(TABLES)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def written(home: Home, content: str | bytes) -> Home:
    home.config_path.write_bytes(content.encode() if isinstance(content, str) else content)
    return home


def refusal(home: Home) -> CollabError:
    with pytest.raises(CollabError) as caught:
        read_config(home)
    for locale in ("zh", "en"):
        assert caught.value.key in Catalogue(locale)
        assert "{" not in Catalogue(locale)(caught.value.key, **caught.value.values)
    return caught.value


# the folders


def test_the_option_goes_before_the_variable_and_the_variable_before_the_platform() -> None:
    environ = {"COLLABTUI_HOME": "/srv/b", "HOME": "/home/li"}
    assert find_home("/srv/a", environ) == Home(Path("/srv/a"))
    assert find_home(None, environ) == Home(Path("/srv/b"))
    assert find_home(None, {"HOME": "/home/li"}).root == Path("/home/li/.config/collabtui")


def test_one_chosen_folder_holds_everything() -> None:
    home = find_home("/srv/a", {})
    assert [home.config_path, home.database, home.templates, home.log] == [
        Path("/srv/a", name) for name in ("config.toml", "collabtui.db", "templates", "log")
    ]


def test_the_xdg_variables_are_followed_and_a_relative_one_is_ignored() -> None:
    environ = {"HOME": "/home/li", "XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "state"}
    home = find_home(None, environ)
    assert home.config_path == Path("/home/li/.config/collabtui/config.toml")
    assert home.database == Path("/data/collabtui/collabtui.db")
    assert home.log == Path("/home/li/.local/state/collabtui/log")


def test_a_tilde_and_a_relative_folder_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_home("~/mine", {}).root == tmp_path / "mine"
    assert find_home("mine", {}).root == tmp_path / "mine"
    assert find_home("~nobody-here/mine", {}).root == tmp_path / "~nobody-here" / "mine"
    assert Home(tmp_path).automatic_copies("~nobody-here") == Path("~nobody-here")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("localhost.example.test", False),
        ("127.0.0.1.example.test", False),
        ("", False),
    ],
)
def test_only_names_and_addresses_of_this_machine_are_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here


# reading


def test_what_is_left_out_has_its_default(home: Home) -> None:
    config = read_config(written(home, MINIMAL))
    assert (config.smtp.port, config.smtp.security) == (587, "starttls")
    assert (config.imap.port, config.imap.security, config.imap.folder) == (993, "tls", "INBOX")
    assert config.reminders.days_before == (2,)


def test_a_byte_order_mark_is_no_error(home: Home) -> None:
    assert read_config(written(home, b"\xef\xbb\xbf" + MINIMAL.encode())).organiser.name == "李明"


def test_no_configuration_says_how_to_get_one(home: Home) -> None:
    error = refusal(home)
    assert (error.key, error.values) == ("config.missing", {"path": str(home.config_path)})
    assert "collabtui init" in Catalogue("en")(error.key, **error.values)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[smtp]\nhost = "a\n', 2),
        ("[smtp]\nport 587\n", 2),
        ("[smtp\n", 1),
        ("[smtp]\nhost = [\n\n", 4),
        ('[smtp]\nport = 1\nhost = "\xff"'.encode("latin-1"), 3),
    ],
)
def test_an_unreadable_file_names_the_line(home: Home, content: str | bytes, line: int) -> None:
    error = refusal(written(home, content))
    assert (error.key, error.values["line"]) == ("config.unreadable", line)
    assert error.values["why"]


def test_a_file_in_place_of_the_home_is_reported_as_such(home: Home) -> None:
    home.root.rmdir()
    home.root.touch()
    error = refusal(home)
    assert (error.key, error.values["path"]) == ("home.not_a_folder", str(home.root))


def test_a_folder_in_place_of_the_file_is_reported_as_such(home: Home) -> None:
    home.config_path.mkdir()
    error = refusal(home)
    assert isinstance(error, Unreachable)
    assert error.values["why"] == os.strerror(errno.EISDIR)


@pytest.mark.parametrize(
    ("line", "key", "nearest"),
    [
        ('[smtp]\nusernme = "li"', "smtp.usernme", "smtp.username"),
        ("[meeting]\nmax_minute = 60", "meeting.max_minute", "meeting.max_minutes"),
        ("[meeting]\ndays_before = [2]", "meeting.days_before", "reminders.days_before"),
        ('[imap]\nfoldr = "INBOX"', "imap.foldr", "imap.folder"),
        ("[remainders]\ndays_before = [1]", "remainders", "reminders"),
    ],
)
def test_an_unknown_key_comes_with_the_nearest_known_one(home: Home, line: str, key: str, nearest: str) -> None:
    error = refusal(written(home, line))  # other sections are missing as well: the typing error explains more
    assert error.key == "config.unknown_key"
    assert (error.values["key"], error.values["nearest"]) == (key, nearest)


@pytest.mark.parametrize("name", ["password", "token", "passwd"])
def test_a_password_in_the_file_is_refused_and_not_repeated(home: Home, name: str) -> None:
    error = refusal(written(home, minimal_with(f"imap.{name}", '"hunter2"')))
    assert (error.key, error.values["key"]) == ("config.password", f"imap.{name}")
    assert "hunter2" not in str(error)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("robot.url", "https://oapi.dingtalk.com/robot/send?access_token=hunter2"),
        ("robot.url", "https://li:hunter2@oapi.dingtalk.com/robot/send"),
        ("robot.url", "https://oapi.dingtalk.com/robot/send#hunter2"),
        ("robot.url", "https://open.feishu.com/open-apis/bot/v2/hook/hunter2 "),
        ("smtp.security", "smtp://li:hunter2@mail.example.com"),
    ],
)
def test_a_secret_in_an_address_is_not_repeated(home: Home, key: str, value: str) -> None:
    error = refusal(written(home, minimal_with(key, f'"{value}"')))
    assert (error.key, error.values["key"]) == ("config.bad_value", key)
    assert "hunter2" not in str(error.values)
    assert ".com" in str(error.values["value"])


@pytest.mark.parametrize("key", ["organiser", "organiser.email", "smtp.host", "imap"])
def test_what_is_missing_is_named(home: Home, key: str) -> None:
    table, _, name = key.partition(".")
    rest = {other: keys for other, keys in TABLES.items() if other != table}
    part = {k: v for k, v in TABLES[table].items() if k != name}
    error = refusal(written(home, toml({**rest, table: part} if name else rest)))
    assert (error.key, error.values["key"]) == ("config.missing_key", key)


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("imap.security", '"ssl"', '"tls" | "starttls" | "none"'),
        ("imap.port", "70000", "< 65536"),
        ("imap.port", "0", "> 0"),
        ("imap.port", "true", "993"),
        ("robot.timeout", "true", "10"),
        ("backup.keep", "false", "7"),
        ("reminders.days_before", "[true]", "[2]"),
        ("reminders.days_before", "false", "[2]"),
        ("imap.port", '"imaps"', "993"),
        ("imap.host", "3", '"mail.example.com"'),
        ("imap.host", '""', '"mail.example.com"'),
        ("organiser.email", '"li"', '"name@example.com"'),
        ("organiser.locale", '"fr"', '"zh" | "en"'),
        ("organiser.timezone", '"Mars/Base"', '"Asia/Shanghai"'),
        ("organiser.timezone", '"Asia"', '"Asia/Shanghai"'),
        ("meeting.minutes_hours", "99999999999999", "≤ 8760"),
        ("reply.subaddress", '"perhaps"', "true | false"),
        ("reminders.days_before", "2", "[2]"),
        ("reminders.at", '"25:00"', '"09:00"'),
        ("reminders.at", "2026-03-02", '"09:00"'),
        ("reminders.escalate_after", "-1", "≥ 0"),
        ("reply", "3", "[reply]"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_allowed(home: Home, key: str, value: str, allowed: str) -> None:
    error = refusal(written(home, minimal_with(key, value)))
    assert error.key == "config.bad_value"
    assert error.values == {"key": key, "value": value, "allowed": allowed, "path": str(home.config_path)}


@pytest.mark.parametrize(("days", "value", "allowed"), [("[2, 9999999]", "9999999", "≤ 365"), ("[-3]", "-3", "≥ 0")])
def test_a_wrong_value_in_a_list_is_shown_alone(home: Home, days: str, value: str, allowed: str) -> None:
    error = refusal(written(home, minimal_with("reminders.days_before", days)))
    assert (error.key, error.values["value"], error.values["allowed"]) == ("config.bad_value", value, allowed)


def test_a_wrong_entry_of_a_list_is_shown(home: Home) -> None:
    error = refusal(written(home, minimal_with("reminders.days_before", "[1, 1.5]")))
    assert (error.values["key"], error.values["value"]) == ("reminders.days_before", "1.5")


@pytest.mark.parametrize("section", ["smtp", "imap"])
def test_no_encryption_is_refused_for_any_other_machine(home: Home, section: str) -> None:
    content = minimal_with(f"{section}.security", '"none"')
    error = refusal(written(home, content))
    assert (error.key, error.values) == ("config.insecure", {"key": f"{section}.security", "host": "mail.example.test"})
    here = content.replace("mail.example.test", "127.0.0.1")
    assert read_config(written(home, here)).organiser.name == "李明"


def test_the_raw_file_is_read_without_checks(home: Home) -> None:
    assert read_raw(written(home, "[any]\nthing = 3\n")) == {"any": {"thing": 3}}


def test_the_raw_file_is_read_without_pydantic(home: Home) -> None:
    code = "import sys\nfrom collabtui.config_file import read_raw\nfrom collabtui.home import find_home\n"
    code += "read_raw(find_home(sys.argv[1], {}))\n"
    code += "print({'pydantic', 'platformdirs', 'tempfile', 'difflib'} & set(sys.modules))"
    done = subprocess.run(  # noqa: S603  # our own interpreter, our own code
        [sys.executable, "-c", code, str(written(home, MINIMAL).root)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == "set()\n"


# writing


def configuration(name: str = "李明", host: str = "mail.example.test") -> Config:
    return Config(organiser=Organiser(name=name, email="li@example.test"), smtp=Smtp(host=host), imap=Imap(host=host))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PORT = st.integers(1, 65535)
SECURITY = st.sampled_from(["tls", "starttls"])
HOST = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,19}", fullmatch=True)
CONFIGS = st.builds(
    Config,
    organiser=st.builds(Organiser, name=TEXT, email=st.just("a@b"), locale=st.sampled_from(["zh", "en"])),
    smtp=st.builds(Smtp, host=HOST, port=PORT, security=SECURITY, username=TEXT, password_command=TEXT, ca_file=TEXT),
    imap=st.builds(Imap, host=HOST, port=PORT, security=SECURITY, username=TEXT, folder=TEXT),
    reply=st.builds(Reply, subaddress=st.booleans(), authserv_id=TEXT),
    meeting=st.builds(MeetingRules, max_minutes=st.integers(1, 1440)),
    reminders=st.builds(Reminders, days_before=st.lists(st.integers(0, 99)).map(tuple), calendar=TEXT),
)


@given(CONFIGS)
def test_what_was_written_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, config: Config) -> None:
    home = Home(tmp_path_factory.getbasetemp() / "round-trip")
    write_config(home, config)
    assert read_config(home) == config


@pytest.mark.parametrize(("locale", "note"), [("zh", "不登录"), ("en", "no login")])
def test_the_file_explains_itself_in_the_organisers_language(home: Home, locale: str, note: str) -> None:
    organiser = Organiser.model_validate({"name": "Li", "email": "li@example.test", "locale": locale})
    write_config(home, configuration().model_copy(update={"organiser": organiser}))
    assert note in home.config_path.read_text()


def test_every_note_belongs_to_a_key() -> None:
    notes = {key.removeprefix("config.note.") for key in parse_sentences("en") if key.startswith("config.note.")}
    sections = {name: set(dict(section)) for name, section in configuration()}
    assert {note for note in notes if note.split(".")[1] not in sections[note.split(".")[0]]} == set()


def test_only_the_owner_may_read_the_file_and_the_new_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "new" / "home")
    write_config(home, configuration())
    assert stat.S_IMODE(home.config_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert [path.name for path in home.root.iterdir()] == ["config.toml"]


def test_a_link_keeps_leading_to_the_file(home: Home, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "collabtui.toml"
    real.parent.mkdir()
    home.config_path.symlink_to(real)
    write_config(home, configuration())
    assert home.config_path.is_symlink()
    assert tomllib.loads(real.read_text())["organiser"]["name"] == "李明"


def test_a_full_disk_leaves_the_old_file_and_no_rest(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(home, configuration("old"))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable) as caught:
        write_config(home, configuration("new"))
    assert caught.value.key == "file.unwritable"
    assert caught.value.values["why"] == os.strerror(errno.ENOSPC)
    assert read_config(home).organiser.name == "old"
    assert [path.name for path in home.root.iterdir()] == ["config.toml"]


def test_a_home_that_is_a_file_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreachable) as caught:
        write_config(Home(tmp_path / "file"), configuration())
    assert str(tmp_path / "file") in str(caught.value)
