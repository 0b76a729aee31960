"""The connection to PostgreSQL that the store and the views open, and what its failures mean to people.

No state of a session is relied on, so that a pool that hands out transactions may stand between (pgbouncer): no SET
outside a transaction, and statements are prepared only where no pool stands there.
"""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from threading import Event
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.pq import TransactionStatus

from collabtui.errors import CollabError, Damaged, Refused, Unreachable, UnreadableRecord
from collabtui.store.common_sql.dialect import MOVED_TO
from collabtui.store.common_sql.fulltext import MatchExpression
from collabtui.store.engine_connection import Connection
from collabtui.store.postgresql.copied_rows import copy_rows, copy_words
from collabtui.store.postgresql.noted_questions import noted_questions
from collabtui.store.postgresql.sent_together import (
    PREPARED_FROM,
    OwnConnection,
    Question,
    SentTogether,
    may_prepare,
    read_texts_as_written,
)
from collabtui.store.postgresql.text_query import text_query
from collabtui.store.postgresql.translation import translated

T = TypeVar("T")

CONNECT_SECONDS = 5
PAUSE_SECONDS = 0.25
"""Between two tries to make a lost connection anew: a replica takes over within a second."""
_PAUSE = Event()
_PATIENCE = {
    "connect_timeout": CONNECT_SECONDS,
    "tcp_user_timeout": CONNECT_SECONDS * 1000,
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A server that vanished without a word is noticed within seconds, and not by the system's own quarter of an hour."""
_LETTERS = {"client_encoding": "UTF8"}
"""A login or a database may have another encoding as its own setting, in which not every name can be written."""
_NO_NUL = str.maketrans({"\0": "\ufffd"})
"""A text of PostgreSQL cannot hold it."""
_BY_STATE = {
    "53100": "store.full",
    "55P03": "store.busy",
    "57014": "database.cut_off",
    "25P03": "database.gone",
    "53200": "database.cut_off",
    "53400": "database.cut_off",
    "40001": "store.busy",
    "40P01": "store.busy",
    "53300": "database.too_many",
    "25006": "database.unwritable",
    "42501": "database.no_right",
    "3F000": "database.unwritable",
    "28P01": "database.login",
    "28000": "database.login",
    "3D000": "database.missing",
}
"""Key of the sentence by SQLSTATE."""
_NOT_ALLOWED = "42501"
_RIGHTS = "rights by row: "
"""Begins what our own triggers refuse by."""
_STRAGGLERS = 1000
_COUNTER = f"""SELECT coalesce(max(newest.number), 0) * {_STRAGGLERS + 1} + count(batch.number)
    FROM (SELECT max(number) AS number FROM batch) AS newest
    LEFT JOIN batch ON batch.number > newest.number - {_STRAGGLERS}"""
"""A batch may be committed after one with a larger number: so it is counted, too, how many of the last ones are there.
Either rises the sum."""
_LACKING = ("42P01", "42703", "42883")
"""A table, a column or a function is not there that the steps have made."""
_DAMAGED = ("XX001", "XX002")
"""The server finds a page or an index of its own damaged."""
_NO_VALUE = "22P02"
"""A text is none of the type that it is read as; of which, its words name in each language."""
_TAKEN = ("42P07", "42710", "42723")
"""Its name is another's: a table's, a type's or a function's."""


class _TextDumper(Dumper):
    """As a literal without a type: it takes that of what it is compared with or put into."""

    oid = 0

    def dump(self, obj: str) -> Buffer:
        return obj.translate(_NO_NUL).replace("\\u0000", "\\ufffd").encode()


class _NumberDumper(Dumper):
    """The same of a number, which may stand for a truth value: 0 or 1."""

    oid = 0

    def dump(self, obj: int) -> Buffer:
        return str(int(obj)).encode()


class _QueryDumper(Dumper):
    """Words that are looked for."""

    oid = 0

    def dump(self, obj: MatchExpression) -> Buffer:
        return text_query(obj).encode()


class _TruthLoader(Loader):
    """As SQLite gives it: 0 or 1."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _NumericLoader(Loader):
    """Sums and averages."""

    def load(self, data: Buffer) -> float:
        text = bytes(data)
        return int(text) if text.lstrip(b"-").isdigit() else float(text)


class PostgresqlConnection(SentTogether):
    """`engine_connection.Connection`. Where it was lost it is made anew, but never within a transaction: what that had
    written is gone, and who goes on with it is refused."""

    is_far = True

    def __init__(self, connect_anew: Callable[[], OwnConnection], place: str, *, only_reads: bool, tries: int) -> None:
        super().__init__()
        self._connect_anew = connect_anew
        self._tries = tries
        self._begun = False
        """From BEGIN on, until it was ended or given up: also where the line is lost in between."""
        self._shown: Callable[[bytes], str] | None = None
        self._rewritten: Callable[[str], str] | None = None
        self.place = place
        """Where the database is, without a password."""
        self.only_reads = only_reads
        self.own = self._connected()

    @property
    def in_transaction(self) -> bool:
        return self.own.info.transaction_status is not TransactionStatus.IDLE and not self.own.closed

    @property
    def is_lost(self) -> bool:
        return self.own.closed

    @cached_property
    def is_bound(self) -> bool:
        """Whether the login is bound by rights by row: it neither owns the tables nor is a superuser."""
        row = self.row("SELECT is_bound(session_user)")
        return bool(row and row[0])

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> "psycopg.Cursor[tuple[Any, ...]]":
        worded, parameters = self._statement(sql, parameters)
        if not self._begun:
            self._answers = {}  # whatever was foreseen and not asked gets old
        if self.own.closed:
            self._come_back()
        try:
            answer = self.round_trip(worded, parameters)
        except psycopg.Error as error:
            unprepared = self._prepares_no_more(error)
            if not ((self.own.closed or unprepared) and self._may_be_asked_again(worded)):
                if unprepared:  # in a transaction that has written: all of it may be done anew
                    raise Unreachable("store.busy", path=self.place, reason=_first_line(error)) from error
                raise_explained(error, self.place)
            if self.own.closed:
                self._come_back()
            try:
                answer = self.round_trip(worded, parameters)
            except psycopg.Error as again:
                raise_explained(again, self.place)
        if not worded.startswith(("SELECT", "WITH")):
            self._forget_what_changes(worded)
        if worded.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            self._begun = worded.startswith("BEGIN")
        return answer

    def _statement(self, sql: str, parameters: Sequence[Any]) -> tuple[str, Sequence[Any]]:
        """In PostgreSQL's words, as it may be asked here, and what is bound in it."""
        if self.only_reads and not sql.lstrip().startswith(("SELECT", "WITH")):
            raise Unreachable("database.unwritable", path=self.place, reason="read only")
        asked = self._rewritten(sql) if self._rewritten else sql
        if "MATCH" not in sql or not self.is_bound:
            return translated(asked, frequencies=self.frequencies_in(asked, parameters)), parameters
        return translated(asked, bound=True), [
            str(one) if isinstance(one, MatchExpression) else one for one in parameters
        ]

    def begin(self, sql: str, parameters: Sequence[Any], foreseen: Sequence[Question] = ()) -> tuple[Any, ...]:
        """BEGIN, and the first row of a query, in one round trip, with what `rows` and `row` will ask soon: that is
        read after the query, so behind the locks that it takes. Begun anew, once, where the line is lost meanwhile:
        nothing was done yet."""
        for is_last in (False, True):
            if self.own.closed:
                self._come_back()
            self._along, self._after, self._answers = [("BEGIN", ())], [], {}
            self._foreseen = [(one, *self._statement(*one)) for one in foreseen]
            try:
                row = self.round_trip(translated(sql), parameters).fetchone()
            except psycopg.Error as error:
                unprepared = self._prepares_no_more(error)
                if is_last or not (self.own.closed or unprepared):
                    raise_explained(error, self.place)
                self.give_up()
            else:
                break
        self._begun = True
        return row or ()

    def enter(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        with _explaining(self.place):
            if self._along:
                self.round_trip("SELECT 1", ())
            copy_rows(self.own, table, columns, rows)

    def enter_words(self, kind: str, cut: Sequence[tuple[int, str]]) -> None:
        with _explaining(self.place):
            copy_words(self.own, kind, cut)

    def _may_be_asked_again(self, worded: str) -> bool:
        """Whether a statement whose answer was lost has written nothing, whatever came of it."""
        return not self._begun and worded.lstrip().startswith(("SELECT", "WITH", "BEGIN"))

    def _come_back(self) -> None:
        """Raises `Unreachable` (database.gone) within a transaction, and where nobody answers."""
        if self._begun or not self._tries:
            raise Unreachable("database.gone", path=self.place, reason="the connection was lost")
        for _ in range(self._tries - 1):
            try:
                self.own = self._connected()
            except Unreachable:
                _PAUSE.wait(PAUSE_SECONDS)
            else:
                return
        self.own = self._connected()

    def _connected(self) -> "OwnConnection":
        own = self._connect_anew()
        self.kept.clear()  # another server may lack what the one before had
        own.prepare_threshold = _prepare_threshold(own, self.place, only_reads=self.only_reads)
        own.adapters.register_dumper(MatchExpression, _QueryDumper)
        for kind in (str, int, bool):
            own.adapters.register_dumper(kind, _TextDumper if kind is str else _NumberDumper)
        own.adapters.register_loader("bool", _TruthLoader)
        own.adapters.register_loader("numeric", _NumericLoader)
        if self._shown is not None:
            own.adapters.register_loader("text", _shown_loader(self._shown))
        return own

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if (known := self._known(sql, parameters)) is not None:
            return known
        return self.run(sql, parameters).fetchall()

    def rows_of_each(self, asked: Sequence[tuple[str, Sequence[Any]]]) -> list[list[tuple[Any, ...]]]:
        statements = [self._statement(*one) for one in asked]
        self._foreseen, self._answers = [], {}
        try:
            with self.own.pipeline():
                answers = [self._asked(*one) for one in statements]
            return [answer.fetchall() for answer in answers]
        except psycopg.Error:  # one after the other, by which a lost line is made anew and a fault explained
            return [self.rows(*one) for one in asked]

    def together(self, job: Callable[[Connection], T]) -> T:
        if self._begun:
            return job(self)
        asked = noted_questions(job)
        self._ahead = dict(zip(asked, self.rows_of_each(asked), strict=True))
        try:
            return job(self)
        finally:
            self._ahead = {}

    def foresee(self, asked: Sequence[Question]) -> None:
        if not self._begun:
            self._foreseen, self._answers = [(one, *self._statement(*one)) for one in asked], {}

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        if (known := self._known(sql, parameters)) is not None:
            return known[0] if known else None
        return self.run(sql, parameters).fetchone()

    def ids(self, sql: str, parameters: Sequence[Any] = ()) -> "array[int]":
        # eight bytes each in one value: a row for each would be read in Python
        row = self.row(f"SELECT string_agg(int8send(one.id), '') FROM ({sql}) AS one (id)", parameters)
        found = array("q", (row[0] if row else None) or b"")
        if sys.byteorder == "little":
            found.byteswap()
        return found

    def script(self, statement: str) -> None:
        """A statement of a step, in PostgreSQL's own words."""
        with _explaining(self.place):
            self.own.execute(statement)

    def give_up(self) -> None:
        """Rolls back what is open; on a lost connection the server does."""
        self._begun = False
        self._along, self._after, self._foreseen, self._answers = [], [], [], {}
        if self.in_transaction:
            with suppress(psycopg.Error):
                self.own.rollback()

    def change_counter(self) -> int:
        row = self.row(_COUNTER)
        return row[0] if row else 0

    def show_texts(self, shown: Callable[[bytes], str]) -> None:
        self._shown, self.kept = shown, {}
        self.own.adapters.register_loader("text", _shown_loader(shown))

    def show_rows(self, rewrite: Callable[[str], str] | None) -> None:
        self._rewritten, self.kept = rewrite, {}

    def close(self) -> None:
        self.own.close()


def _prepare_threshold(own: OwnConnection, place: str, *, only_reads: bool) -> int | None:
    """Closes it where nobody answers: a server that is going down lets somebody in and says no more."""
    try:
        with _explaining(place):
            read_texts_as_written(own)
            return PREPARED_FROM if may_prepare(own, only_reads=only_reads) else None
    except BaseException:
        own.close()
        raise


def _shown_loader(shown: Callable[[bytes], str]) -> type[Loader]:
    class ShownLoader(Loader):
        def load(self, data: Buffer) -> str:
            return shown(bytes(data))

    return ShownLoader


def connect(url: str, password: str | None, *, only_reads: bool, tries: int = 1) -> PostgresqlConnection:
    """Raises Unreachable `database.not_reached` and what else `raise_explained` raises. Without a password libpq looks
    in its own places. TLS is verified (`sslmode=verify-full`) unless the url leads to this machine: Refused
    `database.insecure` where it says otherwise. `tries`: how often a lost connection is made anew before that is told,
    with `PAUSE_SECONDS` between; 0: it stays lost."""
    place, given = parameters(url, password)

    def connect_anew() -> OwnConnection:
        return own_connection(place, given)

    return PostgresqlConnection(connect_anew, place, only_reads=only_reads, tries=tries)


def own_connection(place: str, given: Mapping[str, "str | int | None"]) -> "OwnConnection":
    """psycopg's, in autocommit mode. Raises as `connect`."""
    try:
        own: OwnConnection = psycopg.connect(
            psycopg.conninfo.make_conninfo("", **given),
            autocommit=True,
            prepare_threshold=None,
            cursor_factory=psycopg.RawCursor,
        )
    except psycopg.Error as error:
        if error.sqlstate is None:  # libpq does not tell a password that is wrong from a server that is not there
            raise Unreachable("database.not_reached", path=place, reason=_first_line(error)) from error
        raise_explained(error, place)
    return own


def parameters(url: str, password: str | None) -> tuple[str, Mapping[str, "str | int | None"]]:
    """The database as people may read it, and what libpq is given."""
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error as error:
        raise Refused("database.bad_url", why=_without_value(str(error).strip())) from error
    place = place_of(url)
    given: dict[str, str | int | None] = {"application_name": "collabtui", **_PATIENCE, **parts, **_LETTERS}
    if password is not None:
        given["password"] = password
    if "," in str(parts.get("host") or ""):  # of several servers the one that takes writes
        given = {"target_session_attrs": "read-write", **given}
    if not _is_here(parts):
        if parts.get("sslmode", "verify-full") != "verify-full":
            raise Refused("database.insecure", path=place, mode=parts["sslmode"])
        given |= {"sslmode": "verify-full", "sslrootcert": parts.get("sslrootcert", "system")}
    return place, given


def _without_value(why: str) -> str:
    """What libpq has against a url, without the part that it repeats: a password may stand there."""
    for before in (': "', ' in "'):
        why = why.partition(before)[0]
    return why


def place_of(url: str) -> str:
    """The url of the database as people may read it, and write it into their configuration: without a password. Raises
    psycopg's error for what is no url."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    hosts = [_host_in_url(host) for host in str(parts.get("host") or "localhost").split(",")]
    ports = str(parts.get("port") or "").split(",")
    each = zip(hosts, ports if len(ports) == len(hosts) else ports[:1] * len(hosts), strict=True)
    at = ",".join(f"{host}:{port}" if port else host for host, port in each)
    user = f"{_in_url(parts['user'])}@" if parts.get("user") else ""
    rest = "&".join(f"{key}={_in_url(parts[key])}" for key in _TELLING if parts.get(key))
    return f"postgresql://{user}{at}/{_in_url(parts.get('dbname') or '')}{'?' if rest else ''}{rest}"


_TELLING = ("options", "sslmode", "sslrootcert", "target_session_attrs")
"""Parameters without which the url leads elsewhere or nowhere."""


def _host_in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else _in_url(host)


def _in_url(value: object) -> str:
    """As it has to stand in a url; letters of any language stay as they are."""
    return "".join(char if char.isalnum() else quote(char, safe="") for char in str(value))


def _is_here(parts: Mapping[str, Any]) -> bool:
    """Whether all hosts are this machine: names that need no look-up, addresses of loopback, folders of sockets."""
    from ipaddress import ip_address

    def one(host: str) -> bool:
        if host in ("", "localhost") or host.startswith(("/", "@")):
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    return all(one(host) for host in str(parts.get("hostaddr") or parts.get("host") or "").split(","))


@contextmanager
def _explaining(place: str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise_explained(error, place)


def raise_explained(error: psycopg.Error, place: str) -> NoReturn:
    """Raises what a person can act on, or the error itself where only a programmer can."""
    raise _explained(error, place) or error from error.__cause__


def _explained(error: psycopg.Error, place: str) -> CollabError | None:
    state, why = error.sqlstate or "", _first_line(error)
    if why.startswith(MOVED_TO):
        return Refused("store.moved", path=place, to=why.removeprefix(MOVED_TO))
    if state == _NOT_ALLOWED and (why.startswith(_RIGHTS) or "row-level security" in why):
        return Refused("database.not_allowed", path=place, reason=why.removeprefix(_RIGHTS))
    if state in _LACKING + _DAMAGED:
        return Damaged("database.damaged", path=place, reason=why)
    if state == _NO_VALUE and "json" in why:
        return UnreadableRecord("store.unreadable", path=place)
    if state in _TAKEN:
        return Refused("database.not_ours", path=place)
    if state in _BY_STATE:
        return Unreachable(_BY_STATE[state], path=place, reason=why)
    if state.startswith(("08", "57P")) or (not state and isinstance(error, psycopg.OperationalError)):
        return Unreachable("database.gone", path=place, reason=why)
    return None


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
