"""`collabtui serve` from its address to a key that is pressed and a page that is drawn; ended, it leaves nothing."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType

from collabtui.config_file import write_config
from collabtui.home import Home
from support.paths import SOURCE
from support.ports import free_port
from support.world import CONFIG

PATIENCE = 30.0
"""Seconds."""


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it prints."""
    write_config(Home(folder), CONFIG)
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "collabtui", "serve", "--home", str(folder), "--lang", "en", *options]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # ours
        assert process.stdout is not None
        try:
            (address,) = re.findall(r"http://[^\s\"]+", process.stdout.readline())
            yield process, address
        finally:
            process.kill()


def children(folder: Path) -> Iterator[str]:
    """The command lines of the screens that still run on this home."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if "served_screens" in line and str(folder) in line:
                yield line


def have_ended(folder: Path) -> bool:
    end = time.monotonic() + PATIENCE
    while any(children(folder)) and time.monotonic() < end:
        time.sleep(0.1)
    return not any(children(folder))


async def drawn(socket: ClientWebSocketResponse, text: str) -> None:
    """Waits until it is drawn: letters stand behind each other, whatever colours are between them."""
    seen, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end and text not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen):
        message = await socket.receive(timeout=PATIENCE)
        assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), seen[-2000:]
        if message.type is WSMsgType.BINARY:
            seen += message.data.decode()
    assert text in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)


def test_a_program_that_starts_it_is_told_the_address(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, "--port", str(port), "--json", "--read-only") as (_, address):
        assert address.startswith(f"http://127.0.0.1:{port}/?token=")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("options", [(), ("--read-only",)])
async def test_a_browser_that_has_the_address_sees_the_pages(
    tmp_path: Path, options: tuple[str, ...], number: int
) -> None:
    port = free_port()
    with served(tmp_path, "--port", str(port), *options) as (process, address):
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            async with browser.get(address) as page:
                assert page.status == 200
                opened = re.search(r'"(ws://[^"]+)"', await page.text())
                assert opened is not None
            origin = f"http://127.0.0.1:{port}"
            async with browser.ws_connect(f"{opened[1]}?width=100&height=30", origin=origin) as socket:
                await drawn(socket, "Needs you")
                await socket.send_str(json.dumps(["stdin", "5"]))
                await drawn(socket, "0 matters")
                process.send_signal(number)
                assert process.wait(PATIENCE) is not None
    assert have_ended(tmp_path), "the screens end with the server"
