"""The actions of a filter in numbers: how what is open becomes less, and who has how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.language.filter.filter_line import read_filter
from collabtui.lifecycle.actions.filtered_actions import around, conditions_of
from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.store.queries.action_charts import BurnDown, Load, burn_down, load
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.widgets import charts
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.line import as_content, line, name_within
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.store.engine_connection import Connection

By = Literal["owner", "department"]
_AROUND_LEGEND = 2
"""Cells that the frame takes beside it from the width of what it holds."""
NAME_LINES = 3
"""Lines on which the names of departments are whole."""
LONGEST = 180
"""Days that the burn-down goes back, and on."""
OF_TIME = ("open_only", "overdue", "statuses", "due_from", "due_before")
"""What of a filter is true today and was not yesterday: a burn-down is of the rest."""


MOST_AHEAD = timedelta(days=14)
"""To come, at least: what is farther ahead than twice the days gone by makes these too small to be read."""


@dataclass(frozen=True)
class Numbers:
    owners: list[Load]
    departments: list[Load]
    left: BurnDown


class Charts(LoadingPage):
    """Enter on a bar lists the actions behind it."""

    CSS = """
    Charts #burn-down { height: 2fr; min-height: 8; }
    Charts #loads { height: 3fr; }
    Charts.-narrow .-second { display: none; }
    Charts.-narrow.-turned .-first { display: none; }
    Charts.-narrow.-turned .-second { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,w", "turn", "key.other_load", key_display="⇥", id="charts.turn"),
        Binding("escape,c", "app.pop_screen", "key.back", key_display="esc", id="charts.back"),
    ]
    page = "actions"

    def __init__(self, services: "Services", how: Arrangement) -> None:
        super().__init__(services)
        self.how = how
        self._numbers: Numbers | None = None

    def content(self) -> ComposeResult:
        yield Static(id="burn-down", classes="card")
        with Horizontal(id="loads"):
            yield Rows(id="owner", classes="card -first", empty=self.words("charts.nothing"))
            yield Rows(id="department", classes="card -second", empty=self.words("charts.nothing"))

    def on_mount(self) -> None:
        self.query_one("#owner").focus()

    async def look_again(self) -> None:
        self._numbers = numbers = await self.session.query(self._look)
        loads: tuple[tuple[By, list[Load]], ...] = (("owner", numbers.owners), ("department", numbers.departments))
        for by, several in loads:
            rows = self.query_one(f"#{by}", Rows)
            rows.show(several, self._draw)
            rows.border_title = self.words(f"charts.{by}", what=self._what)
            rows.border_subtitle = self.words("charts.legend")
        self._draw_burn_down()

    @property
    def _what(self) -> str:
        """The actions that are drawn."""
        return self.how.line or self.words("charts.everything")

    def _look(self, reader: "Connection") -> Numbers:
        today, now = self.session.today, self.session.now
        wanted = conditions_of(
            read_filter(self.how.line, around(reader, today, self.words.locale, self.session.own_name))
        )
        lasting = cast("ActionFilter", {name: value for name, value in wanted.items() if name not in OF_TIME})
        return Numbers(
            load(reader, "owner", today=today, **wanted),
            load(reader, "department", today=today, **wanted),
            burn_down(reader, today=today, offset=now.utcoffset() or now - now, **lasting),
        )

    def _draw(self, loads: Sequence[Load], width: int) -> list[Content]:
        numbers = self._numbers
        everybody = (*numbers.owners, *numbers.departments) if numbers else ()
        by = {True: numbers.owners if numbers else [], False: numbers.departments if numbers else []}
        of_people = loads[0] in by[True]
        most = max((one.open for one in (by[of_people] or everybody)), default=1)
        return [self._bar(one, most, width, of_people=of_people) for one in loads]

    def _bar(self, one: Load, most: int, width: int, *, of_people: bool) -> Content:
        late = self.words("charts.late", n=one.overdue) if one.overdue else ""
        names, numbers = max(16, min(28, width // 3)), 16
        name = name_within(one.name, names, lines=2) if of_people else one.name
        return line(
            width,
            (as_content(name or self.words("charts.nobody"), "" if one.name else MUTED), names),
            (charts.load_bar(one.open, one.overdue, most, width - names - numbers - 4), 0),
            (as_content(f"{one.open:>4}") + as_content(f"  {late}", LATE), numbers),
            most=NAME_LINES,
        )

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._draw_burn_down)

    def _draw_burn_down(self) -> None:
        chart = self.query_one("#burn-down", Static)
        chart.border_title = self.words("charts.burn_down", what=self._what)
        left = self._numbers.left if self._numbers else None
        if left is None or not left.days:
            chart.update(as_content(self.words("charts.nothing_yet" if left else "screen.loading"), MUTED))
            return
        points = [charts.Point(*one) for one in left.days[-LONGEST:]]
        ideal, planned = _ahead(left, points)
        width, height = chart.content_size
        chart.border_subtitle = self._legend(points[-1].left, width, is_planned=bool(planned))
        lines = charts.burn_down(points, ideal, max(20, width), max(4, height), self.words, planned)
        chart.update(Content("\n").join(lines))

    def _legend(self, left: int, width: int, *, is_planned: bool) -> str:
        """In full where there is room; else what lies ahead, then the ideal line, in fewer words."""
        count, ideals = self.words("charts.left", n=left), ("charts.ideal", "charts.ideal.brief")
        ahead = ("charts.planned", "charts.planned.brief") if is_planned else ("",)
        signs = [filter(None, (planned, ideal)) for planned in ahead for ideal in ideals]
        legends = ["   ".join((count, *map(self.words, each))) for each in signs]
        room = width - _AROUND_LEGEND
        return next((legend for legend in legends if cell_len(legend) <= room), legends[-1])

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        name = event.key.name
        if name:
            field: Any = {"owner": "owner", "department": "dept"}[str(event.rows.id)]
            self.post_message(self.Go(*Place.actions(field, name)))

    def action_turn(self) -> None:
        """The other list: beside, or where it is narrow in its place."""
        here = self.query_one("#owner").has_focus
        self.set_class(here, "-turned")
        self.query_one("#department" if here else "#owner").focus()


def _ahead(left: BurnDown, points: Sequence[charts.Point]) -> tuple[list[charts.Point], list[charts.Point]]:
    """The ideal line and what is planned to be left, to the last day that is drawn; the line falls to nothing on the
    last due date, be it drawn or not."""
    if left.last_due is None:
        return [], []
    first, today = points[0].day, points[-1].day
    end = min(left.last_due, today + max(MOST_AHEAD, (today - first) * 2))
    ideal = [point for point in charts.ideal(points, left.last_due) if point.day <= end]
    return ideal, [charts.Point(*one) for one in left.planned(end)]
