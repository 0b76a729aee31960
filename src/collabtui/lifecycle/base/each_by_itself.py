"""Guards each duty, mail and change that the clock asks for: one that fails keeps none of the others back, and is
told."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from collabtui.errors import Refused, Unreachable, UnreadableRecord

log = logging.getLogger(__name__)

Failed = Callable[[Refused | Unreachable], object]
"""Told why one of them could not be done."""


@contextmanager
def by_itself(failed: Failed | None) -> Iterator[None]:
    """Hands to `failed` why it could not be done; where nobody is told (None), it raises. A record that cannot be read
    (`past_unreadable`), a lease that is lost and a database that is away are no matter of one alone: they are raised
    always."""
    if failed is None:
        yield
        return
    try:
        yield
    except (UnreadableRecord, Unreachable):
        raise
    except Refused as error:
        if error.key == "worker.lost":
            raise
        failed(error)
    except Exception as error:
        log.exception("one of the duties of the clock failed")
        failed(Unreachable("worker.fault", text=f"{type(error).__name__}: {error}"))
