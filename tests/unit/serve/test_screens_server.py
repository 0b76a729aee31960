"""Who comes without the token, by another name or from another page sees nothing."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError, web
from aiohttp.test_utils import TestServer
from textual_serve.app_service import AppService
from yarl import URL

from collabtui.errors import Refused
from collabtui.serve.screens_server import HOST, Doorway, ScreensServer, _ended
from collabtui.text.catalogue import Catalogue
from support.ports import free_port

TOKEN = "t0ken-of-this-run"


@pytest_asyncio.fixture
async def doorway() -> AsyncIterator[Doorway]:
    doorway = Doorway(free_port(), TOKEN)
    server = ScreensServer("true", doorway, Catalogue("en"))
    async with TestServer(await server._make_app(), host=HOST, port=doorway.port):
        yield doorway


def browser() -> ClientSession:
    return ClientSession(cookie_jar=CookieJar(unsafe=True))  # "unsafe" is a host without a name


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=wrong", "/static/js/textual.js", "/ws", "/download/x", "/%ED%A0%80?token=%ff"]
)
@pytest.mark.parametrize("inside", [False, True])
async def test_nobody_enters_without_the_token(doorway: Doorway, path: str, *, inside: bool) -> None:
    path = doorway.path + path[1:] if inside else path
    async with browser() as visitor, visitor.get(doorway.origin + path) as answer:
        assert answer.status == 403
        assert "open the full address" in await answer.text()
        assert answer.cookies == {}


async def test_who_brings_it_once_is_known_and_it_leaves_the_address(doorway: Doorway) -> None:
    async with browser() as visitor:
        async with visitor.get(doorway.entrance) as answer:
            assert answer.status == 200
            assert str(answer.url) == doorway.origin + doorway.path
            assert TOKEN not in str(answer.url) + await answer.text()
            assert f"ws://127.0.0.1:{doorway.port}{doorway.path}ws" in await answer.text()
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            (entered,) = answer.history
            assert "HttpOnly" in entered.headers["Set-Cookie"]
            assert "SameSite=Strict" in entered.headers["Set-Cookie"]
        for path in ("page.js", "static/js/textual.js", "static/css/xterm.css"):
            async with visitor.get(doorway.origin + doorway.path + path) as answer:
                assert answer.status == 200


async def test_a_name_that_an_attacker_lets_lead_here_is_no_name_of_ours(doorway: Doorway) -> None:
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        async with visitor.get(doorway.origin + doorway.path, headers={"Host": f"evil.test:{doorway.port}"}) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("origin", [None, "http://evil.test", "null", "http://127.0.0.1"])
async def test_another_page_in_the_same_browser_opens_no_socket(doorway: Doorway, origin: str | None) -> None:
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.ws_connect(doorway.origin + doorway.path + "ws", origin=origin)
        assert refused.value.status == 403


async def test_servers_of_others_on_this_machine_do_not_get_the_cookie(doorway: Doorway) -> None:
    """A browser takes all ports of a host for one."""
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        assert visitor.cookie_jar.filter_cookies(URL(doorway.origin + doorway.path))
        for elsewhere in (f"http://{HOST}:1/", f"http://{HOST}:1/ws", doorway.origin + "/"):
            assert not visitor.cookie_jar.filter_cookies(URL(elsewhere))


@pytest.mark.parametrize(
    "head",
    [
        b"GET %s HTTP/1.1\r\nHost: %s\r\nCookie: collabtui-%d=\xff\xfe\r\n\r\n",
        b"GET %s?token=%%ff HTTP/1.1\r\nHost: %s\r\nCookie: collabtui-%d=\xed\xa0\x80\r\n\r\n",
    ],
)
async def test_bytes_that_are_no_text_are_no_token(doorway: Doorway, head: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, doorway.port)
    host = f"{HOST}:{doorway.port}".encode()
    writer.write(head % (doorway.path.encode(), host, doorway.port))
    assert (await reader.readline()).startswith(b"HTTP/1.1 403")
    writer.close()


async def test_no_more_screens_are_started_than_a_machine_can_bear(
    doorway: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collabtui.serve.screens_server.MOST_SCREENS", 0)
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.ws_connect(doorway.origin + doorway.path + "ws", origin=doorway.origin)
        assert refused.value.status == 503


@pytest.mark.parametrize("size", ["width=1000000", "height=1000000", "width=1001&height=24"])
async def test_a_screen_is_no_larger_than_a_wall(doorway: Doorway, size: str) -> None:
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.ws_connect(f"{doorway.origin}{doorway.path}ws?{size}", origin=doorway.origin)
        assert refused.value.status == 400


async def test_nor_is_one_that_grows(doorway: Doorway, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: asyncio.Queue[tuple[int, int]] = asyncio.Queue()

    async def noted(_: AppService, width: int, height: int) -> None:
        await sizes.put((width, height))

    monkeypatch.setattr(AppService, "set_terminal_size", noted)
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        async with visitor.ws_connect(doorway.origin + doorway.path + "ws", origin=doorway.origin) as line:
            await line.send_json(["resize", {"width": 10**6, "height": 40}])
            assert await asyncio.wait_for(sizes.get(), 10) == (1000, 40)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[AppService]:
    """What was started for browsers, each once its process runs."""
    services: asyncio.Queue[AppService] = asyncio.Queue()
    begin = AppService.start

    async def noted(service: AppService, width: int, height: int) -> None:
        await begin(service, width, height)
        await services.put(service)

    monkeypatch.setattr(AppService, "start", noted)
    return services


async def test_the_screens_have_ended_when_their_browser_is_let_go(
    opened: asyncio.Queue[AppService], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each browser leaves a process behind that nobody waits for."""
    over = asyncio.Event()
    answer = ScreensServer.handle_websocket

    async def answered(server: ScreensServer, request: web.Request) -> web.WebSocketResponse:
        try:
            return await answer(server, request)
        finally:
            over.set()

    monkeypatch.setattr(ScreensServer, "handle_websocket", answered)
    doorway = Doorway(free_port(), TOKEN)
    server = ScreensServer("sleep 0.2", doorway, Catalogue("en"))
    async with TestServer(await server._make_app(), host=HOST, port=doorway.port), browser() as visitor:
        await visitor.get(doorway.entrance)
        async with visitor.ws_connect(doorway.origin + doorway.path + "ws", origin=doorway.origin):
            pass
        await asyncio.wait_for(over.wait(), 10)
        service = opened.get_nowait()
        assert service._process is not None
        assert service._process.returncode is not None


