"""A server on this machine stands in for the three services; it checks each signature by its own computation."""

import base64
import hashlib
import hmac
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from collabtui.config import GroupService, Robot
from collabtui.errors import CollabError, NoPassword, Refused, Unreachable
from collabtui.mail.transport.group_robot import RobotSecrets, check_robot, post_to_group
from support.scripted_server import CERTIFICATE, TLS

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")
SECONDS = int(NOW.timestamp())
TOKEN, SECRET = "t0k-en+/=秘", "SEC 密钥&1"
SERVICES: tuple[GroupService, ...] = ("wecom", "dingtalk", "feishu")


class Service:
    """Answers as the three do; what it was sent is in `posts`."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, object]]] = []
        self.answer: tuple[int, bytes, dict[str, str]] | None = None
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.posts.append((self.path, json.loads(body)))
                status, said, headers = service.answer or (200, service.judged(self.path, json.loads(body)), {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def judged(self, path: str, body: dict[str, object]) -> bytes:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path.strip("/").split("/")[0]:
            case "wecom":
                known = query.get("key") == TOKEN and body["msgtype"] == "text"
                return b'{"errcode":0,"errmsg":"ok"}' if known else b'{"errcode":93000,"errmsg":"invalid webhook url"}'
            case "dingtalk":
                signed = hmac.digest(SECRET.encode(), f"{SECONDS * 1000}\n{SECRET}".encode(), hashlib.sha256)
                known = query.get("access_token") == TOKEN and query.get("timestamp") == str(SECONDS * 1000)
                known = known and base64.b64decode(query.get("sign", "")) == signed
                return b'{"errcode":0,"errmsg":"ok"}' if known else b'{"errcode":310000,"errmsg":"sign not match"}'
            case "feishu":
                signed = hmac.digest(f"{SECONDS}\n{SECRET}".encode(), b"", hashlib.sha256)
                known = parts.path.startswith("/feishu/t0k") and body.get("timestamp") == str(SECONDS)
                known = known and base64.b64decode(str(body.get("sign", ""))) == signed
                return b'{"code":0,"msg":"success","data":{}}' if known else b'{"code":19021,"msg":"sign match fail"}'
        return b"?"


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    thread = threading.Thread(target=service.server.serve_forever, args=(0.01,))
    thread.start()
    yield service
    service.server.shutdown()
    service.server.server_close()
    thread.join()


def robot(of: GroupService, service: Service) -> Robot:
    return Robot(service=of, url=f"{service.url}/{of}", timeout=2)


def secrets(robot: Robot, *, token: str = TOKEN, secret: str = SECRET) -> RobotSecrets:
    given = {"COLLABTUI_ROBOT_TOKEN": token, "COLLABTUI_ROBOT_SECRET": secret}
    return RobotSecrets(robot, {name: value for name, value in given.items() if value}, lambda *_: None)


def test_the_robot_of_a_matter_has_secrets_of_its_own() -> None:
    configured = Robot(service="wecom", token_command="echo of-the-house")  # a command
    asked: list[tuple[str, str]] = []

    def ring(service: str, username: str) -> None:
        asked.append((service, username))

    of_all = {"COLLABTUI_ROBOT_TOKEN": "of-the-house"}
    own = of_all | {"COLLABTUI_ROBOT_TOKEN_NEW_LINE": "of-the-matter"}
    assert RobotSecrets(configured, own, ring, name="new-line").token().reveal() == "of-the-matter"
    with pytest.raises(NoPassword):
        RobotSecrets(configured, of_all, ring, name="new-line").token()
    assert asked == [("collabtui-robot-token", "wecom/new-line")]
    by_name = configured.model_copy(update={"token_command": "echo of-{robot}"})
    assert RobotSecrets(by_name, of_all, ring, name="new-line").token().reveal() == "of-new-line"


@pytest.mark.parametrize("of", SERVICES)
def test_a_text_is_posted_as_the_service_wants_it(service: Service, of: GroupService) -> None:
    token = "t0k-en" if of == "feishu" else TOKEN  # Feishu's is a part of the path
    configured = robot(of, service)
    post_to_group(configured, secrets(configured, token=token), "逾期：\n▲ A1 @张伟", NOW)
    ((_, body),) = service.posts
    content = body["content"] if of == "feishu" else body["text"]
    assert content == {"text" if of == "feishu" else "content": "逾期：\n▲ A1 @张伟"}


@pytest.mark.parametrize(
    ("of", "code", "key"),
    [("dingtalk", 310000, "robot.hint_security"), ("feishu", 19021, "robot.hint_signature")],
)
def test_a_wrong_signature_is_said_in_a_sentence(service: Service, of: GroupService, code: int, key: str) -> None:
    configured = robot(of, service)
    with pytest.raises(Refused) as refused:
        post_to_group(configured, secrets(configured, token="t0k-en", secret="other"), "x", NOW)
    assert (refused.value.key, refused.value.values["code"]) == (key, code)


@pytest.mark.parametrize(
    ("of", "status", "said", "key"),
    [
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url, hint: [1]"}', "robot.refused"),
        ("wecom", 200, b'{"errcode":40058,"errmsg":"text.content exceed max length 2048"}', "robot.hint_too_long"),
        ("dingtalk", 200, b'{"errcode":130101,"errmsg":"send too fast"}', "robot.hint_too_fast"),
        ("feishu", 200, b'{"code":11232,"msg":"frequency limited"}', "robot.hint_too_fast"),
        ("feishu", 200, b'{"StatusCode":0,"StatusMessage":"success"}', ""),
        ("wecom", 200, b"<html>", "robot.no_answer"),
        ("wecom", 200, b"[]", "robot.no_answer"),
        ("wecom", 200, b"{}", "robot.no_answer"),
        ("wecom", 200, b"[" * 60_000, "robot.no_answer"),
        ("wecom", 200, b'{"errcode":false}', "robot.no_answer"),
        ("wecom", 200, b'{"errcode":' + b"9" * 4000 + b"}", "robot.no_answer"),
        ("wecom", 200, b'{"errcode":"0"}', "robot.no_answer"),
        ("wecom", 500, b"{}", "robot.http"),
        ("wecom", 302, b"", "robot.http"),
    ],
)
def test_every_answer_is_told_apart(service: Service, of: GroupService, status: int, said: bytes, key: str) -> None:
    service.answer = (status, said, {"Location": f"{service.url}/elsewhere"} if status == 302 else {})
    configured, found = robot(of, service), ""
    try:
        post_to_group(configured, secrets(configured), "x", NOW)
    except CollabError as error:
        found = error.key
    assert found == key
    assert len(service.posts) == 1, "no redirect is followed, nothing is tried twice"


def test_nothing_secret_is_in_an_error_or_a_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    said = json.dumps({"errcode": 93000, "errmsg": f"bad key \x1b[31m{TOKEN}"}).encode()
    service.answer = (200, said, {})
    configured = robot("wecom", service)
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as refused:
        post_to_group(configured, secrets(configured), "vertraulich", NOW)
    told = f"{refused.value!r} {refused.value.values} {caplog.text}"
    for word in (TOKEN, "vertraulich", "\x1b"):
        assert word not in told


def test_a_service_that_is_not_there_or_does_not_answer(service: Service) -> None:
    service.server.shutdown()
    configured = Robot(service="wecom", url=service.url, timeout=1)
    with pytest.raises(Unreachable, match=r"robot\.unreachable"):
        post_to_group(configured, secrets(configured), "x", NOW)


def test_a_certificate_that_nobody_vouches_for_is_refused(service: Service) -> None:
    """It speaks no TLS at all: nothing leaves in the clear."""
    configured = Robot(service="wecom", url=service.url.replace("http:", "https:"), timeout=2)
    with pytest.raises(Unreachable, match=r"robot\.unreachable"):
        post_to_group(configured, secrets(configured), "x", NOW)
    assert service.posts == []


def test_what_is_missing_is_known_before_anything_is_posted(service: Service) -> None:
    with pytest.raises(Refused, match=r"robot\.none"):
        check_robot(Robot(), secrets(Robot()))
    for of, token, secret, refused in (
        ("wecom", TOKEN, "", False), ("wecom", "", "", True), ("dingtalk", TOKEN, "", True),
        ("dingtalk", TOKEN, SECRET, False), ("feishu", "", SECRET, True),
    ):  # fmt: skip
        configured = robot(of, service)  # type: ignore[arg-type]  # of the table
        with pytest.raises(NoPassword) if refused else nullcontext():
            check_robot(configured, secrets(configured, token=token, secret=secret))
    unsigned = Robot(service="dingtalk", signed=False)
    check_robot(unsigned, secrets(unsigned, secret=""))
    assert service.posts == []


@pytest.mark.parametrize(
    "url",
    [
        "https://x.test/?key=1", "ftp://x.test", "https://x.test/send#a", "https://x y", "https://user:pw@x.test/send",
    ],
)  # fmt: skip
def test_no_token_stands_in_the_configuration(url: str) -> None:
    with pytest.raises(ValueError, match="url"):
        Robot(service="wecom", url=url)


@pytest.mark.parametrize(
    "url",
    [
        "https://", "https:///x", "https://a..b/x", "https://[::1/x", "https://x.test:99999/x", "https://x.test:abc/x",
        "https://x.test:0/x", f"https://{'a' * 64}.test/x", "https://x.test/路径", "https://x.test/a b", "https://-x.test",
    ],
)  # fmt: skip
def test_an_address_that_nobody_can_post_to_is_refused_where_it_is_configured(url: str) -> None:
    with pytest.raises(ValueError, match="url"):
        Robot(service="wecom", url=url)


@pytest.mark.parametrize(
    "url",
    [
        "", "https://oapi.dingtalk.com/robot/send", "https://x.test", "https://x.test:8443/a-b_c/~d%20e", "http://[::1]:9/",
        "http://127.0.0.1:8065/hooks",
    ],
)  # fmt: skip
def test_an_address_as_services_have_it_is_taken(url: str) -> None:
    assert Robot(service="wecom", url=url).url == url


Says = Callable[[socket.socket], None]


def drips(head: bytes, again: bytes = b"a") -> Says:
    def says(line: socket.socket) -> None:
        line.sendall(head)
        for _ in range(60):
            line.sendall(again)
            time.sleep(0.1)

    return says


@contextmanager
def talker(says: Says) -> Iterator[int]:
    """A server that takes one connection and says what it wants; its port."""

    def serve() -> None:
        line, _ = server.accept()
        with line, suppress(OSError):
            line.recv(65_536)
            says(line)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "says",
    [
        drips(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nX: "),
        drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drips(b"\x16\x03\x03\x40\x00"),
    ],
    ids=["body", "header", "continue", "handshake"],
)
def test_a_service_that_sends_a_byte_now_and_again_is_given_up_all_the_same(says: Says, scheme: str) -> None:
    with talker(says) as port:
        configured, begun = Robot(service="wecom", url=f"{scheme}://127.0.0.1:{port}/x", timeout=1), time.monotonic()
        with pytest.raises(Unreachable, match=r"robot\.unreachable"):
            post_to_group(configured, secrets(configured, token="t0k-en"), "x", NOW)
        assert time.monotonic() - begun < 3


@pytest.mark.parametrize("chunk", [b"-5", b"zz", b"ffffffffffffffffffff"])
def test_a_length_that_is_none_is_no_mistake_of_ours(chunk: bytes) -> None:
    said = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + b"\r\n{}"
    with talker(lambda line: line.sendall(said)) as port:
        configured = Robot(service="wecom", url=f"http://127.0.0.1:{port}/x", timeout=1)
        with pytest.raises(CollabError, match=r"robot\.(unreachable|no_answer)"):
            post_to_group(configured, secrets(configured, token="t0k-en"), "x", NOW)


@pytest.mark.parametrize(
    ("host", "ca_file", "is_posted"),
    [("localhost", CERTIFICATE, True), ("localhost", "", False), ("[::1]", CERTIFICATE, False)],
)
def test_the_certificate_has_to_be_of_that_host_and_vouched_for(host: str, ca_file: str, *, is_posted: bool) -> None:
    heard: list[bytes] = []
    family, address = (socket.AF_INET6, "::1") if host == "[::1]" else (socket.AF_INET, "127.0.0.1")

    def serve() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, TLS / "localhost.key")
        line, _ = server.accept()
        with line, suppress(OSError), context.wrap_socket(line, server_side=True) as ciphered:
            asked = b""
            while not asked.endswith(b"}}"):  # the body may come after the header
                asked += ciphered.recv(65_536)
            heard.append(asked)
            ciphered.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"errcode":0}')

    with socket.create_server((address, 0), family=family) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        url = f"https://{host}:{server.getsockname()[1]}/x"
        configured = Robot(service="wecom", url=url, ca_file=ca_file, timeout=5)
        with nullcontext() if is_posted else pytest.raises(Unreachable, match=r"robot\.unreachable"):
            post_to_group(configured, secrets(configured, token="t0k-en"), "x", NOW)
        thread.join()
    assert [b"t0k-en" in one for one in heard] == ([True] if is_posted else [])
