"""The context that every use case is given: who acts, when, and with what."""

from collections.abc import Callable, Collection, Iterator, Sequence
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
from collabtui.lifecycle.base.access.change_gate import gate_of, grants_in_force
from collabtui.lifecycle.base.mails_ahead import MailsAhead
from collabtui.lifecycle.base.unseen_changes import current, refuse_unseen
from collabtui.store.interface import Fence, Foreseen, Reader, Store, Transaction
from collabtui.system.work_calendar_cache import working_calendar
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
    account: str | None = None
    """The account (ref) that `config` is of, in whose name mail is written and sent; None: the configuration's own."""
    own_address: str = ""
    """The address of the configuration's own organiser, where `config` is another account's."""
    visible_store: Store | None = None
    """The store without what who acts may not see; None: he may see everything."""
    last_pass_at: datetime | None = None
    """When a pass last asked what the clock owes, before this one; None where nobody knows."""
    pass_before_at: datetime | None = None
    """The instant at which one asked before that one, an hour earlier at least."""
    ahead: MailsAhead | None = None
    """The mails of this command, where they are rendered before it writes."""

    @property
    def visible(self) -> Store:
        """To show him whole records by; what rules look at is in `store`."""
        return self.visible_store or self.store

    @property
    def is_ruled(self) -> bool:
        """Whether anybody has a role, so that not everybody may see everything."""
        return bool(grants_in_force(self.store))

    @property
    def facilitator(self) -> str:
        """The address of the organiser whose are the matters without an account, whoever's mail is written."""
        return self.own_address or self.config.organiser.email

    def as_seen(self) -> "Acting":
        """To render what is shown to him, and to nobody else."""
        return replace(self, store=self.visible, visible_store=None)

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

    def transaction(
        self,
        within: Collection[str] | None = None,
        foreseen: Sequence[Foreseen] = (),
        first: Callable[[Reader], object] | None = None,
    ) -> AbstractContextManager[Transaction]:
        """`within`: what it stays in, as `Store.transaction` has it; None: all; `foreseen`, `first` likewise. Raises
        `Conflict` (form.changed_meanwhile: ref) at its end, and then nothing is written, as `refuse_unseen` does of
        what was `seen`; `Refused` (permission.refused) for what who acts may not change."""
        gate = gate_of(self.config, self.actor, self.via)
        begun = self.store.transaction(
            actor=self.actor,
            via=self.via,
            now=self.now,
            fence=self.fence,
            gate=gate,
            within=within,
            foreseen=foreseen,
            first=first,
        )
        begun = _as_seen(begun, self.seen) if self.seen else begun
        return self.ahead.within(begun) if self.ahead else begun

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
    """Where what it notes is kept, and the database unless that is elsewhere; None where that is nobody's home, as in a
    test."""
    timer: Timer = stands_still
    calendars: Calendars = working_calendar
    account: str | None = None
    """The account (ref) that `config` is of; None: the configuration's own."""
    own_address: str = ""
    """The address of the configuration's own organiser, where `config` is another account's."""

    @property
    def file_home(self) -> Home | None:
        """The home whose file the database is; one elsewhere is not copied and looked through as such a file is."""
        return None if self.config.database.url else self.home

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
            account=self.account,
            own_address=self.own_address,
        )

    def as_user(self, via: str) -> Acting:
        """The context for a command of this session's user."""
        return self.acting(self.acting_name or self.config.organiser.name, via)

    def as_worker(self) -> Acting:
        """For what happens because of time or mail, without anybody at the keys."""
        return self.acting(PRODUCT, WORKER)
