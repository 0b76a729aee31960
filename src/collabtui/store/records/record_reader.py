"""Reading whole records: what a store and a transaction have in common."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.domain.mail.mail_records import ProvedMail, WaitingMail
from collabtui.domain.mail.reply import TRUSTED_LEVELS
from collabtui.domain.model import Record
from collabtui.domain.people import PersonName
from collabtui.domain.refs import kept_ref
from collabtui.domain.silent_owners import AskedProgress
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Unknown
from collabtui.store.common_sql.dialect import by_index, elements, is_same, is_set, truth_at, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.records import trail_writer
from collabtui.store.records.asked_progress import asked_progress
from collabtui.store.records.former_titles import once_called
from collabtui.store.records.open_duties import open_duties
from collabtui.store.records.present_people import present_people
from collabtui.store.records.sql import OPEN_ACTION, instant_text
from collabtui.store.records.tables import Table, table_of, to_record

R = TypeVar("R", bound=Record)

_SOME = " LIMIT ?"
"""Left out where all are wanted: a plan for any number serves them badly."""


class RecordReader:
    """`interface.Reader` on a connection. Inside a transaction it sees what that has written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, model: type[R], ref: str) -> R:
        table = table_of(model)
        row = self._connection.row(f"{table.select} WHERE ref = ?", (table.ref(ref),))
        if row is None:
            raise Unknown(f"{table.name}.unknown", ref=ref)
        return to_record(model, table, row)

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        sql, values = question(model, newest_first=newest_first, limit=limit, **equal)
        table = table_of(model)
        return [to_record(model, table, row) for row in self._connection.rows(sql, values)]

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[TrailEntry]:
        asked = {"ref": ref and kept_ref(ref), "batch": batch, "via": via}
        given = {name: value for name, value in asked.items() if value is not None}
        where = "WHERE " + " AND ".join(f"{name} = ?" for name in given) if given else ""
        sql = f"SELECT {trail_writer.COLUMNS} FROM trail {where} ORDER BY id DESC{'' if limit is None else _SOME}"
        rows = self._connection.rows(sql, (*given.values(), *(() if limit is None else (limit,))))
        return [trail_writer.to_change(row) for row in rows]

    def once_called(self, title: str) -> str | None:
        return once_called(self._connection, title)

    def present_people(self) -> list[PersonName]:
        return present_people(self._connection)

    def owed_owners(self, mark: str, since: date | None, until: date) -> list[str]:
        sql = f"""SELECT DISTINCT owner FROM {by_index("action", "action_open")}
                  WHERE {OPEN_ACTION} AND due BETWEEN ? AND ? AND owner IS NOT NULL AND NOT EXISTS (
                      SELECT 1 FROM reminded WHERE reminded.ref = action.ref || '/' || action.due || '/' || ?)
                  ORDER BY owner"""
        first = since.isoformat() if since else ""
        return [owner for (owner,) in self._connection.rows(sql, (first, until.isoformat(), mark))]

    def owed_doers(self, mark: str, since: date | None, until: date) -> list[str]:
        doer = value_at("c.value", "person")
        sql = f"""SELECT DISTINCT {doer} FROM {by_index("action", "action_open")}, {elements("collaborators", "c")}
                  WHERE {OPEN_ACTION} AND due BETWEEN ? AND ? AND {truth_at("c.value", "does")} AND NOT EXISTS (
                      SELECT 1 FROM reminded
                      WHERE reminded.ref = action.ref || '/' || action.due || '/' || ? || '-' || {doer})
                  ORDER BY 1"""
        first = since.isoformat() if since else ""
        return [person for (person,) in self._connection.rows(sql, (first, until.isoformat(), mark))]

    def late_dependencies(self, mark: str, today: date) -> list[tuple[str, str]]:
        sql = f"""SELECT a.ref, b.ref FROM {by_index("action AS a", "action_open")}
                  JOIN member AS m ON m.kind = 'action' AND m.field = 'depends_on' AND m.value = a.ref
                  JOIN action AS b ON b.id = m.id
                  WHERE a.{OPEN_ACTION} AND a.due < ? AND b.{OPEN_ACTION} AND b.owner IS NOT NULL
                  AND NOT {is_same("b.owner", "a.owner")} AND NOT EXISTS (SELECT 1 FROM reminded
                      WHERE reminded.ref = a.ref || '/' || a.due || '/' || ? || '-' || b.ref)
                  ORDER BY a.id, b.id"""
        return [(late, waiting) for late, waiting in self._connection.rows(sql, (today.isoformat(), mark))]

    def listed_items(self, person: str, since: datetime) -> list[str]:
        rows = self._connection.rows(LISTED_ITEMS, (person, instant_text(since)))
        return [ref for (ref,) in rows]

    def open_duties(self) -> list[OpenDuty]:
        return open_duties(self._connection)

    def asked_progress(self, now: datetime) -> list[AskedProgress]:
        return asked_progress(self._connection, now)

    def proved_mails(self, person: str, since: datetime, until: datetime) -> list[ProvedMail]:
        of_person = by_index("incoming", "incoming_by_person_and_writing")
        sql = f"""SELECT ref, digest, written_at, received_at FROM {of_person}
                  WHERE person = ? AND written_at BETWEEN ? AND ? AND kind = 'reply' AND verdict <> 'ignore'
                  AND trust IN ({", ".join("?" * len(TRUSTED_LEVELS))}) ORDER BY id"""
        rows = self._connection.rows(sql, (person, instant_text(since), instant_text(until), *TRUSTED_LEVELS))
        return [
            ProvedMail(ref=ref, digest=digest, written_at=written, received_at=received)
            for ref, digest, written, received in rows
        ]

    def unproved_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        return self._waiting_mails("(trust = 'known' OR kind = 'bounce')", mark, before, limit)

    def unjudged_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        return self._waiting_mails("trust IN ('token', 'verified') AND kind <> 'bounce'", mark, before, limit)

    def _waiting_mails(self, which: str, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        sql = f"""SELECT ref, sender, subject, received_at, answers FROM incoming
                  WHERE state = 'waiting' AND received_at < ? AND {which} AND NOT EXISTS (
                      SELECT 1 FROM reminded WHERE reminded.ref = incoming.ref || '/' || ?)
                  ORDER BY id LIMIT ?"""
        rows = self._connection.rows(sql, (instant_text(before), mark, limit))
        return [
            WaitingMail(ref=ref, sender=sender, subject=subject, received_at=received, answers=answers)
            for ref, sender, subject, received, answers in rows
        ]

    def is_claimed(self, digest: str) -> bool:
        return self._connection.row("SELECT 1 FROM claimed_mail WHERE digest = ?", (digest,)) is not None

    def oldest_awaited(self, now: datetime) -> datetime | None:
        row = self._connection.row(_OLDEST_AWAITED, (instant_text(now),))
        return datetime.fromisoformat(row[0]) if row and row[0] else None


LISTED_ITEMS = f"""SELECT DISTINCT {value_at("i.value", "ref")} AS ref
    FROM {by_index("outgoing AS o", "outgoing_listed")}, {elements("o.items", "i")}
    WHERE o.person = ? AND o.queued_at >= ? AND o.kind <> 'answer' AND NOT (o.state = 'held' AND o.attempts = 0)
    AND NOT (o.change IS NOT NULL AND o.department IS NOT NULL)
    ORDER BY ref"""
_OLDEST_AWAITED = f"""SELECT min(queued_at) FROM outgoing AS o WHERE state <> 'held' AND (
    EXISTS (SELECT 1 FROM {elements("o.items", "item")}, action
            WHERE action.ref = {value_at("item.value", "ref")} AND action.{OPEN_ACTION})
    OR EXISTS (SELECT 1 FROM sign_off AS s WHERE s.meeting = o.meeting AND s.minutes_version = o.minutes_version
               AND s.person = o.person AND s.state = 'waiting')
    OR kind IN ('invitation', 'update') AND (
        EXISTS (SELECT 1 FROM meeting AS m WHERE m.ref = o.meeting AND m."end" >= ? AND m.state <> 'cancelled')
        OR EXISTS (SELECT 1 FROM series WHERE series.ref = o.series AND series.state NOT IN ('cancelled', 'ended')))
    OR EXISTS (SELECT 1 FROM change WHERE change.ref = o.change AND change.state IN ('draft', 'asked'))
    OR kind = 'request' AND EXISTS (SELECT 1 FROM matter WHERE matter.ref = o.matter AND matter.step <> 'archive'))"""


def question(
    model: type[Record], *, newest_first: bool = False, limit: int | None = None, **equal: Any
) -> tuple[str, tuple[Any, ...]]:
    """The SQL by which `find` asks, and what is bound in it."""
    given = given_fields(table_of(model), equal)
    sql = _statement(model, tuple(one.shape for one in given), newest_first, limit is not None)
    bound = [value for one in given for value in one.bound]
    return sql, (*bound, *(() if limit is None else (limit,)))


def given_fields(table: Table, equal: Mapping[str, object]) -> "list[Given]":
    return [_given(table, name, value) for name, value in equal.items()]


class _Shape(NamedTuple):
    """What of a field that is asked for stands in the SQL."""

    name: str
    values: int
    """How many are bound for it, one of which it has to have."""
    or_null: bool
    is_set: bool = False
    """A truth that is wanted: also what cannot be read is found, so that it is met and not passed over."""


class Given(NamedTuple):
    """One field that a record is asked for by."""

    shape: _Shape
    bound: Sequence[Any]


def _given(table: Table, name: str, value: Any) -> Given:
    """One field that has a value, or one of several."""
    wanted = list(value) if isinstance(value, list | tuple) else [value]
    if name in table.members:
        return Given(_Shape(name, len(wanted), False), [table.name, name, *wanted])
    if name not in table.by_name or table.by_name[name].nested:
        raise ValueError(f"{table.name} cannot be found by {name!r}: it has no such plain field")
    if table.by_name[name].type is bool and wanted == [True]:
        return Given(_Shape(name, 0, False, is_set=True), [])
    encode = table.by_name[name].encode
    bound = [encode(each) for each in wanted if each is not None]
    return Given(_Shape(name, len(bound), None in wanted), bound)


@lru_cache(maxsize=512)
def _statement(model: type[Record], shapes: tuple[_Shape, ...], newest_first: bool, limited: bool) -> str:
    """Of the few forms that are asked again and again, each is put together once."""
    table = table_of(model)
    names = {shape.name for shape in shapes}
    if names and not table.indexed.intersection(names):
        raise ValueError(f"{table.name} cannot be found by {sorted(names)}: none of these has an index")
    where = f"WHERE {' AND '.join(_condition(table, shape) for shape in shapes)}" if shapes else ""
    order = "DESC" if newest_first else "ASC"
    return f"{table.select} {where} ORDER BY id {order}{_SOME if limited else ''}"


def _condition(table: Table, shape: _Shape) -> str:
    marks = ", ".join("?" * shape.values)
    if shape.name in table.members:
        return f"id IN (SELECT id FROM member WHERE kind = ? AND field = ? AND value IN ({marks}))"
    if shape.is_set:
        return is_set(f'"{shape.name}"')
    some = f'"{shape.name}" IN ({marks})' if shape.values else "FALSE"
    return f'({some} OR "{shape.name}" IS NULL)' if shape.or_null else some
