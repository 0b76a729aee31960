"""What the filter line finds: ids for the list, what is asked for of these actions, and what of it means nothing."""

from array import array
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from collabtui.errors import CollabError
from collabtui.language.filtering import Filter, Surroundings, read_filter
from collabtui.screens.typed import known
from collabtui.store.views.actions import ActionFilter, Order, action_ids
from collabtui.store.views.lookup import titles
from collabtui.store.views.mails import inbox_lines

if TYPE_CHECKING:
    from collabtui.store.connection import Connection

Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    ids: "array[int]"
    asked: dict[str, Row]
    """By the ref of the action: the request that waits for the facilitator, with `mail`, the number of its mail."""
    problem: CollabError | None = None


def around(reader: "Connection", today: date, locale: Literal["zh", "en"]) -> Surroundings:
    people = known(reader)
    departments = tuple(dict.fromkeys(person.department for person in people if person.department))
    return Surroundings(locale, today, people, departments, titles(reader))


def found(reader: "Connection", line: str, order: Order, surroundings: Surroundings) -> Found:
    """An order of its own for what was searched for would surprise: the list is sorted as it says."""
    wanted = read_filter(line, surroundings)
    ids = action_ids(reader, today=surroundings.today, order=order, **_conditions(wanted))
    return Found(ids, asked_for(reader), wanted.problem)


def asked_for(reader: "Connection") -> dict[str, Row]:
    """The newest request for each action."""
    return {
        request["ref"]: {**request, "mail": mail["id"]}
        for mail in reversed(inbox_lines(reader, waiting=True))
        for request in mail["requests"]
        if request["ref"]
    }


def _conditions(wanted: Filter) -> ActionFilter:
    conditions: ActionFilter = {
        "open_only": wanted.open_only,
        "overdue": wanted.overdue,
        "owner": wanted.owner,
        "department": wanted.department,
        "matter": wanted.matter,
        "meeting": wanted.meeting,
        "statuses": wanted.statuses,
        "search": " ".join(wanted.words),
    }
    if wanted.due_from is not None:
        conditions["due_from"] = wanted.due_from
    if wanted.due_before is not None:
        conditions["due_before"] = wanted.due_before
    return conditions
