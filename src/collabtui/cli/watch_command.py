"""`collabtui watch`: the same for ever; ends cleanly on SIGTERM."""

import signal
import threading
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context, passwords
from collabtui.cli.base.grammar import NoArgs, Parser

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Workspace


def register(parser: Parser) -> None:
    parser.does(watch_on, NoArgs)


def watch_on(context: Context, _: NoArgs) -> None:
    from collabtui.lifecycle.base.workspace import open_workspace
    from collabtui.worker.real_clock import wall_clock
    from collabtui.worker.watch_loop import WatchEvent, watch

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda *_: stop.set())

    def tell(event: WatchEvent) -> None:
        match event.kind:
            case "connected":
                context.say("watch.connected", host=context.config.imap.host)
            case "read" if event.incoming and event.incoming.verdict != "ignore":
                mail = event.incoming
                context.say(f"sync.{mail.state}", ref=mail.ref, sender=mail.sender, subject=mail.subject)
            case "sent" if event.outgoing:
                context.say("watch.sent", ref=event.outgoing.ref, to=event.outgoing.to, state=event.outgoing.state)
            case "lost" if event.error:
                context.say("watch.lost", why=event.error, seconds=round(event.retry_in))

    def opened() -> "AbstractContextManager[Workspace]":
        return open_workspace(context.home, context.config, context.clock, timer=time.monotonic)

    watch(opened, passwords(context), wall_clock, stop, tell)
