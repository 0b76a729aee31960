"""Passwords of mail servers, from one of three sources: the environment, a command, the keyring. Never a file of
ours."""

import re
import subprocess
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, NoReturn

from collabtui.config import AccountImap, AccountSmtp, Server
from collabtui.errors import NoPassword
from collabtui.mail.parse.sanitise import hide, sanitised
from collabtui.system.bounded_output import first_printed
from collabtui.system.process_group import end_below

Which = Literal["smtp", "imap"]
_BREAK = re.compile("[\r\n\0]")
PATIENCE = 60.0
"""Seconds for the command: it may ask a person to unlock a key."""
MOST = 65_536
"""Bytes of what it prints that are read: a token has some thousands."""


class Secret:
    """A password or an access token that shows itself to nobody but who asks for it: no repr, log or traceback, and no
    text of a server that repeats it (`sanitise`)."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value
        hide(value)

    def reveal(self) -> str:
        """The value. Not to be kept in a variable: crash reports show the variables of each frame."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


def run_command(command: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs it in the shell, without input; it is ended, with all that it has started, once it has printed more than
    `MOST` bytes or takes too long. In our own session: it may ask for a phrase at the terminal. Raises
    subprocess.TimeoutExpired."""
    process = subprocess.Popen(  # noqa: S602  # the user's own command line, with pipes and quotes as in mutt and isync
        command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    code, printed = first_printed(process, MOST, PATIENCE, end_below)
    return subprocess.CompletedProcess(command, code, printed)


def ask_keyring(service: str, username: str) -> str | None:
    """The password that the system keyring holds; None also where there is no keyring."""
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        return keyring.get_password(service, username)
    except NoKeyringError:
        return None
    except KeyringError as error:
        raise NoPassword("secrets.keyring", why=sanitised(str(error))) from None


def keep_in_keyring(server: Server, which: Which, secret: Secret) -> None:
    """For the set-up. Raises NoPassword `secrets.keyring` where there is no keyring or it is locked."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(service_name(server, which), server.username, secret.reveal())
    except KeyringError as error:
        raise NoPassword("secrets.keyring", why=sanitised(str(error))) from None


def kept_by_keyring(smtp: Server, imap: Server, secret: Secret) -> bool:
    """Keep it for both ends of a mailbox, and say whether the keyring has it now: there are machines without one, and
    keyrings that take everything and keep nothing."""
    ends: tuple[tuple[Which, Server], ...] = (("smtp", smtp), ("imap", imap))
    try:
        for which, server in ends:
            keep_in_keyring(server, which, secret)
        kept = {ask_keyring(service_name(server, which), server.username) for which, server in ends}
    except NoPassword:
        return False
    return kept == {secret.reveal()}


def service_name(server: Server, which: Which) -> str:
    """Under which name the system keyring holds it, beside the username."""
    return f"collabtui-{which}@{server.host}"


def password(
    server: Server,
    which: Which,
    environ: Mapping[str, str],
    run: Callable[[str], "subprocess.CompletedProcess[bytes]"] = run_command,
    ring: Callable[[str, str], str | None] = ask_keyring,
) -> Secret | None:
    """The password, or with `xoauth2` the access token; None where there is no username, so no login.

    COLLABTUI_SMTP_PASSWORD or COLLABTUI_IMAP_PASSWORD, of an account called li-na COLLABTUI_SMTP_PASSWORD_LI_NA; then
    the first line that `password_command` prints, then the system keyring. Asked anew for every connection,
    because tokens expire. Raises NoPassword `secrets.*`; no error repeats the command or what it printed: either may
    hold the password, and nobody can tell where."""
    if not server.username:
        return None
    account = server.account if isinstance(server, AccountSmtp | AccountImap) else ""
    own = "_" + account.upper().replace("-", "_") if account else ""
    source = SecretSource(
        variable=f"COLLABTUI_{which.upper()}_PASSWORD{own}",
        command=server.password_command.replace("{account}", account).replace("{server}", which),
        key="accounts.password_command" if account else f"{which}.password_command",
        service=service_name(server, which),
        username=server.username,
    )
    return looked_up(source, environ, run, ring)


class SecretSource(NamedTuple):
    """The places that one secret may be kept at."""

    variable: str
    command: str
    key: str
    """Of the configuration, where the command stands."""
    service: str
    """As the keyring knows it, beside the username."""
    username: str


def looked_up(
    source: SecretSource,
    environ: Mapping[str, str],
    run: Callable[[str], "subprocess.CompletedProcess[bytes]"] = run_command,
    ring: Callable[[str, str], str | None] = ask_keyring,
) -> Secret:
    """From the variable, the command or the keyring, in this order. Raises as `password` does."""
    if given := environ.get(source.variable):
        return _of_one_line(given, source.variable)
    if source.command:
        return _from_command(source.command, source.key, run)
    if kept := ring(source.service, source.username):
        return _of_one_line(kept, source.service)
    places = {"variable": source.variable, "key": source.key, "service": source.service, "username": source.username}
    raise NoPassword("secrets.missing", **places)


def _of_one_line(given: str, place: str) -> Secret:
    """What follows a line break would be commands of ours to the server. The one at the end comes with files."""
    secret = Secret(given.rstrip("\r\n"))
    if _BREAK.search(secret.reveal()):
        raise NoPassword("secrets.lines", place=place)
    return secret


def _from_command(command: str, key: str, run: Callable[[str], "subprocess.CompletedProcess[bytes]"]) -> Secret:
    try:
        done = run(command)
    except subprocess.TimeoutExpired:
        raise NoPassword("secrets.timeout", key=key, seconds=round(PATIENCE)) from None
    if done.returncode:
        raise NoPassword("secrets.command", key=key, code=done.returncode)
    try:
        secret = _of_one_line(done.stdout.split(b"\n", 1)[0].decode(), key)
    except UnicodeDecodeError:
        raise NoPassword("secrets.encoding", key=key) from None
    if not secret.reveal():
        raise NoPassword("secrets.empty", key=key)
    return secret
