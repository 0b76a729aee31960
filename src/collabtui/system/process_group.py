"""A program of the user's own and all that it starts: begun apart from ours, ended together."""

import os
import signal
import subprocess
from contextlib import suppress


def end_all(process: "subprocess.Popen[bytes]") -> None:
    """Of one that was started with `start_new_session`: `yes | cat` are three. Waits for itself alone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
