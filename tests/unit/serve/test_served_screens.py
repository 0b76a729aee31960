"""The screens of a browser do not outlive the server that started them, whatever they are busy with."""

import signal
import subprocess
import sys

import pytest

ENDS = """
import signal
from collabtui.serve import served_screens
signal.signal(signal.SIGHUP, getattr(signal, "{handler}"))
served_screens.SECONDS_TO_END = 0.0
served_screens._end_with(0)
"""


@pytest.mark.parametrize(("handler", "ended_by"), [("SIG_DFL", signal.SIGHUP), ("SIG_IGN", signal.SIGKILL)])
def test_screens_whose_server_is_gone_end_or_are_killed(handler: str, ended_by: int) -> None:
    command = [sys.executable, "-c", ENDS.format(handler=handler)]
    assert subprocess.run(command, check=False, timeout=60).returncode == -ended_by  # noqa: S603  # ours
