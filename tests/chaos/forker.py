"""A process that has imported the whole program and forks it for each command: thousands of starts in minutes.

    python -m chaos.forker        reads orders, a JSON object a line, and answers each twice: begun, ended

It has one thread, so a fork of it is as good as a new process; its children are killed, limited and locked out, and
never this one.
"""

import ctypes
import gc
import importlib
import json
import mmap
import os
import pkgutil
import resource
import signal
import struct
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, TypedDict

import collabtui
from chaos.kill_points import KillPoints, counted


class Order(TypedDict):
    """One command."""

    words: list[str]
    environ: dict[str, str]
    stdin: str
    """A file."""
    said: str
    """The file that gets what it says, on both streams."""
    kill_at: int | None
    """The number of the point before which it is killed."""
    file_limit: int | None
    """Bytes beyond which no file can grow: a disk that is full."""
    bound_by_modes: bool
    """Whether the modes of files bind it also where it is root's."""
    terminal: str
    """The pseudo-terminal it runs at; "" for none."""


class Ended(TypedDict):
    code: int
    """Exit code; the number of the signal, negative, where one ended it."""
    points: int


def serve() -> None:
    for module in pkgutil.walk_packages(collabtui.__path__, "collabtui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _make_ready()
    assert threading.active_count() == 1
    _answer({"ready": True})
    for line in sys.stdin:
        order: Order = json.loads(line)
        shared = mmap.mmap(-1, 8)
        child = os.fork()
        if child == 0:
            _be(order, shared)
        _answer({"pid": child})
        _, status = os.waitpid(child, 0)
        _answer({"code": os.waitstatus_to_exitcode(status), "points": counted(shared)})


def _make_ready() -> None:
    """An office is made and its mail read here, once: words, templates and the tables of the records are then in each
    fork as the first command of a process would have to make them."""
    from chaos.office import Template
    from collabtui.lifecycle.base.workspace import open_workspace
    from collabtui.lifecycle.mail_in.receive import receive
    from support.world import CONFIG, Clock

    with tempfile.TemporaryDirectory(prefix="chaos-") as place:
        template = Template(Path(place))
        with open_workspace(template.home, CONFIG, Clock()) as workspace:
            for raw in template.mails.values():
                receive(workspace.as_worker(), raw)
    gc.collect()
    gc.freeze()  # else the first collection of each fork would copy all of it


def _answer(data: dict[str, Any]) -> None:
    os.write(1, json.dumps(data).encode() + b"\n")


def _be(order: Order, shared: mmap.mmap) -> None:
    """Never returns."""
    code = 70
    try:
        _die_with_forker()
        os.setsid()
        if order["terminal"]:
            streams = [os.open(order["terminal"], os.O_RDWR)] * 3  # the first terminal opened is the controlling one
        else:
            said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            streams = [os.open(order["stdin"] or os.devnull, os.O_RDONLY), said, said]
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.environ.clear()
        os.environ.update(order["environ"])
        if order["file_limit"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_limit"], resource.RLIM_INFINITY))
        if order["bound_by_modes"]:
            _drop_capabilities()
        sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115  # as the interpreter opens them
        sys.stdout = open(1, "w", encoding="utf-8", buffering=1)  # noqa: SIM115  # open as long as the process lives
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1)  # noqa: SIM115  # as above
        KillPoints(shared, order["kill_at"]).install()
        code = _main(order["words"])
    finally:
        os._exit(code)


def _die_with_forker() -> None:
    """prctl(2), PR_SET_PDEATHSIG: no command outlives a run that is cut short."""
    ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)


def _drop_capabilities() -> None:
    """Of capset(2), version 3: a header with the process, this one, and three empty sets of 64 bits."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(struct.pack("Ii", 0x20080522, 0), bytes(24)):
        raise OSError(ctypes.get_errno(), "capset")


def _main(words: list[str]) -> int:
    import traceback

    from collabtui.main import main

    try:
        return main(words, os.environ)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException:  # noqa: BLE001  # as the interpreter shows what nobody caught
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    serve()
