"""`collabtui watch`: reads, reminds and sends for ever; ends cleanly on SIGTERM."""

import signal
import threading
import time
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context, passwords
from collabtui.cli.base.grammar import Parser
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Workspace


class WatchArgs(NamedTuple):
    accounts: tuple[str, ...] = ()


def register(parser: Parser) -> None:
    parser.does(watch_on, WatchArgs)


def watch_on(context: Context, arguments: WatchArgs) -> None:
    from collabtui.domain.access.mail_account import account_names
    from collabtui.lifecycle.base.workspace import open_workspace
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

    def opened() -> "AbstractContextManager[Workspace]":
        return open_workspace(context.home, context.config, context.clock, timer=time.thread_time)

    watch_with_others(opened, passwords(context), wall_clock, stop, tell, account_names(arguments.accounts))
