"""`collabtui receive`: one message on standard input, from procmail, sieve or a pipe."""

import argparse
import sys

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser


def register(parser: Parser) -> None:
    parser.set_defaults(command=receive_message)


def receive_message(context: Context, _: argparse.Namespace) -> None:
    """Taken in is enough: the answer goes out with the next `sync`, so that a mail server is never kept waiting by
    another."""
    from collabtui.cli.explain import as_json
    from collabtui.lifecycle.receive import receive

    incoming = receive(context.office.worker_desk(), sys.stdin.buffer.read())
    if incoming is None:
        context.say("receive.known")
        return
    if context.options.json:
        context.show(as_json(incoming))
    context.say(f"sync.{incoming.state}", ref=incoming.ref, sender=incoming.sender, subject=incoming.subject)
