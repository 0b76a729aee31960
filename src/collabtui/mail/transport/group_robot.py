"""A post to a group by its robot: over verified TLS, to where it was configured and nowhere else, in a bounded time.

No proxy and no redirect is followed, and nothing of what was posted, or of the address, is in any error."""

import http.client
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NoReturn
from urllib.parse import urlsplit

from collabtui.config import Robot
from collabtui.errors import Refused, Unreachable
from collabtui.mail.parse.sanitise import sanitised
from collabtui.mail.transport.robot_request import ADDRESSES, SIGNING, RobotRequest, request_of
from collabtui.mail.transport.secrets import Secret, SecretSource, ask_keyring, looked_up
from collabtui.mail.transport.tls import context_with

_LONGEST_ANSWER = 65_536
"""Bytes of an answer that are read."""
_LARGEST_CODE = 10**10
_OK = 200
_HINTS = {
    ("dingtalk", 310000): "robot.hint_security",
    ("dingtalk", 130101): "robot.hint_too_fast",
    ("dingtalk", 460101): "robot.hint_too_long",
    ("wecom", 40058): "robot.hint_too_long",
    ("feishu", 19021): "robot.hint_signature",
    ("feishu", 11232): "robot.hint_too_fast",
}
"""What is to be done about codes of theirs: the sentence that says it."""
Ring = Callable[[str, str], str | None]


class RobotSecrets:
    """The token of the address and the secret of the signature, from where passwords are kept.

    A robot with a name is that of one matter's channel. It has secrets of its own, as COLLABTUI_ROBOT_TOKEN_<NAME>, or
    by a command with `{robot}` in it: with those of another robot its posts would go to that one's group."""

    def __init__(self, robot: Robot, environ: Mapping[str, str], ring: Ring = ask_keyring, *, name: str = "") -> None:
        self._robot, self._environ, self._ring, self._name = robot, environ, ring, name

    def token(self) -> Secret:
        """Raises NoPassword `secrets.*`."""
        return self._of("token", self._robot.token_command)

    def secret(self) -> Secret | None:
        """None where the robot demands no signature. Raises as `token` does."""
        if self._robot.service not in SIGNING or not self._robot.signed:
            return None
        return self._of("secret", self._robot.secret_command)

    def _of(self, what: str, command: str) -> Secret:
        name = self._name
        of_name = command.replace("{robot}", name) if "{robot}" in command else ""
        source = SecretSource(
            variable=f"COLLABTUI_ROBOT_{what.upper()}{'_' if name else ''}{name.upper().replace('-', '_')}",
            command=of_name if name else command,
            key=f"robot.{what}_command",
            service=f"collabtui-robot-{what}",
            username=f"{self._robot.service}/{name}" if name else self._robot.service,
        )
        return looked_up(source, self._environ, ring=self._ring)


def host_of(robot: Robot) -> str:
    """The host that is posted to."""
    return urlsplit(robot.url or (ADDRESSES[robot.service] if robot.service else "")).hostname or ""


def check_robot(robot: Robot, secrets: RobotSecrets) -> None:
    """All that can be known without posting. Raises Refused `robot.none`, `tls.ca_file`; NoPassword `secrets.*`."""
    if not robot.service:
        raise Refused("robot.none")
    context_with(robot.ca_file)
    secrets.token()
    secrets.secret()


def post_to_group(robot: Robot, secrets: RobotSecrets, text: str, now: datetime) -> None:
    """Raises Refused `robot.none`, `robot.refused` (service, code, why), `robot.http` (host, status); Unreachable
    `robot.unreachable` (host, why); NoPassword `secrets.*`."""
    if not robot.service:
        raise Refused("robot.none")
    request = request_of(robot.service, robot.url, secrets.token(), secrets.secret(), text, now)
    status, answer = _exchanged(robot, request)
    if status != _OK:
        raise Refused("robot.http", host=host_of(robot), status=status)
    _refuse_error(robot, answer)


def _exchanged(robot: Robot, request: RobotRequest) -> tuple[int, bytes]:
    url = urlsplit(request.url)
    host, is_https = url.hostname or "", url.scheme == "https"
    connection = http.client.HTTPConnection(host, url.port or (443 if is_https else 80))
    try:
        plain = socket.create_connection((host, connection.port), robot.timeout)
        with plain, _cut_after(robot.timeout, plain):
            connection.sock = _encrypted(robot, plain, host) if is_https else plain
            target = f"{url.path or '/'}?{url.query}" if url.query else url.path
            connection.request("POST", target, request.body, {"Content-Type": "application/json; charset=utf-8"})
            answer = connection.getresponse()
            return answer.status, answer.read(_LONGEST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError) as error:  # ValueError: a chunk of less than nothing
        why = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or type(error).__name__
        raise Unreachable("robot.unreachable", host=host, why=sanitised(str(why))) from None
    finally:
        connection.close()


def _encrypted(robot: Robot, plain: socket.socket, host: str) -> socket.socket:
    return context_with(robot.ca_file).wrap_socket(plain, server_hostname=host)


@contextmanager
def _cut_after(seconds: float, connected: socket.socket) -> Iterator[None]:
    """Ends the connection then, whatever is waited for: a server that sends a byte now and again lets no single wait
    run out. Raises TimeoutError where it was ended."""
    line, is_over = socket.socket(fileno=os.dup(connected.fileno())), threading.Event()

    def cut() -> None:
        is_over.set()
        with suppress(OSError):  # the other side has ended it
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError):
        if is_over.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        timer.join()
        line.close()
    if is_over.is_set():
        raise TimeoutError


def _refuse_error(robot: Robot, answer: bytes) -> None:
    """The services answer 200 to what they refuse, too, and say so in the body."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        _unknown_answer(robot)
    if not isinstance(found, dict):
        _unknown_answer(robot)
    code = found.get("errcode", found.get("code", found.get("StatusCode")))
    if type(code) is not int or abs(code) > _LARGEST_CODE:
        _unknown_answer(robot)
    if code == 0:
        return
    why = sanitised(str(found.get("errmsg") or found.get("msg") or ""))
    key = _HINTS.get((robot.service, code), "robot.refused")
    raise Refused(key, service=robot.service, code=code, why=why)


def _unknown_answer(robot: Robot) -> NoReturn:
    raise Refused("robot.no_answer", host=host_of(robot))
