"""Text handed to a command of the user's own: what it prints is kept, or it has the terminal, as a pager does."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from collabtui.errors import Refused
from collabtui.system.process_group import end_all

if TYPE_CHECKING:
    from io import BufferedReader

PATIENCE = 30
"""Seconds."""
MOST = 200_000
"""Bytes of what a command printed that are kept."""
LEFT_OPEN = 1.0
"""Seconds that are waited for the end of what was printed, where something goes on in the background."""


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
    printed = bytearray()

    def read() -> None:
        with cast("BufferedReader", process.stdout) as stream:
            while len(printed) <= MOST and (more := stream.read1(MOST)):
                printed.extend(more)
        if len(printed) > MOST:
            end_all(process)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired as error:
        end_all(process)
        raise Refused("pipe.too_long", command=command, seconds=PATIENCE) from error
    reader.join(LEFT_OPEN)
    return code, bytes(printed[:MOST]).decode(errors="replace")


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