async def test_the_server_goes_after_the_screens_of_who_left_just_before(opened: asyncio.Queue[AppService]) -> None:
    doorway = Doorway(free_port(), TOKEN)
    server = ScreensServer("sleep 0.5", doorway, Catalogue("en"))
    async with TestServer(await server._make_app(), host=HOST, port=doorway.port), browser() as visitor:
        await visitor.get(doorway.entrance)
        async with visitor.ws_connect(doorway.origin + doorway.path + "ws", origin=doorway.origin) as line:
            service = await asyncio.wait_for(opened.get(), 10)
            connection = line._conn
            assert connection is not None
            assert connection.transport is not None
            connection.transport.abort()
    assert service._process is not None
    assert service._process.returncode == 0


async def test_screens_that_nobody_waits_for_any_more_are_killed() -> None:
    process = await asyncio.create_subprocess_exec("sleep", "600")
    ending = asyncio.create_task(_ended(asyncio.sleep(600), process))
    await asyncio.sleep(0)
    ending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ending
    assert process.returncode == -signal.SIGKILL


async def test_screens_that_do_not_end_when_asked_are_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collabtui.serve.screens_server.LONGEST_END", 0.0)
    process = await asyncio.create_subprocess_exec("sleep", "600")
    await _ended(asyncio.sleep(600), process)
    assert process.returncode == -signal.SIGKILL


def test_a_port_that_somebody_has_is_named() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        server = ScreensServer("true", Doorway(port, TOKEN), Catalogue("en"))
        with pytest.raises(Refused, match=r"serve\.port_taken"):
            server.listen(lambda: pytest.fail("nobody may come"))


async def test_on_a_telephone_a_column_is_as_wide_as_anywhere_else(doorway: Doorway) -> None:
    """Without it a telephone lays the page out for a desk, and letters are a third as high."""
    async with browser() as visitor, visitor.get(doorway.entrance) as page:
        assert 'name="viewport" content="width=device-width' in await page.text()
