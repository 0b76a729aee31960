"""The first of what a program prints, read while it runs: one that prints without end fills no memory."""

import subprocess
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from io import BufferedReader

LEFT_OPEN = 1.0
"""Seconds that are waited for the end of what was printed, where something goes on in the background."""


def first_printed(
    process: "subprocess.Popen[bytes]", most: int, patience: float, end: "Callable[[subprocess.Popen[bytes]], None]"
) -> tuple[int, bytes]:
    """The exit code and at most so many bytes. `end` is to end the process, and is called where it prints more than
    that, takes more seconds than `patience`, or is waited for no longer. Raises subprocess.TimeoutExpired."""
    printed = bytearray()

    def read() -> None:
        with cast("BufferedReader", process.stdout) as stream:
            while len(printed) <= most and (more := stream.read1(most)):
                printed.extend(more)
        if len(printed) > most:
            end(process)

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        code = process.wait(patience)
    except BaseException:
        end(process)
        raise
    reader.join(LEFT_OPEN)
    return code, bytes(printed[:most])
