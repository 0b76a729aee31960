"""`collabtui serve`: the screens in a browser on this machine, behind a token."""

import os
import secrets
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.dispatch import run_door
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.cli.base.context import Context
    from collabtui.cli.base.options import Options

FIRST_PORT, LAST_PORT = 1024, 65535
"""Below these a system keeps ports for itself."""


class ServeArgs(NamedTuple):
    port: int = 8000
    read_only: bool = False


def serve(options: "Options", arguments: list[str]) -> int:
    """Until Ctrl+C, SIGTERM or SIGHUP."""
    return run_door("serve", _listen, ServeArgs, options, arguments)


def _listen(context: "Context", given: ServeArgs) -> int:
    """Raises `Refused` (serve.no_such_port; serve.port_taken; serve.not_installed; serve.nothing_to_show), and what
    opening the home raises: a browser could not say it."""
    if not FIRST_PORT <= given.port <= LAST_PORT:
        raise Refused("serve.no_such_port", port=given.port, first=FIRST_PORT, last=LAST_PORT)
    context.options.check()
    if context.home.config_path.exists():
        context.workspace.store.change_counter()
    elif given.read_only:
        raise Refused("serve.nothing_to_show", path=context.home.config_path)
    try:
        from collabtui.serve.screens_server import Doorway, ScreensServer
    except ImportError as error:
        raise Refused("serve.not_installed") from error
    doorway = Doorway(given.port, secrets.token_urlsafe(32))
    # in place of the shell that textual-serve starts it with: it has to see the server end
    command = "exec " + shlex.join(_screens(context.options, read_only=given.read_only))
    server = ScreensServer(command, doorway, context.words)

    def opened() -> None:
        """Say where, at once: for programs as one line of JSON."""
        context.say("serve.shows" if given.read_only else "serve.serves", url=doorway.entrance)
        if context.options.json:
            shown = {"url": doorway.entrance, "port": given.port, "read_only": given.read_only}
            context.out.data(shown, indent=None)
            context.out.flush()

    server.listen(opened)
    return 0


def _screens(options: "Options", *, read_only: bool) -> list[str]:
    """The command that shows the screens to one browser. What the environment says it inherits."""
    command = [sys.executable, "-m", "collabtui.serve.served_screens", str(os.getpid())]
    given = {"--home": options.home, "--now": options.now, "--lang": options.lang, "--as": options.acting_as}
    for name, value in given.items():
        command += [f"{name}={value}"] if value else []
    return [*command, "--read-only"] if read_only else command
