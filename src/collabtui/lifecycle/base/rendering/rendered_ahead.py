"""Commands whose mails are rendered before they take the write lock: to fill in hundreds takes seconds, in which nobody
else could write."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from collabtui.errors import Unknown
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.mails_ahead import MailsAhead, Rehearsed
from collabtui.lifecycle.base.queue_mail import RenderedBefore, written_before

P = ParamSpec("P")
T = TypeVar("T")


def mails_ahead(command: Callable[Concatenate[Acting, P], T]) -> Callable[Concatenate[Acting, P], T]:
    """A command of one transaction that is begun twice where it queues mails: once to see which, with nothing rendered
    and taken back at its end, and once with all of them rendered in between. What others have changed meanwhile is
    rendered anew. Where many write at once nobody waits for all of it, and numbers that were drawn are gone."""

    @wraps(command)
    def done(acting: Acting, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if acting.ahead is not None or acting.store.many_at_once:
            return command(acting, *args, **kwargs)
        seen = MailsAhead()
        try:
            return command(replace(acting, ahead=seen), *args, **kwargs)
        except Rehearsed:
            return command(replace(acting, ahead=MailsAhead(_rendered(acting, seen.wanted))), *args, **kwargs)

    return done


def _rendered(acting: Acting, messages: Iterable[Message]) -> dict[str, RenderedBefore]:
    """Those that can be as the data are now. One that tells of what the command itself makes may not be: it is rendered
    as it is queued."""
    written: dict[str, RenderedBefore] = {}
    for message in messages:
        try:
            written.update(written_before(acting, [message]))
        except Unknown:
            continue
    return written
