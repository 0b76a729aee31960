"""Whether Dovecot, Postfix and OpenLDAP's server are here, and how they get here.

`python -m mailbed.packages` installs what lacks; exit 0 says that a mailbed can be started, else stdout says why not.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = ("dovecot-imapd", "dovecot-lmtpd", "postfix", "openssl", "slapd", "ldap-utils")
PROGRAMS = (
    "/usr/sbin/dovecot",
    "/usr/lib/dovecot/imap",
    "/usr/lib/dovecot/lmtp",
    "/usr/lib/postfix/sbin/master",
    "/usr/bin/openssl",
    "/usr/sbin/slapd",
    "/usr/bin/ldapsearch",
)


class Unavailable(RuntimeError):
    """The servers cannot run here; the text says why and what to do."""


def provide() -> None:
    """Install the Debian packages if one lacks. Raises Unavailable."""
    if os.geteuid() != 0:
        raise Unavailable("Dovecot and Postfix start as root only: run scripts/test as root")
    if _are_here():
        return
    if shutil.which("apt-get") is None:
        raise Unavailable(f"apt-get is not here to install {' '.join(PACKAGES)}")
    # without an answer Postfix's package asks for one, and without "No configuration" it would write one
    install(*PACKAGES, answers="postfix postfix/main_mailer_type select No configuration\n")
    if not _are_here():
        raise Unavailable(f"apt-get could not install {' '.join(PACKAGES)}; what it said is above")


def install(*packages: str, answers: str = "") -> None:
    """Debian packages, whose servers do not start; `answers` is what debconf is told."""
    print(f"installing {' '.join(packages)} with apt-get", file=sys.stderr)
    with _nothing_starts():
        if answers:
            _run("debconf-set-selections", given=answers)
        command = ("apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages)
        if not _run(*command):
            _run("apt-get", "update", "-qq")
            _run(*command)


def _are_here() -> bool:
    return all(Path(program).exists() for program in PROGRAMS)


def _run(*command: str, given: str = "") -> bool:
    """Whether the command succeeded. Its errors go to stderr; the packages' daemons must not hold a pipe of ours."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, input=given, text=True, env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


@contextmanager
def _nothing_starts() -> Iterator[None]:
    """Keep packages that are being installed from starting their servers (Debian's policy-rc.d)."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


if __name__ == "__main__":
    try:
        provide()
    except Unavailable as reason:
        print(reason)
        sys.exit(1)
