"""Text handed to a command of the user's own: what it prints is kept, or it has the terminal, as a pager does."""

import os
import subprocess
import tempfile
from collections.abc import Mapping

from collabtui.errors import Refused
from collabtui.system.bounded_output import first_printed
from collabtui.system.process_group import end_all

PATIENCE = 30
"""Seconds."""
MOST = 200_000
"""Bytes of what a command printed that are kept."""


def piped(text: str, command: str) -> tuple[int, str]:
    """The command's exit code and what it printed, both streams in turn; negative where it was ended, because it had
    printed more than `MOST`. The text is its input and no part of the command line. Raises `Refused`: pipe.too_long
    (command, seconds), pipe.unusable (command, why)."""
    try:
        with tempfile.TemporaryFile() as given:
            given.write(text.encode(errors="replace"))
            given.seek(0)
            process = subprocess.Popen(  # noqa: S602  # the user's own command line, as typed
                command, shell=True, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
    except (OSError, ValueError) as error:
        raise Refused("pipe.unusable", command=command, why=str(error)) from error
    return _heard(process, command)


def _heard(process: "subprocess.Popen[bytes]", command: str) -> tuple[int, str]:
    try:
        code, printed = first_printed(process, MOST, PATIENCE, end_all)
    except subprocess.TimeoutExpired as error:
        raise Refused("pipe.too_long", command=command, seconds=PATIENCE) from error
    return code, printed.decode(errors="replace")


def pager(environ: Mapping[str, str]) -> str:
    """The user's own, else `less`."""
    return environ.get("PAGER") or "less"


def paged(text: str, environ: Mapping[str, str] = os.environ) -> None:
    """Returns when the pager has ended. Raises `Refused` (pipe.unusable)."""
    command = pager(environ)
    # 126 and 127: the shell could not run it; whoever leaves a pager early breaks the pipe, which is no failure
    done = subprocess.run(command, shell=True, input=text.encode(errors="replace"), check=False)  # noqa: S602  # $PAGER is a command line
    if done.returncode in (126, 127):
        raise Refused("pipe.unusable", command=command, why=str(done.returncode))
