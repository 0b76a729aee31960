"""Commands whose mails are rendered before they take the write lock: to fill in hundreds takes seconds, in which nobody
else could write."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mails_ahead import AT_ONCE, MailsAhead, MailsSeenFirst, MailsWritten, Rehearsed
from collabtui.lifecycle.base.rendering.same_numbers import NumbersKept

P = ParamSpec("P")
T = TypeVar("T")


def mails_ahead(command: Callable[Concatenate[Acting, P], T]) -> Callable[Concatenate[Acting, P], T]:
    """A command of one transaction that is begun twice where it queues mails: once to see which, with nothing rendered
    and taken back at its end, and once with all of them rendered in between. What others have changed meanwhile is
    rendered anew. One that queues none is done the first time."""

    begun: Callable[..., T] = command

    @wraps(command)
    def done(acting: Acting, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept = [tuple(one) if isinstance(one, Iterator) else one for one in args]  # it is gone through twice
        return seen_first(acting, dict, lambda own: begun(own, *kept, **kwargs))

    return done


def seen_first(acting: Acting, write: Callable[[], MailsWritten], command: Callable[[Acting], T]) -> T:
    """The same with mails that are rendered first: where there are no others it is done the first time. A step of a
    whole is done as the whole is."""
    if acting.ahead is not None:
        return command(acting)
    numbers = NumbersKept(acting.store) if acting.store.many_at_once else None
    own = replace(acting, store=numbers.noting()) if numbers else acting
    # of many nobody gets a number that was drawn, and taken back; on a file the batch has the same one
    seen = MailsSeenFirst(
        write(), batches_on=1 if numbers else 0, at_once=AT_ONCE if acting.templates.are_loaded else 0
    )
    try:
        return command(replace(own, ahead=seen))
    except Rehearsed:
        again = replace(acting, store=numbers.giving_again()) if numbers else acting
        return command(replace(again, ahead=seen.rendered()))


def within_one(acting: Acting, written: MailsWritten) -> Acting:
    """The context of a command that is begun once, with the mails that were rendered before it."""
    return replace(acting, ahead=MailsAhead(written))
