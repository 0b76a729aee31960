"""A search in a directory, by OpenLDAP's `ldapsearch`: TLS, referrals and Kerberos are as its own `ldap.conf` has them.

The program is called with a list of arguments and no shell. A password goes to it by an open descriptor (`-y`), so that
it stands in no list of processes, no environment and no file.
"""

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from collabtui.errors import Refused, Unreachable
from collabtui.system.bounded_file import LARGEST_FILE

PROGRAM = "ldapsearch"
PATIENCE = 120
"""Seconds in all."""
_CONNECT = 15
"""Seconds until a server has to answer at all."""
_PAGE = 500
"""Entries that are asked for at once: many servers give no more than a thousand."""
_MOST = 500
"""Characters of what the program says of a failure that are shown."""
_REFERRAL = re.compile(rb"^# ref(ldap[a-z]*://[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_ENTRY = re.compile(rb"^dn::? ", re.MULTILINE | re.IGNORECASE)
_FAILURES = {
    3: "ldap.time_limit", 4: "ldap.size_limit", 11: "ldap.size_limit", 85: "ldap.too_long", 8: "ldap.needs_tls",
    13: "ldap.needs_tls", 49: "ldap.refused", 48: "ldap.refused", 50: "ldap.refused", 1: "ldap.refused",
    7: "ldap.refused", 32: "ldap.no_base", 34: "ldap.no_base", 10: "ldap.elsewhere", 255: "ldap.unreachable",
    254: "ldap.login_failed", 250: "ldap.login_failed", 6: "ldap.login_failed", 91: "ldap.needs_tls",
    245: "ldap.needs_tls",
}  # fmt: skip
"""By the program's exit code, which is the result of RFC 4511, 4.1.9, or of the library (256 less than nothing)."""


class Login(NamedTuple):
    """The way to log in: without a name by SASL, as `ldap.conf` says, or not at all."""

    name: str = ""
    """The DN."""
    password: str = ""
    anonymous: bool = False


class DirectoryListing(NamedTuple):
    ldif: bytes
    referrals: tuple[str, ...]
    """Other servers that have a part of it, and were not asked."""

    @property
    def has_entries(self) -> bool:
        """The program prints comments where it has found nothing, too."""
        return _ENTRY.search(self.ldif) is not None


def search(
    server: str, base: str, scope: str, wanted: str, attributes: Sequence[str], login: Login, *, begin_tls: bool
) -> DirectoryListing:
    """Search, and give what `ldapsearch -LLL` prints. `begin_tls`: nothing is sent before the line is encrypted.

    Raises `Refused`: ldap.no_program; ldap.refused, ldap.login_failed, ldap.needs_tls, ldap.no_base, ldap.size_limit,
    ldap.time_limit, ldap.elsewhere, ldap.failed (server, base, why), ldap.too_large (server, size);
    `Unreachable`:
    ldap.unreachable, ldap.unreachable_or_unknown where the certificate may be what is wrong (server, why),
    ldap.too_long (server, seconds)."""
    with _descriptor(login.password) as descriptor:
        limits = ("-o", f"nettimeout={_CONNECT}", "-l", str(PATIENCE), "-E", f"pr={_PAGE}/noprompt")
        asked = ("-H", server, "-b", base, "-s", scope, *_login(login, descriptor))
        arguments = [PROGRAM, "-LLL", "-o", "ldif-wrap=no", *limits, *asked]
        arguments += ["-ZZ"] if begin_tls else []
        code, data, error_output = _run([*arguments, wanted, *attributes], descriptor, server)
    if code:
        raise _failure(code, server, base, error_output)
    return DirectoryListing(data, tuple(one.decode(errors="replace") for one in _REFERRAL.findall(data)))


def _login(login: Login, descriptor: int) -> list[str]:
    if login.name:
        return ["-x", "-D", login.name, "-y", f"/dev/fd/{descriptor}"]
    return ["-x"] if login.anonymous else ["-Q"]


@contextmanager
def _descriptor(password: str) -> Iterator[int]:
    """The end of a pipe from which the password can be read, once; closed afterwards."""
    reading, writing = os.pipe()
    try:
        os.write(writing, password.encode())
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _run(arguments: list[str], descriptor: int, server: str) -> tuple[int, bytes, str]:
    """Its exit code, what it printed, and what it said of a failure."""
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603  # no shell; what is typed stands behind an option of its own
                arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, pass_fds=(descriptor,)
            )
        except FileNotFoundError as error:
            raise Refused("ldap.no_program", program=PROGRAM) from error
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(PATIENCE, end)
        timer.start()
        with process:
            data = process.stdout.read(LARGEST_FILE + 1) if process.stdout else b""
            if len(data) > LARGEST_FILE:
                process.kill()
        timer.cancel()
        errors.seek(0)
        error_output = " ".join(errors.read(8 * _MOST).decode(errors="replace").split())[:_MOST]
    if late.is_set():
        raise Unreachable("ldap.too_long", server=server, seconds=PATIENCE)
    if len(data) > LARGEST_FILE:
        raise Refused("ldap.too_large", server=server, size=LARGEST_FILE)
    return process.returncode, data, "".join(letter if letter.isprintable() else " " for letter in error_output)


def _failure(code: int, server: str, base: str, error_output: str) -> Refused | Unreachable:
    # the program ends with 1 where TLS could not be begun, as with an error of operations
    key = "ldap.needs_tls" if error_output.startswith("ldap_start_tls") else _FAILURES.get(code, "ldap.failed")
    if key == "ldap.unreachable":
        is_encrypted = server.startswith("ldaps://")
        return Unreachable("ldap.unreachable_or_unknown" if is_encrypted else key, server=server, why=error_output)
    if key == "ldap.too_long":
        return Unreachable(key, server=server, seconds=PATIENCE)
    return Refused(key, server=server, base=base, why=error_output)
