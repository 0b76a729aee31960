"""The server that a browser speaks to: textual-serve on the loopback address, behind a token.

Others on the same machine, and pages of other sites in the same browser, reach a loopback port, too. So each request
has to bring the token, in the address when one comes, in a cookie from then on; it has to be meant for this host, since
a name of an attacker's may lead here (DNS rebinding); and what opens the socket has to come from our own page. The
cookie is for a path that nobody can guess: a browser gives what is for `/` to every other port of this machine, and
behind those are servers of others."""

import asyncio
import hashlib
import hmac
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from collabtui.errors import Refused

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from collabtui.text.catalogue import Catalogue

HOST = "127.0.0.1"
TOKEN = "token"  # noqa: S105  # the name of a parameter
PAGE, SCRIPT = (Path(__file__).with_name(name) for name in ("page.html", "page.js"))
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""xterm.js sets the style of its elements; nothing comes from another host, and nobody puts the page into a frame."""
MOST_SCREENS = 20
"""Each has a process of its own."""
MOST_CELLS = 1000
"""Columns, and lines, of a screen: what is drawn grows with both."""
SECONDS_TO_END = 1.0
"""For which browsers that look are waited for: they do not go by themselves."""
LONGEST_END = 5.0
"""Seconds that the screens may take to put everything away once their browser has gone; then they are killed."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doorway(NamedTuple):
    port: int
    token: str

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def entrance(self) -> str:
        """The address that is opened in a browser."""
        return f"{self.origin}/?{TOKEN}={self.token}"

    @property
    def path(self) -> str:
        """Under which everything is; it tells nothing of the token."""
        return f"/{hmac.digest(self.token.encode(), b'path', hashlib.sha256).hex()[:32]}/"

    @property
    def cookie(self) -> str:
        """Cookies know no ports: two servers on one machine would take each other's."""
        return f"collabtui-{self.port}"

    def knows(self, token: str) -> bool:
        """Whether it is the token of this run; it may be any bytes."""
        return hmac.compare_digest(token.encode(errors="replace"), self.token.encode())


class ScreensServer(Server):
    """`command` shows the screens to one browser, and is started for each."""

    def __init__(self, command: str, doorway: Doorway, words: "Catalogue") -> None:
        super().__init__(command, host=HOST, port=doorway.port, title="collabtui", public_url=doorway.origin)
        self._doorway = doorway
        self._words = words
        self._ready: Callable[[], object] = lambda: None
        self._screens: set[asyncio.Event] = set()
        """One for each browser, set once its process has ended."""

    def listen(self, ready: Callable[[], object]) -> None:
        """Until it is ended; `ready` is called when a browser may come. Raises `Refused` (serve.port_taken)."""
        self._ready = ready
        try:
            door = socket.create_server((HOST, self.port))
        except OSError as error:
            raise Refused("serve.port_taken", port=self.port, why=os.strerror(error.errno or 0)) from error
        for name in ("textual-serve", "aiohttp.server"):
            # what the one keeps would show what was typed, and the other tells of whatever a stranger sends
            logging.getLogger(name).setLevel(logging.CRITICAL)
        loop = asyncio.new_event_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            loop.add_signal_handler(getattr(signal, name), self.request_exit)
        web.run_app(
            self._make_app(), sock=door, handle_signals=False, loop=loop, print=None, access_log=None,
            shutdown_timeout=SECONDS_TO_END,
        )  # fmt: skip

    async def _make_app(self) -> web.Application:
        screens = await super()._make_app()
        screens.router.add_get("/page.js", _script)
        screens.on_cleanup.append(self._wait_for_screens)
        app = web.Application(middlewares=[self._guard])
        app.add_subapp(self._doorway.path, screens)
        app.on_response_prepare.append(_with_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002  # aiohttp passes it
        asyncio.get_running_loop().call_soon(self._ready)

    async def handle_index(self, request: web.Request) -> web.Response:  # noqa: ARG002  # aiohttp passes it
        words = {name: self._words(f"serve.page.{name}") for name in ("connecting", "ended", "again")}
        page = jinja2.Environment(autoescape=True).from_string(PAGE.read_text(encoding="utf-8"))
        socket = self._doorway.origin.replace("http", "ws", 1) + self._doorway.path + "ws"
        text = page.render(title=self.title, socket=socket, language=self._words.locale, words=words)
        return web.Response(text=text, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        if len(self._screens) >= MOST_SCREENS:
            raise web.HTTPServiceUnavailable
        if any(to_int(request.query.get(side, ""), 0) > MOST_CELLS for side in ("width", "height")):
            raise web.HTTPBadRequest
        ended = asyncio.Event()
        self._screens.add(ended)
        try:
            return await super().handle_websocket(request)
        finally:
            self._screens.discard(ended)
            ended.set()

    async def _wait_for_screens(self, app: web.Application) -> None:  # noqa: ARG002  # aiohttp passes it
        """aiohttp waits for nobody whose browser has gone, and ends the loop while the process still runs."""
        for ended in tuple(self._screens):
            await ended.wait()

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        resize = app_service.set_terminal_size

        async def within_bounds(width: int, height: int) -> None:
            await resize(min(width, MOST_CELLS), min(height, MOST_CELLS))

        app_service.set_terminal_size = within_bounds  # type: ignore[method-assign]  # made anew for each browser
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            await _ended(app_service.stop(), app_service._process)  # noqa: SLF001  # nothing public names it

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        door = self._doorway
        if request.host != f"{HOST}:{door.port}":
            return self._refused()
        if request.path == "/" and door.knows(request.query.get(TOKEN, "")):
            entered = web.Response(status=303, headers={"Location": door.path})  # the token stays in no address line
            entered.set_cookie(door.cookie, door.token, path=door.path, httponly=True, samesite="Strict")
            return entered
        if not request.path.startswith(door.path) or not door.knows(request.cookies.get(door.cookie, "")):
            return self._refused()
        if request.path == door.path + "ws" and request.headers.get("Origin") != door.origin:
            return self._refused()
        return await handler(request)

    def _refused(self) -> web.Response:
        return web.Response(status=403, text=self._words("serve.no_token"))


async def _ended(asking: Coroutine[None, None, None], process: "Process | None") -> None:
    """textual-serve asks a process to end, and waits for the end of what it prints; this waits for the process, too.
    One that does not end in time is killed, and so is one that nobody waits for any more."""
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_END):
                await asking
                if process is not None:
                    await process.wait()
    finally:
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()


async def _script(_: web.Request) -> web.FileResponse:
    return web.FileResponse(SCRIPT)


async def _with_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
