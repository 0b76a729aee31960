"""The interface of a store: a dozen verbs, generic over the models of `domain`.

The contract tests run against this interface, so that a second engine is one more file and no more tests.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.domain.mail.mail_records import ProvedMail, WaitingMail
from collabtui.domain.model import Record, Value
from collabtui.domain.people import PersonName
from collabtui.domain.silent_owners import AskedProgress
from collabtui.domain.trail import TrailEntry
from collabtui.store.send_turn import SendTurn
from collabtui.store.unreadable_row import UnreadableRow

R = TypeVar("R", bound=Record)
T = TypeVar("T")

REPLACED = "store.replaced"
"""The key of what a store raises whose file is not the one under its path any more."""


class NeedsWriting(Exception):
    """No error: what a rehearsal is asked depends on what it would write in a way that only the database can tell."""


class Fence(Value):
    """Names a lease by its number: what is written under it is refused once somebody else has taken the lease."""

    name: str
    number: int
    """As `acquire_lease` gave it."""


class HeldLease(Value):
    """A lease as it is kept, whether it has run out or not."""

    name: str
    holder: str
    until: datetime


class Hit(Value):
    """Something that full-text search found."""

    ref: str
    kind: str
    """The table it is in: `action`, `decision`, `meeting`, …"""
    text: str


class Foreseen(NamedTuple):
    """Records that a transaction will `find`, by these fields, or `get`, by `ref` alone: where each question goes over
    a network, this one goes along with its beginning. Foreseen in vain it costs a little, and changes nothing."""

    model: type[Record]
    equal: Mapping[str, Any]


class Gate(Protocol):
    """Asked whether a transaction may write what it is about to write; raises where it may not."""

    @property
    def reads(self) -> "Sequence[Foreseen]":
        """The records that it finds before it says anything of the first one."""

    def passes(self, reader: "Reader", before: Record | None, after: Record, via: str) -> None:
        """Before each record is written; `before` is what is stored."""

    def ends(self, reader: "Reader") -> None:
        """Before the commit."""


class Reader(Protocol):
    """Reading, inside a transaction or out of it."""

    def get(self, model: type[R], ref: str) -> R:
        """The record, whatever the letter case of `ref`. Raises `Unknown` (key `<table>.unknown`)."""

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        """Records in which each named field has the given value (a list or tuple: one of them), in the order they
        were made. A field with many values (`depends_on`, `aliases`, `collaborators`, `participants`: the person) is
        met when one of them is the value. One of the fields has to have an index (`tables.py`), further plain ones
        narrow; otherwise ValueError."""

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[TrailEntry]:
        """The trail, newest first: of one record, of one batch, of what came in one way (`mail:I7`), or everything."""

    def once_called(self, title: str) -> str | None:
        """The ref of the matter that had this title before; of several that which was called otherwise last. None for
        what an undo took back, and what was withdrawn."""

    def present_people(self) -> list[PersonName]:
        """All who can be meant by what is said now, in the order they were made: neither left nor merged."""

    def owed_owners(self, mark: str, since: date | None, until: date) -> list[str]:
        """Owners of open actions that are due from `since` (None: ever) to `until`, both included, and of which no
        `Reminded` is kept under `<ref>/<due>/<mark>`. Sorted; what was said already costs no record."""

    def owed_doers(self, mark: str, since: date | None, until: date) -> list[str]:
        """The same of those who do such an action in its owner's place, of which no `Reminded` is kept under
        `<ref>/<due>/<mark>-<ref of who does it>`."""

    def late_dependencies(self, mark: str, today: date) -> list[tuple[str, str]]:
        """Pairs of open actions: one that was due before that day, and one of somebody else that waits for it; without
        those of which a `Reminded` is kept under `<ref>/<due>/<mark>-<ref of who waits>`. Sorted."""

    def listed_items(self, person: str, since: datetime) -> list[str]:
        """Refs of the actions that mails to this person have listed since that instant, by whatever mail but the answer
        to one of his, and one that asks a department about a plan of which they are items; not those that were held
        before they left. Sorted."""

    def open_duties(self) -> list[OpenDuty]:
        """The facilitator's duties not done yet: minutes, agendas, retrospectives. What counts first, first."""

    def asked_progress(self, now: datetime) -> list[AskedProgress]:
        """The questions to owners how they stand, in matters that have a rhythm, of the last weeks and of each owner
        and matter the last few. The newest first."""

    def proved_mails(self, person: str, since: datetime, until: datetime) -> list[ProvedMail]:
        """Replies that this person wrote from `since` to `until`, both included, that prove it (`token`, `verified`)
        and were not ignored. Oldest record first; reads no raw mail."""

    def unproved_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        """Mails that came in before that and wait because they prove nothing: not the sender whose name they bear, or,
        of a bounce, not the recipient; and of which no `Reminded` is kept under `<ref>/<mark>`. Oldest first."""

    def unjudged_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        """Mails that came in before that, prove who wrote them and wait for the facilitator; of which no `Reminded` is
        kept under `<ref>/<mark>`. Oldest first."""


