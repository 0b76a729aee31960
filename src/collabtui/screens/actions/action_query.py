"""The query behind the list of actions: keys for the list, open requests, and what of the filter means nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from collabtui.errors import CollabError
from collabtui.language.filter.filter_line import Filter, Surroundings, read_filter
from collabtui.screens.actions.action_lines import PendingRequest
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.store.queries.action_filter import ActionFilter, Order
from collabtui.store.queries.action_groups import Group, grouped_ids
from collabtui.store.queries.actions import action_ids
from collabtui.store.queries.lookup import titles
from collabtui.store.queries.mails import inbox_lines
from collabtui.widgets.sections import Sections

if TYPE_CHECKING:
    from collabtui.store.sqlite.connection import Connection

ORDERS: tuple[Order, ...] = ("due", "owner", "matter", "status", "updated", "newest", "title")
GROUPS: tuple[Group | None, ...] = (None, *get_args(Group))


@dataclass(frozen=True)
class Arrangement:
    """The filter, order and grouping of a list of actions."""

    line: str = ""
    order: Order = "due"
    group: Group | None = None

    @classmethod
    def of(cls, line: str, order: str, group: str) -> "Arrangement":
        """Build it from stored words; a word that is not known any more is left out."""
        return cls(
            line,
            next((one for one in ORDERS if one == order), "due"),
            next((one for one in GROUPS if one == group), None),
        )

    def next_order(self) -> "Arrangement":
        return replace(self, order=ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)])

    def next_group(self) -> "Arrangement":
        return replace(self, group=GROUPS[(GROUPS.index(self.group) + 1) % len(GROUPS)])


@dataclass(frozen=True)
class QueryResult:
    keys: Sequence[Any]
    """Ids, or `Sections` of them."""
    count: int
    group: Group | None
    """By which `keys` are grouped."""
    around: Surroundings
    asked: dict[str, PendingRequest]
    """By the ref of the action."""
    problem: CollabError | None = None


def around(reader: "Connection", today: date, locale: Literal["zh", "en"]) -> Surroundings:
    people = known(reader)
    return Surroundings(locale, today, people, tuple(departments(people)), titles(reader))


def query_actions(
    reader: "Connection", how: Arrangement, folded: Collection[str], surroundings: Surroundings
) -> QueryResult:
    """An order of its own for what was searched for would surprise: the list is sorted as it says."""
    wanted = read_filter(how.line, surroundings)
    conditions, today = conditions_of(wanted), surroundings.today
    if how.group is None:
        ids = action_ids(reader, today=today, order=how.order, **conditions)
        return QueryResult(ids, len(ids), None, surroundings, pending_requests(reader), wanted.problem)
    groups = grouped_ids(reader, how.group, today=today, order=how.order, **conditions)
    sections = Sections(groups, folded)
    return QueryResult(sections, len(sections.ids), how.group, surroundings, pending_requests(reader), wanted.problem)


def pending_requests(reader: "Connection") -> dict[str, PendingRequest]:
    """The newest request for each action, by its ref."""
    return {
        request["ref"]: PendingRequest(request, mail["id"])
        for mail in reversed(inbox_lines(reader, waiting=True))
        for request in mail["requests"]
        if request["ref"]
    }


def conditions_of(wanted: Filter) -> ActionFilter:
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
