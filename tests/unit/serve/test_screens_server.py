"""Who comes without the token, by another name or from another page sees nothing."""

import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from collabtui.errors import Refused
from collabtui.serve.screens_server import HOST, Doorway, ScreensServer
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


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/static/js/textual.js", "/ws", "/download/x"])
async def test_nobody_enters_without_the_token(doorway: Doorway, path: str) -> None:
    async with browser() as visitor, visitor.get(doorway.origin + path) as answer:
        assert answer.status == 403
        assert "open the address" in await answer.text()
        assert answer.cookies == {}


async def test_who_brings_it_once_is_known_and_it_leaves_the_address(doorway: Doorway) -> None:
    async with browser() as visitor:
        async with visitor.get(doorway.entrance) as answer:
            assert answer.status == 200
            assert str(answer.url) == doorway.origin + "/"
            assert "ws://127.0.0.1" in await answer.text()
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            (entered,) = answer.history
            assert "HttpOnly" in entered.headers["Set-Cookie"]
            assert "SameSite=Strict" in entered.headers["Set-Cookie"]
        for path in ("/page.js", "/static/js/textual.js"):
            async with visitor.get(doorway.origin + path) as answer:
                assert answer.status == 200


async def test_a_name_that_an_attacker_lets_lead_here_is_no_name_of_ours(doorway: Doorway) -> None:
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        async with visitor.get(doorway.origin, headers={"Host": f"evil.test:{doorway.port}"}) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("origin", [None, "http://evil.test", "null", "http://127.0.0.1"])
async def test_another_page_in_the_same_browser_opens_no_socket(doorway: Doorway, origin: str | None) -> None:
    async with browser() as visitor:
        await visitor.get(doorway.entrance)
        with pytest.raises(WSServerHandshakeError) as refused:
            await visitor.ws_connect(doorway.origin + "/ws", origin=origin)
        assert refused.value.status == 403


def test_a_port_that_somebody_has_is_named() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        server = ScreensServer("true", Doorway(port, TOKEN), Catalogue("en"))
        with pytest.raises(Refused, match=r"serve\.port_taken"):
            server.listen(lambda: pytest.fail("nobody may come"))
