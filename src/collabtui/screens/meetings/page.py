"""Meetings: the next first, then what was held, each with what it still lacks; Enter opens the page of its state."""

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from collabtui.domain.place import Place
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.meetings.meeting_lines import (
    MeetingCells,
    MeetingTexts,
    all_columns,
    is_not_held,
    roomy_columns,
    says,
    summary,
)
from collabtui.screens.meetings.meeting_page import MODULES, page_for
from collabtui.store.queries.meeting_list import coming_meetings, meeting_summary, meetings_with, past_meetings
from collabtui.store.queries.meetings import meeting
from collabtui.widgets.columns import ColumnLayout
from collabtui.widgets.line import as_content
from collabtui.widgets.rows import Rows
from collabtui.widgets.word_filter import WordFilter

if TYPE_CHECKING:
    from collabtui.screens.meetings.meeting_lines import MeetingOnPage

MOST = 500
"""Of those to come, and of those that are over."""
USUAL_TITLE, ROOMY_TITLE = 2, 3
"""Lines of a title, and where place, matter and goal have lines of their own below it: it is read before them."""
Heading = tuple[str, str]


class Meetings(TwoPanePage):
    CSS_PATH = "meetings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_meeting", "key.new_meeting", id="meetings.new"),
        Binding("m", "move", "key.move_meeting", id="meetings.move"),
        Binding("c", "cancel", "key.call_off", id="meetings.cancel"),
        Binding("slash", "filter", "key.filter", key_display="/", id="meetings.filter"),
        Binding("escape", "all", "key.back", show=False, id="meetings.all"),
    ]
    page = "meetings"
    panes = Panes("#meetings", "#meeting-detail")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._coming: dict[str, MeetingOnPage] = {}
        self._past: dict[str, MeetingOnPage] = {}
        self._texts = MeetingTexts((), ())

    def content(self) -> ComposeResult:
        yield WordFilter(id="meetings-filter", placeholder=self.words("meetings.filter_hint"), compact=True)
        with Horizontal():
            yield Rows(id="meetings", classes="card -opened", empty=self.words("meetings.none"))
            with VerticalScroll(id="meeting-detail", classes="card", can_focus=False):
                yield Static(id="meeting-text")

    def on_mount(self) -> None:
        table = self.query_one("#meetings", Rows)
        table.window.heads_of = lambda width: self._columns(width).heads(self.words)
        table.focus()
        self.session.warm_up(*MODULES)

    @property
    def _rows(self) -> dict[str, "MeetingOnPage"]:
        return self._coming | self._past

    def refresh_rows(self) -> None:
        reader = self.session.reader
        self._coming = {row["ref"]: row for row in coming_meetings(reader, MOST)}
        self._past = {row["ref"]: row for row in past_meetings(reader, MOST)}
        self._texts = MeetingTexts.of(self._rows.values(), self.session, self.words)
        self._show()

    def _show(self) -> None:
        words = self.query_one("#meetings-filter", Input).value.casefold().split()
        keys: list[Hashable] = []
        shown = 0
        by_name = {word: meetings_with(self.session.reader, word) for word in words}
        for heading, rows in self._groups():
            found = [ref for ref in rows if self._fits(self._rows[ref], by_name)]
            shown += len(found)
            keys += [("heading", heading), *found] if found else []
        headings: set[Hashable] = {key for key in keys if isinstance(key, tuple)}
        table = self.query_one("#meetings", Rows)
        table.empty = self.words("meetings.none_such" if words else "meetings.none")
        table.border_subtitle = self.words("meetings.found", n=shown) if words else ""
        table.show(keys, self._draw, skip=headings)
        self._show_detail()

    def _groups(self) -> Iterator[tuple[str, list[str]]]:
        """Headings with what stands below them: what is to come is not pushed off the screen by what nobody held."""
        missed = [ref for ref, row in self._coming.items() if is_not_held(row, self.session)]
        yield "coming", [ref for ref in self._coming if ref not in missed]
        yield "missed", missed
        yield "past", list(self._past)

    def _fits(self, row: "MeetingOnPage", by_name: dict[str, set[str]]) -> bool:
        """Every word stands in what is said of it, or in the name of somebody who takes part."""
        text = says(row, self.session, self.words) if by_name else ""
        return all(word in text or row["ref"] in meetings for word, meetings in by_name.items())

    def point_at(self, place: Place) -> None:
        """A meeting, or something said in it."""
        self.refresh_if_changed()
        self.query_one("#meetings", Rows).point_at(place.ref)
        self._open(place.ref, place.part)

    def _draw(self, keys: Sequence[Any], width: int) -> list[Content]:
        rows, columns = self._rows, self._columns(width)
        return [
            as_content(self.words(f"meetings.{key[1]}"), "$foreground-muted")
            if isinstance(key, tuple)
            else columns.line(
                MeetingCells(rows[key], self.session, self.words), most=ROOMY_TITLE if columns.below else USUAL_TITLE
            )
            for key in keys
        ]

    def _columns(self, width: int) -> ColumnLayout:
        """All there are where the list has the whole page; what stands below a meeting where all have lines for it."""
        if self.is_zoomed:
            return all_columns(width, self.words, self._texts)
        table = self.query_one("#meetings", Rows)
        headings = sum(isinstance(key, tuple) for key in table.keys)
        lines = (table.size.height - 1 - headings) // max(1, len(table.keys) - headings)
        return roomy_columns(width, self.words, self._texts, lines)

    def on_resize(self) -> None:
        self.query_one("#meetings", Rows).draw_again()

    @on(Rows.Moved, "#meetings")
    def _moved(self) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        row = self._rows.get(self.query_one("#meetings", Rows).key)
        lines: list[Content] = []
        if row and not self.shows_one_pane:
            lines = summary(row, meeting_summary(self.session.reader, row["ref"]), self.session, self.words)
        self.query_one("#meeting-text", Static).update(Content("\n").join(lines))

    @on(Rows.Chosen, "#meetings")
    def _chosen(self, event: Rows.Chosen) -> None:
        self._open(event.key)

    def _open(self, ref: str, thing: str = "") -> None:
        state = meeting(self.session.reader, ref)["state"]
        self.app.push_screen(page_for(self.services, ref, state, thing))

    def action_filter(self) -> None:
        field = self.query_one("#meetings-filter", Input)
        field.add_class("-open")
        field.focus()

    @on(Input.Changed, "#meetings-filter")
    def _filter_changed(self) -> None:
        """The first that fits is the one that Enter opens."""
        self._show()
        self.query_one("#meetings", Rows).action_edge(0)

    @on(Input.Submitted, "#meetings-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.input.set_class(bool(event.value), "-open")
        self.query_one("#meetings").focus()

    def action_all(self) -> None:
        """Esc takes the filter away."""
        field = self.query_one("#meetings-filter", Input)
        field.value = ""
        field.remove_class("-open")
        self.query_one("#meetings").focus()

    @work
    async def action_move(self) -> None:
        """The one under the cursor."""
        from collabtui.screens.meetings.ask_new_time import move_meeting

        if ref := self._to_come():
            await move_meeting(self, ref)
        self.refresh_now()

    @work
    async def action_cancel(self) -> None:
        """Call off the one under the cursor."""
        from collabtui.screens.dialogs.send_invitations import call_off

        if ref := self._to_come():
            await call_off(self, ref, recurs=self._rows[ref]["series"] is not None)
        self.refresh_now()

    def _to_come(self) -> str:
        """The meeting under the cursor, where it can be changed; else it is said why not."""
        ref = self.query_one("#meetings", Rows).key
        row = self._rows.get(ref)
        if row is None:
            return ""
        if row["state"] not in ("planned", "invited"):
            self.warn("meeting.over", ref=row["ref"], state=row["state"])
            return ""
        return str(row["ref"])

    @work
    async def action_new_meeting(self) -> None:
        from collabtui.screens.meetings.new_meeting import new_meeting  # a form is more than the first frame needs

        await new_meeting(self)
