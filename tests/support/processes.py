"""Programs of their own, for what only another process can show."""

import os
import subprocess
import sys

from support.paths import ROOT

_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Python, with our code on its path; `arguments` are its `sys.argv[1:]`."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603  # our own interpreter, our own code
        command, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str]) -> str:
    """What it printed; fails the test when it failed."""
    printed, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints
    return printed


def run(program: str, *arguments: object) -> str:
    return finish(start(program, *arguments))
