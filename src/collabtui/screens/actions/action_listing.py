"""The list of actions on the page: what is asked for, what the query found, and the widget that shows it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content

from collabtui.lifecycle.actions.filtered_actions import around
from collabtui.screens.actions.action_columns import UNKNOWN, ActionCells, all_columns, usual_columns
from collabtui.screens.actions.action_lines import PendingRequest
from collabtui.screens.actions.action_query import Arrangement, QueryResult, query_actions
from collabtui.screens.actions.action_row_parts import group_names, heading_line
from collabtui.screens.actions.archived_actions import archived_open
from collabtui.store.queries.actions import action, action_id, actions_by_id
from collabtui.widgets.columns import ColumnLayout
from collabtui.widgets.sections import Heading, SectionRows

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.draft_files import DraftFiles
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue


class ActionListing:
    """The state of the list: filter, order, grouping and folds, with the result of the last query.

    Order and grouping are kept among the drafts, so that they are there again at the next start."""

    def __init__(
        self, session: "Session", words: "Catalogue", drafts: "DraftFiles", has_page: Callable[[], bool]
    ) -> None:
        """`has_page`: whether the list has the whole page."""
        self.session, self.words, self.drafts, self._has_page = session, words, drafts, has_page
        self.how = Arrangement.of("", drafts.get("actions.order"), drafts.get("actions.group"))
        self.result: QueryResult | None = None
        self._folded: set[str] = set()

    def arrange(self, how: Arrangement) -> None:
        self.how = how
        self.drafts.keep("actions.order", how.order)
        self.drafts.keep("actions.group", how.group or "")

    def search(self, line: str) -> None:
        self.how = replace(self.how, line=line)

    def next_order(self) -> None:
        self.arrange(self.how.next_order())

    def next_group(self) -> None:
        self.arrange(self.how.next_group())
        self._folded.clear()

    def fold(self, name: str, *, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(name)

    def fold_all(self) -> None:
        """All groups; where all are folded already, none."""
        headings = getattr(self.result.keys if self.result else (), "headings", ())
        still_open = {heading.name for heading in headings if not heading.folded}
        self._folded = self._folded | still_open if still_open else set()

    def unfold(self) -> None:
        self._folded.clear()

    async def read(self) -> QueryResult:
        """Run the query as it is asked for now, and keep what it found."""
        how, folded = self.how, frozenset(self._folded)
        today, locale, me = self.session.today, self.words.locale, self.session.own_name
        self.result = await self.session.query(
            lambda reader: query_actions(reader, how, folded, around(reader, today, locale, me))
        )
        return self.result

    @property
    def asked(self) -> Mapping[str, PendingRequest]:
        """Requests that wait for the facilitator, by the ref of the action."""
        return self.result.asked if self.result else {}

    @property
    def empty(self) -> str:
        """The sentence for an empty list."""
        return self.words("actions.none_such" if self.how.line else "actions.none")

    def title(self, marked: int) -> str:
        """`12 open · 3 marked`."""
        words = self.words
        count = self.result.count if self.result else 0
        parts = [words("actions.found" if self.how.line else "actions.open", n=count)]
        parts += [words("actions.marked", n=marked)] if marked else []
        return " · ".join(parts)

    @property
    def subtitle(self) -> str:
        """`by owner · due first`."""
        words = self.words
        grouped = [words(f"actions.group.{self.how.group}")] if self.how.group else []
        return " · ".join([*grouped, words(f"actions.order.{self.how.order}")])

    def draw(self, keys: Sequence[Any], width: int) -> list[Content]:
        """The lines of these keys: numbers of actions, and the headings of their groups."""
        today, words, result = self.session.today, self.words, self.result
        group = result.group if result else None
        numbers = [key for key in keys if not isinstance(key, Heading)]
        found = actions_by_id(self.session.reader, numbers, today=today)
        archived = archived_open(self.session.reader, found)
        rows = iter(found)
        names = group_names(group, result.around) if result and len(numbers) < len(keys) else {}
        columns = self.columns(width)
        return [
            heading_line(key, group, names, words, today)
            if isinstance(key, Heading)
            else columns.line(self._cells(next(rows), archived))
            for key in keys
        ]

    def columns(self, width: int) -> ColumnLayout:
        """All there are where the list has the whole page."""
        texts = self.result.texts if self.result else UNKNOWN
        return (all_columns if self._has_page() else usual_columns)(width, self.words, texts)

    def _cells(self, row: "ActionRow", archived: Collection[str]) -> ActionCells:
        ref, session = row["ref"], self.session
        asked = self.asked.get(ref)
        return ActionCells(row, self.words, session.today, session.zone, asked, archived=ref in archived)


class ActionList(SectionRows):
    """The actions of a listing. The page owns the listing, which outlives this widget when the language changes."""

    def __init__(self, listing: ActionListing, *, id: str, classes: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes, empty=listing.words("actions.none"))
        self.listing = listing
        self.window.heads_of = lambda width: listing.columns(width).heads(listing.words)

    async def load(self) -> QueryResult:
        result = await self.listing.read()
        self.empty = self.listing.empty
        self.show(result.keys, self.listing.draw)
        self._show_counts()
        return result

    async def show_new(self, page: "PagePort", ref: str) -> None:
        """With the cursor on it; where the filter leaves it out that is told. `ref` may be empty: none was added."""
        if not ref:
            return
        await self.load()
        identity = await self.listing.session.query(lambda reader: action_id(reader, ref))
        if not self.point_at(identity) and identity not in self.all_keys():  # a fold is no filter
            page.tell("actions.left_out", ref=ref)

    @on(SectionRows.Marked)
    def _show_counts(self) -> None:
        self.border_title = self.listing.title(self.count_marked)
        self.border_subtitle = self.listing.subtitle

    async def read_one(self, ref: str) -> "list[ActionRow]":
        today = self.listing.session.today
        return [await self.listing.session.query(lambda reader: action(reader, ref, today=today))]

    async def read_selection(self) -> "list[ActionRow]":
        """The marked actions, else the one under the cursor."""
        session, numbers = self.listing.session, self.selection
        today = session.today
        return await session.query(lambda reader: actions_by_id(reader, numbers, today=today))
