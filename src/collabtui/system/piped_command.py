"""Text handed to a command of the user's own: what it prints is kept, or it has the terminal, as a pager does."""

import os
import subprocess
from collections.abc import Mapping

from collabtui.errors import Refused

PATIENCE = 30
"""Seconds."""
MOST = 200_000
"""Bytes of what a command printed that are kept."""


def piped(text: str, command: str) -> tuple[int, str]:
    """The command's exit code and what it printed, both streams in turn. The text is its input and no part of the
    command line. Raises `Refused`: pipe.too_long (command, seconds), pipe.unusable (command, why)."""
    try:
        done = subprocess.run(  # noqa: S602  # the user's own command line, as typed
            command, shell=True, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Refused("pipe.too_long", command=command, seconds=PATIENCE) from error
    except (OSError, ValueError) as error:
        raise Refused("pipe.unusable", command=command, why=str(error)) from error
    return done.returncode, done.stdout[:MOST].decode(errors="replace")


def pager(environ: Mapping[str, str]) -> str:
    """The user's own, else `less`."""
    return environ.get("PAGER") or "less"


def paged(text: str, environ: Mapping[str, str] = os.environ) -> None:
    """Returns when the pager has ended. Raises `Refused` (pipe.unusable)."""
    command = pager(environ)
    # 126 and 127: the shell could not run it; whoever leaves a pager early breaks the pipe, which is no failure
    done = subprocess.run(command, shell=True, input=text.encode(), check=False)  # noqa: S602  # $PAGER is a command line
    if done.returncode in (126, 127):
        raise Refused("pipe.unusable", command=command, why=str(done.returncode))
