"""The context that every use case is given: who acts, when, and with what."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from collabtui.config import Config
from collabtui.domain.count_working_days import IsWorking
from collabtui.domain.last_word import Provenance
from collabtui.domain.model import Record
from collabtui.domain.via import WORKER
from collabtui.home import Home
from collabtui.lifecycle.base.seen import current, refuse_unseen
from collabtui.store.interface import Fence, Store, Transaction
from collabtui.system.work_calendar import working_calendar
from collabtui.text.templates import Templates

PRODUCT = "collabtui"
"""The actor in the trail where no person acted."""
Clock = Callable[[], datetime]
"""Gives the present instant, aware; fixed by `--now`."""
Calendars = Callable[[str], IsWorking]
"""Gives the working days of a country (ISO 3166)."""
Timer = Callable[[], float]
"""Seconds since some beginning, which never go back: how long something takes, whatever the clock is fixed to."""


def stands_still() -> float:
    """The timer of who does not care how long anything takes."""
    return 0.0


@dataclass(frozen=True)
class Acting:
    """The context of one command; made anew for each, since `now` is part of it."""

    store: Store
    config: Config
    templates: Templates
    is_working: IsWorking
    now: datetime
    """Aware."""
    actor: str
    """The name that the trail shows."""
    via: str
    """`key`, `command`, `worker`, a mail in, `mail:I7`, or an undo, `undo:31`."""
    fence: Fence | None = None
    """The lease it is done under: it is refused once another worker has that."""
    timer: Timer = stands_still
    seen: tuple[Record, ...] = ()
    """The records as they were seen by who changes them; what others have changed since is not written over."""
    is_quiet: bool = False
    """Whether nobody hears by mail which part he has in what this command changes."""
    calendars: Calendars = working_calendar

    @property
    def zone(self) -> ZoneInfo:
        return self.config.organiser.zone

    @property
    def today(self) -> date:
        """In the organiser's zone."""
        return self.now.astimezone(self.zone).date()

    @property
    def provenance(self) -> Provenance:
        """The author, instant and source of each value that this command sets."""
        return Provenance(self.now, self.actor, self.via)

    def working_days(self, country: str) -> IsWorking:
        """Of somebody who lives there; of an empty one those of the organiser."""
        return self.calendars(country) if country else self.is_working

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Raises `Conflict` (form.changed_meanwhile: ref) at its end, and then nothing is written, as `refuse_unseen`
        does of what was `seen`."""
        begun = self.store.transaction(actor=self.actor, via=self.via, now=self.now, fence=self.fence)
        return _as_seen(begun, self.seen) if self.seen else begun

    def at(self, now: datetime) -> "Acting":
        return replace(self, now=now)

    def having_seen(self, *records: Record) -> "Acting":
        return replace(self, seen=records)

    def quiet(self) -> "Acting":
        return replace(self, is_quiet=True)

    def acting_as(self, actor: str, via: str) -> "Acting":
        return replace(self, actor=actor, via=via)


@contextmanager
def _as_seen(begun: AbstractContextManager[Transaction], seen: tuple[Record, ...]) -> Iterator[Transaction]:
    with begun as tx:
        before = current(tx, seen)
        yield tx
        refuse_unseen(tx, seen, before)


@dataclass(frozen=True)
class Workspace:
    """The part of it that stays the same from command to command: a command, a screen and the worker each have one."""

    store: Store
    config: Config
    templates: Templates
    is_working: IsWorking
    clock: Clock
    acting_name: str = ""
    """The name of who sits here, where it is not the organiser: several may work on one database."""
    fence: Fence | None = None
    """The lease that a worker holds: each of its transactions is refused once another worker has taken over."""
    home: Home | None = None
    """Where the database stands; None where that is nobody's home, as in a test."""
    timer: Timer = stands_still
    calendars: Calendars = working_calendar

    def under(self, fence: Fence) -> "Workspace":
        return replace(self, fence=fence)

    def acting(self, actor: str, via: str) -> Acting:
        """The context for one command of a worker, now."""
        return Acting(
            self.store,
            self.config,
            self.templates,
            self.is_working,
            self.clock(),
            actor,
            via,
            self.fence,
            self.timer,
            calendars=self.calendars,
        )

    def as_user(self, via: str) -> Acting:
        """The context for a command of this session's user."""
        return self.acting(self.acting_name or self.config.organiser.name, via)

    def as_worker(self) -> Acting:
        """For what happens because of time or mail, without anybody at the keys."""
        return self.acting(PRODUCT, WORKER)
