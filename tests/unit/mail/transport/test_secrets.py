import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from collabtui.config import Imap, Server, Smtp
from collabtui.errors import Refused
from collabtui.mail.transport import secrets
from collabtui.mail.transport.secrets import Secret, ask_keyring, keep_in_keyring, password, run_command, service_name
from collabtui.system import bounded_output
from collabtui.text.catalogue import Catalogue
from support.living_process import lives_no_more

SMTP = Smtp(host="mail.example.test", username="li")


def no_command(command: str) -> "subprocess.CompletedProcess[bytes]":
    raise AssertionError(command)


def no_ring(service: str, username: str) -> str | None:
    del service, username
    return None


def printing(
    output: bytes, code: int = 0, errors: bytes = b""
) -> Callable[[str], "subprocess.CompletedProcess[bytes]"]:
    return lambda command: subprocess.CompletedProcess(command, code, output, errors)


def found(server: Server = SMTP, **more: object) -> str:
    secret = password(server, "smtp", {}, **{"run": no_command, "ring": no_ring, **more})  # type: ignore[arg-type]  # the keywords differ by case
    assert secret is not None
    return secret.reveal()


def refusal(server: Server, **more: object) -> Refused:
    with pytest.raises(Refused) as caught:
        found(server, **more)
    for locale in ("zh", "en"):
        assert "{" not in Catalogue(locale)(caught.value.key, **caught.value.values)
    assert caught.value.wants == "password"
    return caught.value


def with_command(command: str = "pass show work/li") -> Smtp:
    return SMTP.model_copy(update={"password_command": command})


@pytest.mark.parametrize("given", ["one\r\nX1 CREATE two", "one\ntwo", "one\rtwo", "one\0two", "\rone\r\n\r\ntwo\n"])
def test_no_password_brings_a_command_of_its_own_to_the_server(given: str) -> None:
    with pytest.raises(Refused, match=r"^secrets\.lines") as refused:
        password(SMTP, "smtp", {"COLLABTUI_SMTP_PASSWORD": given}, run=no_command, ring=no_ring)
    assert refused.value.values == {"place": "COLLABTUI_SMTP_PASSWORD"}
    assert refusal(SMTP, ring=lambda *_: given).values == {"place": "collabtui-smtp@mail.example.test"}
    printed = printing(given.replace("\n", "\r").encode())
    assert refusal(with_command(), run=printed).values == {"place": "smtp.password_command"}


def test_the_line_break_that_a_file_ends_with_is_no_part_of_it() -> None:
    secret = password(SMTP, "smtp", {"COLLABTUI_SMTP_PASSWORD": "one \r\n"}, run=no_command, ring=no_ring)
    assert secret
    assert secret.reveal() == "one "


def test_the_variable_goes_before_the_command_and_the_command_before_the_keyring() -> None:
    environ = {"COLLABTUI_SMTP_PASSWORD": "from-environ", "COLLABTUI_IMAP_PASSWORD": "other"}
    secret = password(with_command(), "smtp", environ, run=no_command, ring=no_ring)
    assert secret is not None
    assert secret.reveal() == "from-environ"
    assert found(with_command(), run=printing(b"from-command\n"), ring=lambda _, __: "from-ring") == "from-command"
    assert found(ring=lambda service, username: f"{service} {username}") == "collabtui-smtp@mail.example.test li"


def test_each_server_has_its_own_variable_and_its_own_entry_in_the_keyring() -> None:
    server = Imap(host="mail.example.test", username="li")
    environ = {"COLLABTUI_SMTP_PASSWORD": "a", "COLLABTUI_IMAP_PASSWORD": "b"}
    secret = password(server, "imap", environ, run=no_command, ring=no_ring)
    assert secret is not None
    assert secret.reveal() == "b"
    assert service_name(server, "imap") != service_name(SMTP, "smtp")


def test_no_username_means_no_login_and_nobody_is_asked() -> None:
    server = Smtp(host="localhost", password_command="false")
    assert password(server, "smtp", {"COLLABTUI_SMTP_PASSWORD": "x"}, run=no_command, ring=no_ring) is None


