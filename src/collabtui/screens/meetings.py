"""Meetings: all of them, the latest first, each with where it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.meeting_page import page_for
from collabtui.screens.page import Page
from collabtui.store.views.meetings import meeting, meetings
from collabtui.widgets.line import line, said
from collabtui.widgets.rows import Rows

MOST = 500
MARKS = {
    "planned": ("○", "$text-warning"), "invited": ("●", "$text-accent"), "running": ("▶", "$text-success"),
    "recorded": ("▲", "$text-error"), "published": ("●", "$text-accent"), "signed": ("✓", "$foreground-muted"),
    "cancelled": ("✗", "$foreground-muted"),
}  # fmt: skip
PARTSTAT_MARKS = {"accepted": "✓", "declined": "✗", "tentative": "~", "delegated": "→", "needs-action": "?"}


class Meetings(Page):
    CSS_PATH = "meetings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "new_meeting", "key.new_meeting", id="meetings.new")]
    page = "meetings"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._rows: dict[str, dict[str, Any]] = {}

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="meetings", classes="card", empty=self.words("meetings.none"))
            with VerticalScroll(id="meeting-detail", classes="card", can_focus=False):
                yield Static(id="meeting-text")

    def on_mount(self) -> None:
        self.query_one("#meetings").focus()

    def refresh_rows(self) -> None:
        self._rows = {row["ref"]: row for row in meetings(self.services.reader, limit=MOST)}
        self.query_one("#meetings", Rows).show(list(self._rows), self._draw)
        self._show_detail()

    def point_at(self, ref: str) -> None:
        """A meeting, or `M1/D4`: what was said in it."""
        self.refresh_if_changed()
        ref, _, thing = ref.partition("/")
        self.query_one("#meetings", Rows).point_at(ref)
        self._open(ref, thing)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        return [self._line(self._rows[ref], width) for ref in refs]

    def _line(self, row: dict[str, Any], width: int) -> Content:
        start = datetime.fromisoformat(row["start"]).astimezone(self.services.zone)
        mark, style = MARKS[row["state"]]
        asked = [one["partstat"] for one in row["participants"] if one["role"] != "facilitator"]
        coming = f"{asked.count('accepted')}/{len(asked)}" if row["state"] == "invited" else ""
        year = "" if start.year == self.services.today.year else f"{start.year} "
        return line(
            width,
            (said(mark, style), 1),
            (said(row["ref"], "$foreground-muted"), 4),
            (said(f"{year}{self.words.instant(start)}"), 21),
            (said(row["title"]), 0),
            (said(coming), 5),
            (said(self.words(f"state.{row['state']}"), style), 10),
        )

    @on(Rows.Moved, "#meetings")
    def _moved(self) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        row = self._rows.get(self.query_one("#meetings", Rows).key)
        lines = self._detail(row) if row else []
        self.query_one("#meeting-text", Static).update(Content("\n").join(lines))

    def _detail(self, row: dict[str, Any]) -> list[Content]:
        lines = [said(row["title"], "bold")]
        lines += [said(row[key]) for key in ("place", "matter") if row[key]]
        lines.append(Content(""))
        for slot in row["slots"]:
            start = datetime.fromisoformat(slot["start"]).astimezone(self.services.zone)
            lead = f"  {slot['lead']}" if slot["lead"] else ""
            lines.append(
                said(f"{start:%H:%M} ", "$foreground-muted") + said(slot["title"]) + said(lead, "$foreground-muted")
            )
        lines.append(Content(""))
        lines += [said(f"{PARTSTAT_MARKS[one['partstat']]} {one['name']}") for one in row["participants"]]
        return lines

    @on(Rows.Chosen, "#meetings")
    def _chosen(self, event: Rows.Chosen) -> None:
        self._open(event.key)

    def _open(self, ref: str, thing: str = "") -> None:
        state = meeting(self.services.reader, ref)["state"]
        self.app.push_screen(page_for(self.services, ref, state, thing))

    @work
    async def action_new_meeting(self) -> None:
        from collabtui.screens.planning import new_meeting  # an editor is more than the first frame needs

        await new_meeting(self)
