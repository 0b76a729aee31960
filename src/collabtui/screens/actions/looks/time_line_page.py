"""The actions of a filter over the weeks: from when they were made to when they are due, with every date they had."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.action_status import CLOSED, is_overdue
from collabtui.lifecycle.actions.filtered_actions import around
from collabtui.screens.actions.action_lines import STATUS
from collabtui.screens.actions.action_query import Arrangement, query_actions
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.time_line import TimeLineSpan, spans
from collabtui.widgets.calendar_strip import ZOOMS, Scale, SpanBar, drawn, flags, heads, monday_of
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.line import as_content, line, name_within
from collabtui.widgets.row_strips import WHOLE
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services

NAMES = ((150, 66, 18), (130, 54, 16), (90, 40, 12), (50, 26, 0), (0, 20, 0))
"""From how many columns on, how many are for what an action is called, and how many of these for its owner: no title
has less than 16, and where an owner has no room for a name the weeks take it."""
NO_BAR = SpanBar(date.min, None, (), 0, is_open=False)
"""Beside the second line of a title the weeks go on."""
BEFORE = 2
"""Weeks before this one that are seen at first, where there is room for them: never more than a third."""
LEAST_WEEKS = 3
"""That are seen at first, also where a day has no column of its own then: what is due next is among them."""


class TimeLine(LoadingPage):
    """Enter goes back to the list, to the action under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "weeks(-1)", "key.earlier", id="time_line.earlier"),
        Binding("right", "weeks(1)", "key.later", id="time_line.later"),
        Binding("shift+left,less_than_sign", "weeks(-4)", "key.much_earlier", show=False, id="time_line.much_earlier"),
        Binding("shift+right,greater_than_sign", "weeks(4)", "key.much_later", show=False, id="time_line.much_later"),
        Binding("full_stop", "today", "key.to_today", key_display=".", id="time_line.today"),
        Binding("minus", "zoom(1)", "key.more_weeks", key_display="-", id="time_line.more_weeks"),
        Binding("plus,equals_sign", "zoom(-1)", "key.fewer_weeks", key_display="+", id="time_line.fewer_weeks"),
        Binding("escape,l", "app.pop_screen", "key.back", key_display="esc", id="time_line.back"),
    ]
    page = "actions"

    def __init__(
        self, services: "Services", how: Arrangement, at: int | None, milestones: Sequence[tuple[date, str]] = ()
    ) -> None:
        super().__init__(services)
        self.how = replace(how, group=None)
        self.milestones = milestones
        self._at = at
        self._scale = Scale(monday_of(services.session.today), 1)
        self._moved = False
        """Whether other weeks were asked for than those of the first view."""

    def content(self) -> ComposeResult:
        with Vertical(classes="card", id="time-line"):
            yield Static(id="weeks")
            yield Rows(id="spans", empty=self.words("time_line.none_such" if self.how.line else "charts.nothing"))
            yield Static(id="legend")

    def on_mount(self) -> None:
        self.rows.focus()
        signs = ["time_line.legend", *(["time_line.milestone"] if self.milestones else [])]
        self.query_one("#legend", Static).update(as_content("  ".join(map(self.words, signs)), MUTED))

    @property
    def rows(self) -> Rows:
        return self.query_one("#spans", Rows)

    async def look_again(self) -> None:
        how, today, locale, me = self.how, self.session.today, self.words.locale, self.session.own_name
        result = await self.session.query(
            lambda reader: query_actions(reader, how, (), around(reader, today, locale, me))
        )
        self.rows.show(result.keys, self._draw)
        card = self.query_one("#time-line")
        card.border_title = self.words("charts.time_line", what=how.line or self.words("charts.everything"))
        card.border_subtitle = self.words("actions.found" if how.line else "actions.open", n=result.count)
        if self._at is not None:
            self.rows.point_at(self._at)
            self._at = None
        self._draw_weeks()

    def _draw_weeks(self) -> None:
        width = self.rows.scrollable_content_region.width
        if not self._moved:
            self._scale = self._first_view(self._scale_in(width).width)
        upper, lower = heads(self._scale_in(width), self.session.today, self.words)
        before = Content(" " * (self._names(width)[0] + 1))
        lines = [before + upper, before + lower]
        if self.milestones:
            lines.insert(0, before + flags(self._scale_in(width), self.milestones))
        self.query_one("#weeks", Static).update(Content("\n").join(lines))
        self.rows.draw_again()

    def _first_view(self, room: int) -> Scale:
        zoom = next((zoom for zoom, columns in enumerate(ZOOMS) if room >= LEAST_WEEKS * columns), len(ZOOMS) - 1)
        return self._to_today(Scale(self._scale.first, room, zoom))

    def _to_today(self, scale: Scale) -> Scale:
        before = min(BEFORE, scale.width // scale.per_week // 3)
        return replace(scale, first=monday_of(self.session.today) - timedelta(weeks=before))

    def _scale_in(self, width: int) -> Scale:
        return replace(self._scale, width=max(1, width - self._names(width)[0] - 1))

    @staticmethod
    def _names(width: int) -> tuple[int, int]:
        return next((names, owner) for least, names, owner in NAMES if width >= least)

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._draw_weeks)

    def _draw(self, ids: Sequence[int], width: int) -> list[Content]:
        return [self._line(span, width) for span in spans(self.session.reader, ids)]

    def _line(self, span: TimeLineSpan, width: int) -> Content:
        today = self.session.today
        late = is_overdue(span.status, span.due, today)
        mark, style = ("▲", LATE) if late else STATUS[span.status]
        names, for_owner = self._names(width)
        owner = name_within(span.owner or "?", for_owner, lines=2)
        name = line(
            names,
            (as_content(mark, style), 1),
            (as_content(span.title, MUTED if span.status in CLOSED else ""), 0),
            *([(as_content(owner, MUTED), for_owner)] if for_owner else ()),
        )
        if width >= WHOLE:  # it is to be read, and not to be measured
            day = as_content(self.words.short_day(span.due) if span.due else "", MUTED)
            return Content("  ").join([as_content(f"{mark} {span.title}"), as_content(owner, MUTED), day])
        bar = SpanBar(span.start, span.due, span.was_due, span.percent, span.status not in CLOSED)
        bars, scale = (bar, NO_BAR), self._scale_in(width)
        rows = zip(name.split("\n"), bars, strict=False)
        return Content("\n").join(part + Content(" ") + drawn(one, scale, today) for part, one in rows)

    def action_weeks(self, count: int) -> None:
        self._moved = True
        self._scale = replace(self._scale, first=self._scale.first + timedelta(weeks=count))
        self._draw_weeks()

    def action_today(self) -> None:
        self._scale = self._to_today(self._scale_in(self.rows.scrollable_content_region.width))
        self._draw_weeks()

    def action_zoom(self, step: int) -> None:
        """Today stays where it is."""
        self._moved = True
        zoom = max(0, min(len(ZOOMS) - 1, self._scale.zoom + step))
        monday = monday_of(self.session.today)
        left = (monday - self._scale.first) / timedelta(weeks=1) * ZOOMS[self._scale.zoom] / ZOOMS[zoom]
        self._scale = replace(self._scale, zoom=zoom, first=monday - timedelta(weeks=round(left)))
        self._draw_weeks()

    @on(Rows.Chosen, "#spans")
    @work
    async def _chosen(self, event: Rows.Chosen) -> None:
        today, key = self.session.today, event.key
        rows: list[Any] = await self.session.query(lambda reader: actions_by_id(reader, [key], today=today))
        self.post_message(self.Go("actions", rows[0]["ref"]))
