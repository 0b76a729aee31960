"""The query behind the list of actions: keys for the list, open requests, and what of the filter means nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from collabtui.errors import CollabError
from collabtui.language.filter.filter_line import Surroundings, read_filter
from collabtui.lifecycle.actions.filtered_actions import conditions_of
from collabtui.screens.actions.action_columns import UNKNOWN, ActionTexts
from collabtui.screens.actions.action_lines import PendingRequest
from collabtui.store.queries.action_filter import Order
from collabtui.store.queries.action_groups import Group, grouped_ids
from collabtui.store.queries.actions import action_ids, newest_ref
from collabtui.store.queries.lookup import some_departments, some_names
from collabtui.store.queries.mails import inbox_lines
from collabtui.widgets.sections import KeysInSections

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection

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
    """Ids, or `KeysInSections` of them."""
    count: int
    group: Group | None
    """By which `keys` are grouped."""
    around: Surroundings
    asked: dict[str, PendingRequest]
    """By the ref of the action."""
    problem: CollabError | None = None
    texts: ActionTexts = UNKNOWN


def query_actions(
    reader: "Connection", how: Arrangement, folded: Collection[str], surroundings: Surroundings
) -> QueryResult:
    """An order of its own for what was searched for would surprise: the list is sorted as it says."""
    wanted = read_filter(how.line, surroundings)
    conditions, today = conditions_of(wanted), surroundings.today
    texts = ActionTexts(some_names(reader), some_departments(reader), newest_ref(reader))
    if how.group is None:
        ids = action_ids(reader, today=today, order=how.order, **conditions)
        return QueryResult(ids, len(ids), None, surroundings, pending_requests(reader), wanted.problem, texts)
    groups = grouped_ids(reader, how.group, today=today, order=how.order, **conditions)
    sections = KeysInSections(groups, folded)
    asked, count = pending_requests(reader), len(sections.ids)
    return QueryResult(sections, count, how.group, surroundings, asked, wanted.problem, texts)


def pending_requests(reader: "Connection") -> dict[str, PendingRequest]:
    """The newest request for each action, by its ref."""
    return {
        request["ref"]: PendingRequest(request, mail["id"])
        for mail in reversed(inbox_lines(reader, waiting=True))
        for request in mail["requests"]
        if request["ref"]
    }
