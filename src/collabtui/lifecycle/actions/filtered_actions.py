"""A filter line of actions, as the list of the screens and `action list --filter` read it."""

from datetime import date
from typing import Literal, NamedTuple

from collabtui.errors import CollabError
from collabtui.language.filter.filter_line import Filter, Surroundings
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.lookup import former_departments, refs_of, titles
from collabtui.store.queries.people_list import known_people
from collabtui.store.records.former_titles import once_called


class FilterPerson(NamedTuple):
    """Somebody whom a filter can name."""

    ref: str
    name: str
    addresses: tuple[str, ...]
    department: str


def around(reader: Connection, today: date, locale: Literal["zh", "en"], me: str) -> Surroundings:
    """The names that a filter can mean now; `me` is the name or the address of who works here."""
    people = [
        FilterPerson(row["ref"], row["name"], (row["email"], *row["aliases"]), row["department"] or "")
        for row in known_people(reader)
    ]
    departments = tuple(dict.fromkeys(person.department for person in people if person.department))
    former = former_departments(reader)
    mine = _one(reader, me)
    return Surroundings(
        locale, today, people, departments, former, titles(reader), mine, lambda title: once_called(reader, title)
    )


def conditions_of(wanted: Filter) -> ActionFilter:
    conditions: ActionFilter = {
        "open_only": wanted.open_only,
        "overdue": wanted.overdue,
        "no_due": wanted.no_due,
        "owners": wanted.owners,
        "departments": wanted.departments,
        "refs": wanted.refs,
        "matter": wanted.matter,
        "meeting": wanted.meeting,
        "statuses": wanted.statuses,
        "search": " ".join(wanted.words),
        "without": wanted.without,
    }
    if wanted.due_from is not None:
        conditions["due_from"] = wanted.due_from
    if wanted.due_before is not None:
        conditions["due_before"] = wanted.due_before
    return conditions


def _one(reader: Connection, me: str) -> str:
    try:
        found = refs_of(reader, me) if me else []
    except CollabError:  # the organiser of the configuration is entered with the first mail
        return ""
    return found[0] if len(found) == 1 else ""