@pytest.mark.parametrize(
    ("output", "secret"),
    [
        (b"hunter2\n", "hunter2"),
        (b"hunter2", "hunter2"),
        (b"hunter2\r\nurl: https://example.test\n", "hunter2"),
        (b" spaces count \n", " spaces count "),
        ("密码\n".encode(), "密码"),
    ],
)
def test_the_first_line_of_the_command_is_the_password(output: bytes, secret: str) -> None:
    assert found(with_command(), run=printing(output)) == secret


def test_the_command_runs_in_the_shell_without_input() -> None:
    assert found(with_command("printf 'a b' | tr ' ' '-'; cat"), run=run_command) == "a-b"


def test_a_command_that_fails_is_refused_without_itself_and_without_what_it_printed() -> None:
    error = refusal(with_command("echo hunter2"), run=printing(b"hunter2", 2, b"+ echo hunter2\n"))
    assert error.key == "secrets.command"
    assert error.values == {"key": "smtp.password_command", "code": 2}
    assert "hunter2" not in str(error)


@pytest.mark.parametrize(("output", "key"), [(b"", "secrets.empty"), (b"\nx\n", "secrets.empty")])
def test_a_command_that_prints_nothing_is_refused(output: bytes, key: str) -> None:
    assert refusal(with_command(), run=printing(output)).key == key


def test_a_command_that_prints_no_text_is_refused() -> None:
    assert refusal(with_command(), run=printing(b"\xff\xfe\n")).key == "secrets.encoding"


def test_a_command_that_prints_without_end_is_ended() -> None:
    done = run_command("yes secret")
    assert len(done.stdout) == secrets.MOST
    assert done.returncode != 0


def test_what_a_command_leaves_in_the_background_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_output, "LEFT_OPEN", 0.05)
    assert found(with_command("echo hunter2; sleep 5 &"), run=run_command) == "hunter2"


def test_a_command_that_waits_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "PATIENCE", 0.01)
    assert refusal(with_command("exec sleep 60"), run=run_command).key == "secrets.timeout"


@pytest.mark.parametrize(
    "line", ["sleep 100 & echo $! > {pid}; wait", "(sh -c 'echo $$ > {pid}; exec sleep 100') | cat"]
)
def test_nothing_that_it_had_started_is_left(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(secrets, "PATIENCE", 1.0)
    assert refusal(with_command(line.format(pid=tmp_path / "pid")), run=run_command).key == "secrets.timeout"
    assert lives_no_more(int((tmp_path / "pid").read_text()))


def test_without_any_password_all_three_ways_are_named() -> None:
    error = refusal(SMTP)
    assert error.key == "secrets.missing"
    sentence = Catalogue("en")(error.key, **error.values)
    for way in ("smtp.password_command", "COLLABTUI_SMTP_PASSWORD", "keyring set collabtui-smtp@mail.example.test li"):
        assert way in sentence


def test_no_keyring_on_this_machine_is_the_same_as_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", raising(NoKeyringError()))
    assert ask_keyring("service", "li") is None


def test_a_locked_keyring_is_said_to_be_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", raising(KeyringLocked("locked")))
    assert refusal(SMTP, ring=ask_keyring).values == {"why": "locked"}


def test_what_was_kept_in_the_keyring_is_found_there(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "set_password", lambda service, name, value: kept.update({(service, name): value}))
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    keep_in_keyring(SMTP, "smtp", Secret("hunter2"))
    assert found(ring=ask_keyring) == "hunter2"


def test_a_keyring_that_cannot_keep_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "set_password", raising(NoKeyringError("none here")))
    with pytest.raises(Refused, match="none here"):
        keep_in_keyring(SMTP, "smtp", Secret("hunter2"))


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_: str) -> None:
        raise error

    return fail


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]} {vars(secret) if hasattr(secret, '__dict__') else ''}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
