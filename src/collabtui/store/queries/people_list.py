"""People and departments, with their load."""

from datetime import date
from typing import TYPE_CHECKING

from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import or_null, select, unfold
from collabtui.store.records.sql import awaited_action, overdue_action

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import DepartmentRow, KnownPersonRow, PersonRow

_LOAD = f"(SELECT count(*) FROM action WHERE owner = person.ref AND {awaited_action('action')})"
_LATE = f"(SELECT count(*) FROM action WHERE owner = person.ref AND {overdue_action('action')})"
_PERSON = {
    "ref": "ref",
    "name": "name",
    "email": "email",
    "aliases": "aliases",
    "department": or_null("department"),
    "title": or_null("title"),
    "locale": "locale",
    "timezone": "timezone",
    "head": "head",
    "bounced_at": to_second("bounced_at"),
    "bounce_reason": or_null("bounce_reason"),
    "open": _LOAD,
    "overdue": _LATE,
    "left_at": to_second("left_at"),
    "successor": "(SELECT name FROM person AS other WHERE other.ref = person.successor)",
    "phone": or_null("phone"),
    "country": or_null("country"),
    "deputy": "(SELECT name FROM person AS other WHERE other.ref = person.deputy)",
    "away_from": "away_from",
    "away_until": "away_until",
    "away_deputy": "(SELECT name FROM person AS other WHERE other.ref = person.away_deputy)",
}


def people(reader: Connection, *, today: date) -> "list[PersonRow]":
    """Everybody, by department and name, with the load: open actions, and how many of them are overdue."""
    return _people(reader, today, "left_at IS NULL ORDER BY person.department, person.name, id")


def people_who_left(reader: Connection, *, today: date) -> "list[PersonRow]":
    """The same of those who are not here any more, who left last first."""
    return _people(reader, today, "left_at IS NOT NULL ORDER BY left_at DESC, id")


def _people(reader: Connection, today: date, rest: str) -> "list[PersonRow]":
    sql = f"FROM person WHERE merged_into IS NULL AND {rest}"
    rows = unfold(select(reader, _PERSON, sql, (today.isoformat(),)), "aliases")
    for row in rows:
        row["head"] = bool(row["head"])
    return rows


def known_people(reader: Connection, *, gone: bool = False) -> "list[KnownPersonRow]":
    """`ref name email aliases department away_from away_until` of everybody, by name: for telling who is meant. `gone`:
    of those who have left."""
    left = "NOT NULL" if gone else "NULL"
    names = ("ref", "name", "email", "aliases", "department", "away_from", "away_until")
    columns = {name: _PERSON[name] for name in names}
    return unfold(
        select(reader, columns, f"FROM person WHERE merged_into IS NULL AND left_at IS {left} ORDER BY name, id"),
        "aliases",
    )


def departments(reader: Connection, *, today: date) -> "list[DepartmentRow]":
    """Every department that was entered or that somebody is in, by name: `name contact heads[] people open overdue`;
    contact and heads as names, the others as numbers."""
    everybody = people(reader, today=today)
    names = {person["ref"]: person["name"] for person in everybody}
    entered = reader.rows("SELECT name, contact FROM department WHERE merged_into IS NULL")
    rows = {name: _department(name, names.get(contact)) for name, contact in entered}
    for person in everybody:
        if not (name := person["department"]):
            continue
        row = rows.setdefault(name, _department(name, None))
        row["people"] += 1
        row["open"] += person["open"]
        row["overdue"] += person["overdue"]
        if person["head"]:
            row["heads"].append(person["name"])
    return [rows[name] for name in sorted(rows)]


def _department(name: str, contact: str | None) -> "DepartmentRow":
    return {"name": name, "contact": contact, "heads": [], "people": 0, "open": 0, "overdue": 0}
