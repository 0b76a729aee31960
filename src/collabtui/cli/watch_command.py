"""`collabtui watch`: reads, reminds and sends for ever; ends cleanly on SIGTERM."""

import signal
import threading
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context, passwords
from collabtui.cli.base.grammar import Parser
from collabtui.errors import Refused
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.config import Config
    from collabtui.lifecycle.base.acting import Workspace

AFTER_RESTORE = 5.0
"""Seconds until it begins anew, where a copy takes the place of the database."""


class WatchArgs(NamedTuple):
    accounts: tuple[str, ...] = ()


def register(parser: Parser) -> None:
    parser.does(watch_on, WatchArgs)


def watch_on(context: Context, arguments: WatchArgs) -> None:
    from collabtui.config_file import read_config
    from collabtui.domain.access.mail_account import account_names
    from collabtui.lifecycle.base.workspace import open_workspace
    from collabtui.worker.lease import RESTORED
    from collabtui.worker.real_clock import wall_clock
    from collabtui.worker.watch_loop import WatchEvent, watch_with_others

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda *_: stop.set())

    def tell(event: WatchEvent) -> None:
        match event.kind:
            case "connected":
                context.say("watch.connected", host=event.host)
            case "read" if event.incoming and event.incoming.verdict != "ignore":
                mail = event.incoming
                context.say(f"sync.{mail.state}", ref=mail.ref, sender=mail.sender, subject=on_a_line(mail.subject))
            case "sent" if event.outgoing:
                context.say("watch.sent", ref=event.outgoing.ref, to=event.outgoing.to, state=event.outgoing.state)
            case "lost" if event.error:
                context.say("watch.lost", why=event.error, seconds=round(event.retry_in))

    accounts, config = account_names(arguments.accounts), context.config
    while not stop.is_set():

        def opened(config: "Config" = config) -> "AbstractContextManager[Workspace]":
            return open_workspace(context.home, config, context.clock, timer=time.thread_time)

        try:
            watch_with_others(opened, passwords(context), wall_clock, stop, tell, accounts)
        except Refused as error:
            if error.key != RESTORED:
                raise
            context.say("watch.lost", why=error, seconds=round(AFTER_RESTORE))
            stop.wait(AFTER_RESTORE)
            config = read_config(context.home)  # that of the copy