class ClaimedMails(Protocol):
    """Knows which mails were taken in."""

    def is_claimed(self, digest: str) -> bool:
        """Whether `Transaction.claim_mail` has had it, in this transaction or one before."""


class Transaction(Reader, ClaimedMails, Protocol):
    """Writing. All of it happens, or nothing."""

    batch: int
    """The batch of this transaction in the trail."""
    in_turn: bool
    """Whether batches are committed in the order of their numbers."""

    def put(self, record: R) -> R:
        """Insert (`version` 0), or replace the stored record; returns it with its new version. A record that says
        what is stored already is returned as it is: nothing was changed, so nothing is written.

        Writes the trail: one `TrailEntry` a field that differs, with old and new as JSON values, so that
        `Model.model_validate(record.model_dump() | {change.field: change.old})` takes it back. What the trail says
        itself (`updated_at`, `updated_by`, `via`), raw mail and the store's own bookkeeping are not in it.
        Raises `Conflict` (key `store.conflict`, values ref, by) when the stored version is not `record.version`, and
        (key `<table>.taken`, values ref, field, value, by) when a unique field is taken."""

    def ascribe(self, actor: str, via: str) -> None:
        """From here on the trail names another actor and way: a mail's changes are its sender's, through that mail."""

    def former_values(self) -> dict[str, dict[str, object]]:
        """By ref, in the order in which this transaction has changed the records, the value that each changed field had
        before it; the field "" where it has made the record. As its trail says, which need not be read for it."""

    def next_ref(self, model: type[R], *, year: int | None = None) -> str:
        """The next unused ref: `A12`; with a year (matters) `X-2026-014`. Never given twice, even after an undo."""

    def claim_mail(self, digest: str, message_id: str) -> bool:
        """Whether this mail is here for the first time; from then on it is not. Part of the transaction, so a crash
        neither loses it nor lets it count twice."""

    def put_right(self, row: UnreadableRow, value: object, former: object) -> UnreadableRow | None:
        """Put a value, as JSON has it, where one stands that cannot be read, with its line in the trail and its seal;
        `former` is what stood there before that was spoilt, None where nobody knows. The next field of the record that
        cannot be read. Raises `Refused` (unreadable.unfit: ref, field) for a value that cannot stand there."""
        ...

    def claim_due(self, turn: SendTurn) -> Sequence[str]:
        """As `Store.due_outgoing`, without what another transaction is claiming meanwhile, and without what would
        overtake an earlier mail of that account to the same person; until this one ends nobody else claims them."""


class CopySource(Protocol):
    """A database that copies can be made of."""

    def backup(self, path: str) -> None:
        """One state of it, as a file of SQLite that is there whole or not at all, in the place of an older one."""


class Store(Reader, ClaimedMails, Protocol):
    """One database. Not to be shared between threads: each opens its own."""

    many_at_once: bool
    """Whether several workers may work on it, and transactions that stay within different things run side by side."""

    def transaction(
        self,
        *,
        actor: str,
        via: str,
        now: datetime,
        fence: Fence | None = None,
        gate: Gate | None = None,
        within: Collection[str] | None = None,
        foreseen: Sequence[Foreseen] = (),
        first: Callable[[Reader], object] | None = None,
    ) -> AbstractContextManager[Transaction]:
        """Begins at once with the write lock, so that nobody else writes; with `within`, where the store can do
        `many_at_once`, nobody writes who is within one of the same things (a matter's ref, a folder's name) or within
        everything: what is to stay true of several records lies in them. A record that was changed meanwhile is
        refused by its version in any case. Commits at the end of the block, rolls back on any exception.
        What it yields refuses to write afterwards. Raises `Unreachable` (key `store.full`, `store.busy`,
        `store.unwritable`, `store.disk_failed`) where the disk or a lock says no; nothing is written then.
        With a `fence` raises `Refused` (worker.lost) before anything is read, where that lease was released or has
        another number; one that has run out is good until somebody takes it. A `gate` is asked of each change.
        `first`: what it will ask before it writes; where that goes over a network, all of it goes along with its
        beginning. It is heard by a reader that finds nothing, and must bear that."""

    def rehearsal(
        self, *, actor: str, via: str, now: datetime, gate: Gate | None = None
    ) -> AbstractContextManager[Transaction]:
        """A transaction that sees the state of now, holds no lock, and keeps what is put into it in mind alone: it
        reads that as one that writes does, refuses what one refuses, and leaves nothing, also no number drawn.
        Raises `NeedsWriting` where only one that writes can tell."""
        ...

    def together(self, job: Callable[[Reader], T]) -> T:
        """The result of the job; where it goes over a network, in one round trip, if none of its questions needs
        another's answer. There it is begun twice, with a reader that finds nothing first."""
        ...

    def rights_state(self) -> tuple[tuple[int, ...], ...]:
        """Alike as long as nothing has changed by which restricted matters, and the texts of them, are hidden."""

    def matters_touched(self, refs: Collection[str]) -> list[str] | None:
        """The matters (refs) of these actions and of those that wait for them, an action's own ref where it has none;
        None where one of them is not there."""

    def unflushed(self) -> AbstractContextManager[None]:
        """Inside, commits are not flushed to the disk one by one: for work that a power cut merely lets be done again,
        reading mails that wait on their server. The next commit outside flushes them all before it returns. `kill -9`
        loses nothing either way."""

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Full-text search over titles, texts and the new text of mails. Chinese words of any length are found
        anywhere in a sentence, Latin words by how they begin; every part between blanks has to occur."""

    def oldest_awaited(self, now: datetime) -> datetime | None:
        """The instant at which the oldest mail was queued whose answer is still awaited: it names an open action,
        asks for a sign-off that is owed, invites to what is to come, or asks something of a matter or a change that
        is open."""

    def due_outgoing(self, turn: SendTurn) -> Sequence[str]:
        """Refs of the outgoing mails that may be sent now: queued, or left in `sending` under another lease than the
        turn's, which is over (where there are `many_at_once`: which nobody holds any more), and `not_before` has
        passed, or lies beyond `latest`. Oldest first."""

    def accounts_due(self, turn: SendTurn) -> Collection[str | None]:
        """Accounts that have mails as `due_outgoing` gives them, whichever account and number the turn names. None
        stands for the configuration's."""

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> int | None:
        """Take or renew the lease; its number, None while another holder's has not run out at `now`. The number stays
        when its holder renews it, and rises whenever it is taken, also after it was released: it never comes again."""

    def clocks_apart(self, now: datetime) -> float:
        """Seconds by which `now`, here, differs from now where the database is; 0 where that is this machine's file."""

    def leases_given(self, name: str) -> int:
        """The number of those taken whose names begin with the same word; it is carried over into what takes the place
        of the database, and raised."""
        ...

    def lease_holder(self, name: str) -> str | None:
        """The process that took the lease last and has not released it, whether it has run out or not."""

    def release_lease(self, name: str, holder: str) -> None: ...

    def end_lease(self, seen: HeldLease) -> bool:
        """Take away the lease of another, whoever he is; False where he has renewed it since it was seen so."""
        ...

    def leases(self) -> Sequence[HeldLease]:
        """All that were taken and not released, by name."""
        ...

    def open_again(self) -> "Store":
        """The same database for another thread: call it there, and close it there."""

    def refuse_writing(self) -> None:
        """From now on whatever would write raises `Unreachable` (store.unwritable)."""
        ...

    def show_texts(self, shown: Callable[[bytes], str]) -> None:
        """From now on each text that is read is what `shown` makes of it, UTF-8."""
        ...

    def show_without(self, matters: Collection[str]) -> None:
        """From now on nothing that belongs to these matters is found. For a store that only reads."""
        ...

    def unreadable_rows(self, *models: type[Record]) -> Sequence[UnreadableRow]:
        """All records that cannot be read, each by its first such field, of these models; without any it reads
        everything. Reading one of them raises
        `UnreadableRecord` (unreadable.record: ref, table, field; store.unreadable where a query met it)."""
        ...

    def find_in_part(self, model: type[R], **equal: Any) -> list[R]:
        """As `find`, and of a record that cannot be read what can be: its words, and what it belongs to."""

    def naming_what_is_not_there(self, ref: str) -> Sequence[UnreadableRow]:
        """The records that name this one, which ought to be there and is not; none where it is."""
        ...

    def named_in_vain(self, ref: str) -> Sequence[UnreadableRow]:
        """The fields in which this record names one that ought to be there and is not."""
        ...

    def passing_over(self, rows: Collection[UnreadableRow]) -> AbstractContextManager[None]:
        """Inside, these records are found by no query, nor is what belongs to a matter, a meeting or a series among
        them, and none of it is written. `get` of one, outside of a transaction, gives what can be read of it: another
        record names it."""

    def passed_over(self, table: str) -> Collection[str]:
        """The refs of these now."""
        ...

    @property
    def has_changed(self) -> bool:
        """Whether something was written by this very store, and is kept."""
        ...

    def change_counter(self) -> int:
        """A number that rises whenever a record was written, by this process or by another. Leases do not count:
        a screen that polls it would be redrawn by every worker's heartbeat."""

    def secret(self) -> bytes:
        """32 random bytes made with the database: the key of `signed`. Who enters a server by a login of his own is
        given others."""

    def signed(self, words: bytes) -> bytes:
        """Their HMAC with SHA-256, by which reply tokens are made. Raises `Refused` (database.not_allowed) for the
        key of a mail that somebody who entered by a login of his own may not see."""

    def backup(self, path: str) -> None:
        """A consistent copy while others write: one file (mode 0600) that is there whole or not at all. An older
        copy is replaced; a file that is no database is refused (key `store.not_a_database`)."""

    def close(self) -> None: ...
